import {expect, test} from 'vitest'
import * as array from '../../../src/parser/shell/commands/array.ts'
import * as backup from '../../../src/parser/shell/commands/backup.ts'
import * as build from '../../../src/parser/shell/commands/build.ts'
import * as byOption from '../../../src/parser/shell/commands/by-option.ts'
import * as ceph from '../../../src/parser/shell/commands/ceph.ts'
import * as cloud from '../../../src/parser/shell/commands/cloud.ts'
import * as cluster from '../../../src/parser/shell/commands/cluster.ts'
import * as database from '../../../src/parser/shell/commands/database.ts'
import * as failover from '../../../src/parser/shell/commands/failover.ts'
import * as filtering from '../../../src/parser/shell/commands/filtering.ts'
import * as hypervisor from '../../../src/parser/shell/commands/hypervisor.ts'
import * as infrastructure from '../../../src/parser/shell/commands/infrastructure.ts'
import * as machine from '../../../src/parser/shell/commands/machine.ts'
import * as network from '../../../src/parser/shell/commands/network.ts'
import * as service from '../../../src/parser/shell/commands/service.ts'
import * as system from '../../../src/parser/shell/commands/system.ts'
import * as volume from '../../../src/parser/shell/commands/volume.ts'
import {type Family, listed} from '../../../src/parser/shell/rule.ts'
import {expectEffects} from './expect-effects.ts'

expectEffects('an option that is harmless for one program and not for the next', {
  destroy: [
    'nmcli -p con down x',
    'loginctl -p terminate-user x',
    'gsutil mv -n gs://a/b gs://b/c',
    'choco uninstall -s . x',
    'winget uninstall -s msstore x',
    'mysqlimport -l db f',
    "salt -C 'web*' service.restart nginx",
    'salt-run -l debug manage.down removekeys=True',
    'rc-update -v del nginx default',
    'squid -k parse -k shutdown',
    'pt-online-schema-change --print --execute D=x,t=y',
    'pt-table-sync --print --execute h=x',
    'cdk destroy --dry-run',
    'mkfs.fat -n DATA /dev/sdb1',
    'ddrescue -n /dev/sda /dev/sdb',
    'btrfs-convert -n /dev/sdb1',
    'sg_write_same -n 100 /dev/sdb',
    'mkfs.exfat -n X /dev/sdb1',
    'serverless remove --dry-run',
  ],
  change: [
    'gsutil cp -n a gs://b/c',
    's5cmd cp -n a s3://b',
    'mount -l /dev/sda1 /mnt',
    'esxcfg-volume -m x',
    'cdk deploy --dry-run',
    'yarn publish --dry-run',
    'goose up --dry-run',
    'typeorm migration:run --dry-run',
  ],
  local: ['black -l 100 x.py', 'shfmt -l -w .', 'prettier --check --write .', 'lz4 -l f'],
  unknown: [
    'haproxy -f x -D -S /run/sock',
    'varnishd -S /etc/varnish/secret -f x',
    'nats-server -V',
    'ansible-pull -C main -U x',
    'python -v x.py',
    'ruby -v x.rb',
  ],
  read: [
    'ntpq -pn',
    'apt-get -s upgrade',
    'rclone sync -n a b:',
    'gsutil rsync -n a gs://b',
    'mount -l -t ext4',
    'shfmt -l .',
    'haproxy -c -f x',
    'sshd -t',
    'nginx -T',
    'salt-key -l acc',
    "salt -C 'web*' test.ping",
    'ansible-playbook -C x.yml',
    'python -V',
    'gzip -l f.gz',
    'fsck.vfat -n /dev/sdb1',
    'mkntfs -n /dev/sdb1',
    'esxcfg-volume -l',
    'pt-table-sync --print h=x',
    'eksctl create cluster --dry-run',
    'npm publish --dry-run',
    'sqlx migrate run --dry-run',
  ],
})

expectEffects('rsync, whose options that take no value swallow none of its paths', {
  change: [
    'rsync -avP a/ h:/b',
    'rsync -ai a h:/b',
    'rsync -acS a h:/b',
    'rsync -rlptgoD a h:/b',
    'scp -P 22 a h:b',
  ],
  local: ['rsync -aF a b'],
  unknown: ['rsync -ae ./x a h:b', 'scp -S ./x a h:b'],
  read: ['rsync -avPn a h:/b', 'rsync -e ssh h:/b', 'rsync h::mod'],
})

expectEffects('what is written where it runs or is in force by itself', {
  destroy: [
    "echo 'rm -rf /data' | sudo tee /etc/cron.daily/x",
    "sudo sed -i 's|a|b|' /etc/kubernetes/manifests/etcd.yaml",
    'sudo snap run nextcloud.occ maintenance:mode --on',
    'neo4j-admin database load neo4j --from-path=/b --overwrite-destination=true',
    'airflow dags backfill x --reset-dagruns',
    'acmectl load --overwrite-destination',
  ],
  change: ["echo '0 1 * * * root true' | sudo tee /etc/cron.d/x"],
  local: ['neo4j-admin database dump neo4j --to-path=/b'],
})

/** Programs of one rule among which a short option means the same. */
const alike =
  /^(?:iptables|kafkacat|hostname|at|fdisk|gpg|restic|osqueryi|fsck|gzip|orchestrator-client|rdiff-backup|service-control|ipmipower|bacula-dir|esxcfg-nics)$/

test('a short option because of which something is taken to read belongs to a program, or to programs that are alike', () => {
  const families = [
    array,
    backup,
    build,
    byOption,
    ceph,
    cloud,
    cluster,
    database,
    failover,
    filtering,
    hypervisor,
    infrastructure,
    machine,
    network,
    service,
    system,
    volume,
  ]
  const rules = families.flatMap(module =>
    (Object.values(module) as (() => Family)[]).flatMap(make => Object.entries(make())),
  )
  const shared = rules.flatMap(([names, {lower = {}}]) => {
    const programs = listed(names)
    if (programs.length < 2 || alike.test(programs[0]!)) return []
    const short = Object.keys(lower).filter(one => /^-[a-zA-Z]$/.test(one) && lower[one] === 'read')
    return short.map(one => `${programs[0]} ${one}`)
  })
  expect(shared).toEqual([])
})
