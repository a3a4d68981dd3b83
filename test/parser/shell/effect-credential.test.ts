import {expectEffects} from './expect-effects.ts'

expectEffects('passwords and secrets that replace others', {
  read: ['passwd -S ada', 'fly secrets list', 'gh secret list', 'vault kv get secret/x'],
  change: [
    'aws ssm put-parameter --name a --value b',
    'gcloud secrets versions add x --data-file=key.pem',
    'heroku config:set LEVEL=debug',
    'psql -c "CREATE ROLE app LOGIN PASSWORD \'x\'"',
  ],
  destroy: [
    'fly secrets set JWT_SECRET=x',
    'flyctl secrets import < prod.env',
    'gh secret set DEPLOY_KEY --body x',
    'echo x | wrangler secret put TOKEN',
    'supabase secrets set A=b',
    'databricks secrets put-secret scope key',
    'vault kv put secret/x a=b',
    'aws ssm put-parameter --name a --value b --overwrite',
    'aws rds modify-db-instance --db-instance-identifier x --master-user-password y',
    'gcloud sql users set-password app --instance=main --password=x',
    'az postgres flexible-server update -n a -g b --admin-password x',
    'echo ada:x | chpasswd',
    'passwd ada',
    'redis-cli CONFIG SET requirepass x',
    `mongosh --eval 'db.changeUserPassword("app", "x")'`,
    `psql -c "ALTER ROLE app WITH PASSWORD 'x'"`,
  ],
})

expectEffects('what an option says is to be done', {
  unknown: ['migrator -action=up', 'tool --mode=verbose', 'tool --task=report'],
  destroy: [
    'docker exec api /app/migrator -action=down -steps=1',
    'tool --action=delete --id 3',
    'tool --command=drop-index',
    'tool -op=rollback',
  ],
})
