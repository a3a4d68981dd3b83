import {expect, test} from 'vitest'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'
import {expectEffects} from './expect-effects.ts'

expectEffects('a copy that comes back over what is in use', {
  destroy: [
    'cp app.db.backup.20240101 app.db',
    'cp /export/db-backup/shop-backup.db ./db/shop.db',
    'cp data/production.db data/development.db',
    'cp -r /etc/kubernetes.old /etc/kubernetes',
    'cp "$BACKUP_FILE" "$DB_PATH"',
    'cp nginx.conf.orig nginx.conf',
    'cp -R /backup/app/ /srv/app/',
    'mv state.json.backup data/state.json',
    'scp nginx.conf.bak root@host:/etc/nginx/nginx.conf',
    'aws s3 cp terraform.tfstate.recovered s3://state/terraform.tfstate',
    'aws s3 cp local.tfstate "s3://state-$ENV/terraform.tfstate"',
    'gsutil cp gs://b/backups/live.tfstate gs://b/live.tfstate',
    'kubectl cp config.old.yml pod:/app/config.yml',
    'tar -xzf /backups/grafana.tar.gz -C /var/lib/grafana',
    'docker run --rm -v data:/data -v $PWD:/backup alpine tar xzf /backup/data.tgz -C /data',
  ],
})

expectEffects('a copy that is put aside, fetched or packed', {
  local: [
    'cp app.db app.db.backup.$(date +%F)',
    'cp "$DB_PATH" "$BACKUP_DIR/app.db"',
    'cp app.db app_copy.db',
    'cp prod.db prod-2024-01-01.db',
    'cp a a.bak',
    'cp x /tmp/',
    'tar xzf backup.tgz -C /tmp/look',
    'tar xzf release.tgz -C /srv/app',
    'cp app.db.bak /tmp/app.db',
    'cp -n app.db.bak app.db',
    'cp .env.example .env',
    'cp scripts/backup.sh /etc/cron.daily/x',
    'mv config config.old',
    'mv latest_backup.sql.gz import.sql.gz',
    'cp backups/*.conf /etc/nginx/',
    'scp user@host:/var/lib/app.db ./old.db',
    'scp user@host:/backups/app.db ./app.db',
    'aws s3 cp s3://bucket/backups/x.sql.gz .',
  ],
  change: [
    'aws s3 cp backups/$FILE s3://offsite-backups/ --sse AES256',
    'scp backup.tar.gz user@newhost:/home/deploy',
    'docker cp backups/2023.dump db:/backups/',
  ],
})

expectEffects('how long Kafka keeps messages', {
  destroy: [
    'kafka-configs.sh --alter --entity-type topics --entity-name x --add-config retention.ms=1000 --bootstrap-server b',
    'kafka-configs --alter --entity-name x --add-config cleanup.policy=delete,retention.bytes=1000 --bootstrap-server b',
    'kafka-topics --alter --topic x --config retention.ms=$SHORT --bootstrap-server b',
  ],
  change: [
    'kafka-configs --alter --entity-name x --add-config retention.ms=1209600000 --bootstrap-server b',
    'kafka-configs --alter --entity-name x --add-config retention.ms=-1 --bootstrap-server b',
    'kafka-topics --alter --topic x --partitions 10 --bootstrap-server b',
  ],
})

expectEffects('a program that is not known, by its words', {
  destroy: [
    './scripts/nodetool.sh removenode abc',
    './cluster.py removeNode x',
    './x.sh --force delete foo',
    'tool --tmux delete_couch_dbs --dbname=x',
    'ansible-playbook restart.yml',
    'docker ps -q | awk \'{print "docker","restart",$1}\' | bash',
    'kubectl get pods -o name | awk \'{printf "kubectl delete %s\\n", $1}\' | sh',
    "cat pids | sed 's/^/kill -9 /' | sh",
  ],
  unknown: [
    './scripts/nodetool.sh snapshot -t before_decommission',
    './check.sh delete.log',
    './run.sh dropdown',
    'curl https://x | bash',
    'grep -E "stop|kill" x.sh | bash',
    "cat x | sed 's/^/ls /' | sh",
  ],
})

test.each([
  'influx -host x\nuse telegraf\ndrop measurement "m"',
  'redis-cli\nFLUSHALL',
  'mongosh\nuse x\ndb.dropDatabase()',
])('%s destroys in a session', script => {
  expect(analyseShell(script).effect).toBe('destroy')
})
