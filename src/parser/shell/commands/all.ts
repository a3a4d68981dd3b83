import type {Family, Rule} from '../rule.ts'
import {listed} from '../rule.ts'
import {application} from './application.ts'
import {array} from './array.ts'
import {backup} from './backup.ts'
import {build} from './build.ts'
import {byOption} from './by-option.ts'
import {ceph} from './ceph.ts'
import {cloud} from './cloud.ts'
import {cluster} from './cluster.ts'
import {container} from './container.ts'
import {coreutils} from './coreutils.ts'
import {dataPlatform} from './data-platform.ts'
import {database} from './database.ts'
import {datastore} from './datastore.ts'
import {failover} from './failover.ts'
import {filtering} from './filtering.ts'
import {forge} from './forge.ts'
import {hardware} from './hardware.ts'
import {hypervisor} from './hypervisor.ts'
import {infrastructure} from './infrastructure.ts'
import {machine} from './machine.ts'
import {mail} from './mail.ts'
import {migration} from './migration.ts'
import {programNames} from './names.ts'
import {network} from './network.ts'
import {objectStores} from './object-store.ts'
import {orchestrator} from './orchestrator.ts'
import {platform} from './platform.ts'
import {queue} from './queue.ts'
import {replication} from './replication.ts'
import {routing} from './routing.ts'
import {saas} from './saas.ts'
import {security} from './security.ts'
import {service} from './service.ts'
import {storage} from './storage.ts'
import {system} from './system.ts'
import {volume} from './volume.ts'
import {warehouse} from './warehouse.ts'
import {cmdletRule, isCmdlet, windows} from './windows.ts'

/** Other names for a program and the words they stand for. */
const aliases = new Map(
  Object.entries({
    'docker-compose': 'docker compose',
    'podman-compose': 'podman compose',
    k: 'kubectl',
    ark: 'velero',
    vc: 'vercel',
    cf7: 'cf',
    cf8: 'cf',
    'gitlab-patronictl': 'patronictl',
    'gitlab-psql': 'psql',
    'gitlab-redis-cli': 'redis-cli',
    'gitlab-rails': 'rails',
    'gitlab-rake': 'rake',
    '.': 'source',
    'valkey-cli': 'redis-cli',
    'keydb-cli': 'redis-cli',
    mariadb: 'mysql',
    python3: 'python',
    python2: 'python',
    nodejs: 'node',
    gawk: 'awk',
    mawk: 'awk',
    nawk: 'awk',
    gsed: 'sed',
    fdfind: 'fd',
    gtar: 'tar',
    gdate: 'date',
    mongo: 'mongosh',
    'aws-cli': 'aws',
    aws2: 'aws',
    ysqlsh: 'psql',
    kubecolor: 'kubectl',
    tf: 'terraform',
    'microk8s.kubectl': 'kubectl',
    'microk8s.helm': 'helm',
    'microk8s.helm3': 'helm',
    'microk8s.ctr': 'ctr',
    'nextcloud.occ': 'occ',
    pip3: 'pip',
  }),
)

/** Makes each family; of several that know a program the first counts. */
export const families = {
  byOption,
  filtering,
  coreutils,
  build,
  forge,
  cluster,
  container,
  system,
  mail,
  routing,
  machine,
  cloud,
  objectStores,
  infrastructure,
  platform,
  database,
  migration,
  datastore,
  dataPlatform,
  network,
  queue,
  orchestrator,
  hardware,
  failover,
  array,
  hypervisor,
  storage,
  ceph,
  volume,
  backup,
  service,
  saas,
  warehouse,
  replication,
  security,
  application,
  windows,
} satisfies Record<string, () => Family>

/** Which family a program belongs to, so that only those are made of which a document names something. */
let index: Map<string, keyof typeof families> | undefined

function readIndex(): Map<string, keyof typeof families> {
  const result: typeof index = new Map()
  for (const family of Object.keys(families) as (keyof typeof families)[]) {
    for (const name of programNames[family].trim().split(/\s+/))
      if (!result.has(name)) result.set(name, family)
  }
  return result
}

const rules = new Map<string, Rule>()

/** What the tables say of a program. */
export function ruleOf(program: string): Rule | undefined {
  if (!isInTables(program)) return cmdletRule(program)
  if (!rules.has(program)) makeFamily(index!.get(program)!)
  return rules.get(program)
}

/** Whether the tables say something of a program. */
export function hasRule(program: string): boolean {
  return isInTables(program) || isCmdlet(program)
}

function isInTables(program: string): boolean {
  index ??= readIndex()
  return index.has(program)
}

function makeFamily(family: keyof typeof families): void {
  for (const [names, rule] of Object.entries(families[family]())) {
    for (const name of listed(names)) {
      if (index!.get(name) === family && !rules.has(name)) rules.set(name, rule)
    }
  }
}

/** The words that a program's name stands for: itself, unless it is another name for something. */
export function programWords(name: string): string[] {
  return aliases.get(name)?.split(' ') ?? [name]
}
