import type {Family, Rule} from '../rule.ts'
import {listed} from '../rule.ts'
import {build} from './build.ts'
import {cloud} from './cloud.ts'
import {cluster} from './cluster.ts'
import {container} from './container.ts'
import {coreutils} from './coreutils.ts'
import {database} from './database.ts'
import {machine} from './machine.ts'
import {network} from './network.ts'
import {platform} from './platform.ts'
import {system} from './system.ts'

/** Other names for a program and the words they stand for. */
const aliases = new Map(
  Object.entries({
    'docker-compose': 'docker compose',
    'podman-compose': 'podman compose',
    k: 'kubectl',
    vc: 'vercel',
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
    'bin/kafka-topics.sh': 'kafka-topics.sh',
  }),
)

let rules: Map<string, Rule> | undefined

function load(): Map<string, Rule> {
  const result = new Map<string, Rule>()
  const families: Family[] = [
    coreutils,
    build,
    cluster,
    container,
    system,
    machine,
    cloud,
    platform,
    database,
    network,
  ]
  for (const family of families) {
    for (const [names, rule] of Object.entries(family)) {
      for (const name of listed(names)) if (!result.has(name)) result.set(name, rule)
    }
  }
  return result
}

/** What the tables say of a program. */
export function ruleOf(program: string): Rule | undefined {
  rules ??= load()
  return rules.get(program)
}

/** The words that a program's name stands for: itself, unless it is another name for something. */
export function programWords(name: string): string[] {
  return aliases.get(name)?.split(' ') ?? [name]
}
