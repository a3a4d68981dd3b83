import {expect, test} from 'vitest'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'
import {expectEffects} from './expect-effects.ts'

expectEffects('a script that bears the name of a program hands its words on, and is never known to read', {
  destroy: ['./scripts/ceph.sh osd out 3', 'bin/etcdctl.sh member remove 8e9e05c52164694d'],
  unknown: ['./scripts/ceph.sh osd tree', './install.sh -m 644 a b', './ceph.sh'],
})

expectEffects('a tool of a package is itself, by its path or through a shell', {
  read: [
    'bash bin/kafka-topics.sh --bootstrap-server kafka:9092 --list',
    '/opt/gitlab/embedded/bin/redis-cli info',
    '/usr/lib/jvm/java-17/bin/jps -l',
  ],
  destroy: [
    'bash bin/kafka-topics.sh --bootstrap-server kafka:9092 --delete --topic mail',
    '/opt/gitlab/embedded/bin/redis-cli flushall',
  ],
  unknown: ['bash bin/report.sh --list', '/opt/own/bin/redis-cli info'],
})

expectEffects('what one looks at', {
  read: [
    'ceph crash stat',
    'az rest --method get --url https://management.azure.com/subscriptions',
    'kafka-consumer-groups.sh --bootstrap-server kafka:9092 --group g --reset-offsets --to-earliest --topic t --dry-run',
    'duplicity collection-status file:///srv/backup',
    'nv show interface',
    'squidclient mgr:info',
    'bpftool prog list',
    'prlimit --pid 4711',
    'juju status',
    'kubectl drain web1 --ignore-daemonsets --delete-emptydir-data --dry-run=client',
    'blazar lease-list',
    'edac-util -v',
    'juju ssh web/0 "curl -s http://localhost:8888/metrics"',
    'bosh -e prod vms',
    'bosh -d app cck --report',
    'oc adm manage-node web1 --list-pods',
    'etcdctl -C https://10.0.0.7:2379 --ca-file=/x/ca.crt cluster-health',
    'vault operator raft configuration -format=json',
    'postcat -q 4B2F1C0A',
    'mysqldumpslow -s t slow.log',
    'pveversion -v',
  ],
})

expectEffects('what adds', {
  change: [
    'helm upgrade web ./web --set autoscaling.minReplicas=3',
    'blazar lease-create web',
    'swaplabel -L swap /dev/sdb1',
  ],
  local: ['sync', 'timeout 10 sync'],
})

expectEffects('what takes away', {
  destroy: [
    'az rest --method delete --url https://management.azure.com/subscriptions/1/resourceGroups/web',
    'kafka-consumer-groups.sh --bootstrap-server kafka:9092 --group g --reset-offsets --to-earliest --topic t --dry-run --execute',
    `curl -XPOST es:9200/_cluster/reroute -d '{"commands":[{"allocate":{"index":"logs","shard":1,"allow_primary":true}}]}'`,
    'docker compose run --rm db_restore',
    'nv config apply -y',
    'juju remove-unit vault/1',
    'blazar lease-delete web',
    'helm upgrade web ./web --set web.minReplicas=0',
    'tar xf etc-1.tar.gz -C /etc',
    'juju exec --unit web/0 -- sudo systemctl restart nginx',
    'bosh -n -d app deploy app.yml',
    'bosh -d app recreate web/0',
    "bosh -d app ssh web/0 -c 'sudo reboot'",
    'oc adm manage-node web1 --evacuate',
    'juju scale-application vault 1',
    'fusermount -uz /mnt/share',
    `psql -c "select ops.terminate_backend(4711)"`,
  ],
  unknown: [
    'git push --dry-run --receive-pack=./x origin',
    'prlimit --nofile=10 ls',
    'az rest --method post --url https://management.azure.com/x',
    `psql -c "select ops.report(4711)"`,
  ],
})

test.each(['ansible db -m shell -a uptime -K', 'ansible-playbook site.yml --ask-become-pass', 'mutt -f'])(
  '%s asks a person',
  script => expect(analyseShell(script).interactive).toBeDefined(),
)
