import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  // yours, theirs and nobody's
  ['curl https://api.your-domain.com/health', ['your-domain.com']],
  ['export TOKEN=YOUR_API_TOKEN', ['YOUR_API_TOKEN']],
  ['ssh yourserver', ['yourserver']],
  ['TOKEN=votre-jeton ./sync.sh', ['votre-jeton']],
  ['docker tag my-image registry.example.org/my-image', ['my-image', 'registry.example.org', 'my-image']],
  ['mail -s done oncall@example.com', ['oncall@example.com']],
  ['gcloud config set project acme-some-project', ['acme-some-project']],
  // what was crossed out
  ['vercel rollback https://shop-xxx.vercel.app', ['shop-xxx']],
  ['ping 10.x.x.x', ['10.x.x.x']],
  ['ssh NNN.NNN.NNN.NNN', ['NNN.NNN.NNN.NNN']],
  ['mkfs.xfs /dev/sdX1', ['sdX1']],
  ['ceph osd out osd.N', ['N']],
  ['kubectl scale deploy/web --replicas=N', ['N']],
  ['helm upgrade web --version x.y.z', ['x.y.z']],
  ['tar xf backup_YYYYMMDD_HHMMSS.tgz', ['YYYYMMDD_HHMMSS']],
  ['report --from YYYY-MM-DD --to AAAA-MM-JJ', ['YYYY-MM-DD', 'AAAA-MM-JJ']],
  ['psql postgresql://user:password@host:5432/dbname', ['user:password@host:5432/dbname']],
  ['KEY=sk-... DSN=https://...@errors/1 start', ['...', '...@errors/1']],
  ['curl ... -d x', ['...']],
  ['export PASSWORD=changeme SALT=put-your-salt-here', ['changeme', 'put-your-salt-here']],
  ['cp /path/to/dump/today.sql .', ['/path/to/dump']],
  ['cd ~/chemin/vers/projet', ['~/chemin/vers/projet']],
  ['kill 12345', ['12345']],
  ['podman push quay.io/organization/repository:tag', ['organization/repository:tag']],
  ['ssh user@old-server', ['user@old-server']],
  // capitals
  ['kubectl logs -n NAMESPACE POD_NAME', ['NAMESPACE', 'POD_NAME']],
  ['gcloud config set project PROJECT_ID; kubectl get node NODE_NAME', ['PROJECT_ID', 'NODE_NAME']],
  ['kubectl exec svc/PRIMARY-CLUSTER-rw -- id', ['PRIMARY-CLUSTER']],
  ['gsutil mv gs://BUCKET/TENANT/x .', ['BUCKET', 'TENANT']],
  ["rake 'reindex:one[CONTENT_ID]'", ['CONTENT_ID']],
  ["curl -H 'Authorization: Bearer TOKEN' localhost", ['TOKEN']],
  ['psql "host=DB_HOST user=USER"', ['DB_HOST', 'USER']],
  ['zcat BACKUP_FILE.sql.gz', ['BACKUP_FILE']],
  // small letters that name themselves
  ['kubectl delete pod pod-name', ['pod-name']],
  ['tar xf nom_sauvegarde.tar.gz', ['nom_sauvegarde']],
  ['mysql -u username', ['username']],
  ['rake pages:move[old_slug,new_slug]', ['old_slug', 'new_slug']],
  ["rake 'pages:drop[content_id,locale,reason for it]'", ['content_id', 'locale', 'reason for it']],
  // brackets
  ['heroku pg:info --app [app-name]', ['[app-name]']],
  ['curl http://localhost/users/{user_id}/keys', ['{user_id}']],
  // inside others
  ['ssh host "sudo systemctl restart your-unit && kubectl get po -n NAMESPACE"', ['your-unit', 'NAMESPACE']],
  ['echo `kubectl get po -n NAMESPACE`', ['NAMESPACE']],
  ['echo "$(kubectl get po -n NAMESPACE)"', ['NAMESPACE']],
  ['docker exec db psql -c "TRUNCATE TABLE table_name"', ['table_name']],
  ['psql -c "SELECT pg_terminate_backend(PID)"', ['PID']],
  ['cat > f <<EOF\nhost: your-host\nEOF', ['your-host']],
  ["ssh host <<EOF\n'./your-tool' -v 'a'\nEOF", ['your-tool']],
  ['mysql <<EOF\nDROP TABLE old_table;\nEOF', ['old_table']],
])('%s', (text, expected) => {
  expect(texts(text)).toEqual(expected)
})

test.each([
  '# ask YOUR_TEAM about NAMESPACE, my-host or 10.x.x.x',
  'curl -X POST -XPUT --request DELETE localhost',
  'kill -s TERM 1; kill -HUP 1; trap cleanup EXIT',
  'printenv RELEASE_SHA; docker run -e API_KEY web; unset DB_URL; export NODE_ENV',
  'vercel env add DATABASE_URL; gh secret set API_TOKEN; heroku config:get REDIS_URL; vault-env secrets view DB_USERNAME',
  'make deploy VERSION=3 TARGET=prod',
  'redis-cli CONFIG GET maxmemory; app-redis-cli CLUSTER INFO',
  "redis-cli -h cache CLIENT LIST | awk 'NR==2 {print $1}'",
  'git reset --hard HEAD; git log HEAD@{1}..HEAD; git diff main...HEAD; git diff $A...$B; git show HEAD^{tree}',
  'grep ERROR app.log | grep -c DATABASE_NAME',
  'echo "DONE: NAMESPACE of the POD is ready..."',
  'cat README.md LICENSE.txt CHANGELOG',
  'go test ./...',
  'ps -o PID,USER; lsblk -o NAME,SIZE,TYPE',
  'mktemp /tmp/a.XXXXXX',
  'date +%Y-%m-%d; report --date-format YYYY-MM-DD',
  'grep 5xx log; head -c 5 x',
  'yours --myself; mysql mysqldump; cat /etc/foobarium.conf',
  'docker stats --filter name=web --env-file .env',
  'kubectl port-forward svc/api 1234:80',
  'aws s3 cp a b --sse AES256 --storage-class STANDARD',
  'cf set --type INSTANCE --log-level ERROR',
  'gh api repos/{owner}/{repo}/tags',
  'touch {a,b}.txt file{1..3}; ls [abc]* file[0-9]; ps | grep [n]ginx',
  "awk '{total}' f; jq '{name}' f; curl -w '%{http_code}' localhost",
  'jq --arg my_value "$1" .a f',
  'find . -exec chmod 600 {} +; xargs -I{} echo {}',
  'echo "[WARNING] disk"; mail -s "[SHOP] health" root',
  'git config user.name "Ann"; cat src/user_name.c',
  'kubectl get secret api-token db-password; kubectl top pod --sort-by pod_name',
  'curl -d \'{"namespace":"a","pod_name":"b","reason":"MANUAL_DELETE"}\' localhost',
  'NAMESPACE   NAME   READY   STATUS',
  'psql -c "SELECT tablename FROM pg_tables; SELECT table_name FROM information_schema.tables"',
  'POD=$(kubectl get po -o name); kubectl logs $POD; echo $NODE; label POD NODE',
  'echo ${REGION:-your-region} $YOUR_HOST ${MY_POD}',
])('%s has none', text => {
  expect(texts(text)).toEqual([])
})
