import type {Argument} from '../argument.ts'
import {type Call, optionValue, takeApart} from '../options.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {codeDestroys} from './code.ts'
import {fromStdin, mysqlScript} from './sql-client.ts'

interface Client {
  /** Options that hold the statement, and those that name a file of statements. */
  statement: string
  file?: string
  values?: string
  flags?: string
  /** Words before the statement; without it, no word is one. */
  words?: number
  singleDash?: boolean
  /** Options with which it only tells about itself. */
  tells?: string
  /** Options that have it keep the answer where others see it. */
  keeps?: string
}

const common = '-h --host -p --port -u -U --user --username -d --database --password -P'

const clients: Record<string, Client> = {
  'clickhouse-client': {
    statement: '-q --query',
    file: '--queries-file',
    values: `${common} --format -f --config-file -C`,
    flags: '--secure -m -n --multiquery --vertical -E --time -t',
  },
  clickhouse: {
    statement: '-q --query',
    file: '--queries-file',
    values: `${common} --format -f --config-file -C`,
    flags: '--secure -m -n --multiquery --vertical -E --time -t',
  },
  sqlcmd: {
    statement: '-Q -q',
    file: '-i',
    values: '-S -U -P -d -o -v -h -s -W -y -Y -l -t -b',
    flags: '-E -C -N -e -k -I',
  },
  cockroach: {
    statement: '-e --execute',
    file: '-f --file',
    values: `${common} --url --certs-dir --host --format`,
    flags: '--insecure',
    words: -1,
  },
  duckdb: {
    statement: '-c -s',
    values: '-cmd -init',
    words: 1,
    singleDash: true,
    flags: '-csv -json -line -readonly -markdown -box',
  },
  snowsql: {statement: '-q --query', file: '-f --filename', values: '-a -u -d -s -r -w -c -o'},
  bq: {
    statement: '',
    words: 1,
    values: '--project_id --dataset_id --location --format -n --max_results --maximum_bytes_billed',
    flags: '--use_legacy_sql --nouse_legacy_sql --batch --append_table --replace',
    keeps:
      '--destination_table --append_table --replace --schedule --materialized_view --view --target_dataset',
  },
  trino: {
    statement: '--execute',
    file: '-f --file',
    values: '--server --catalog --schema --user --output-format',
  },
  presto: {
    statement: '--execute',
    file: '-f --file',
    values: '--server --catalog --schema --user --output-format',
  },
  beeline: {statement: '-e', file: '-f', values: '-u -n -p -d --hivevar'},
  hive: {statement: '-e', file: '-f', values: '--database --hiveconf'},
  'impala-shell': {statement: '-q --query', file: '-f', values: '-i -d -o'},
  'spark-sql': {statement: '-e', file: '-f', values: '--master --conf'},
  mysqlsh: {
    statement: '-e --execute',
    file: '-f --file',
    values: `${common} --uri`,
    flags: '--sql --js --py --json',
  },
  usql: {statement: '-c --command', file: '-f --file', words: -1},
  vsql: {statement: '-c', file: '-f', values: '-h -p -U -w -d -o', flags: '-t -A -q -x'},
  influx: {
    statement: '-execute --execute',
    values: '-database -host -port -username -password -precision -format',
    singleDash: true,
    flags: '-ssl',
  },
  pgcli: {statement: '', values: '-h -p -U -d -u', words: -1, tells: '-l --list --version --ping'},
  mycli: {statement: '-e --execute', values: '-h -P -u -D -S -p', words: -1},
  sqlplus: {statement: '', values: '-C -F -M -R', words: -1},
  db2: {statement: '', words: 0},
}

/** Programs that take SQL of other databases: by their statement; alone, they open a session. */
export function queryTool(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const client = clients[name]
  if (!client) return undefined
  const {statement, file = '', words, tells = ''} = client
  const call = takeApart(args, {
    values: [statement, file, client.values ?? ''].join(' '),
    flags: client.flags ?? '',
    singleDash: client.singleDash ?? false,
  })
  const verb = call.words[0]?.value
  // These have other subcommands, which the tables know.
  if (name === 'cockroach' && verb !== 'sql') return undefined
  if (name === 'bq' && verb !== 'query') return undefined
  if (
    name === 'influx' &&
    !optionValue(call, ...statement.split(' ')) &&
    (verb !== undefined || !scope.stdin.text)
  )
    return undefined
  if (name === 'mysqlsh' && args.some(({value}) => value === '--')) return undefined // what follows is for its own interfaces
  const asked = name === 'mysqlsh' && scope.stdin.from === 'terminal' && verbless(call, client)
  if (name === 'mysqlsh' && !asked && call.options.some(option => /^--(?:js|py)$/.test(option.name)))
    return seen(finding(args.some(({value}) => codeDestroys(value)) ? 'destroy' : 'unknown', name))
  if (call.options.some(option => tells.split(' ').includes(option.name))) return seen(finding('read', name))
  const given = call.options
    .filter(option => statement.split(' ').includes(option.name))
    .map(option => option.value)
  const inWords = words !== undefined && words >= 0 ? call.words.slice(words) : []
  const texts = [...given, ...(name === 'db2' ? joined(inWords) : inWords)]
  if (name === 'mysqlsh' && texts.some(text => codeDestroys(text?.value ?? '')))
    return seen(finding('destroy', name, 'runs a program that seems to delete, stop or take back something'))
  const files = call.options.filter(option => option.value && file.split(' ').includes(option.name))
  if (files.length > 0 || call.words.some(word => word.value.startsWith('@')))
    return seen(finding('unknown', name, 'runs a file of statements that is not seen'))
  if (texts.length === 0) return fromStdin(scope, name, name === 'influx' ? byLine : mysqlScript)
  const keeps = call.options.some(option => client.keeps?.split(' ').includes(option.name))
  return inSequence([
    ...texts.map(text => mysqlScript(text, scope, name)),
    ...(keeps ? [seen(finding('change', name, 'writes what it finds to a table'))] : []),
  ])
}

/** Whether a client is given neither statements nor a file of them. */
function verbless(call: Call, {statement, file = ''}: Client): boolean {
  return !call.options.some(({name}) => `${statement} ${file}`.split(' ').includes(name))
}

/** Words that are one statement together. */
function joined(words: readonly Argument[]): Argument[] {
  if (words.length < 2) return [...words]
  const all = (of: 'value' | 'text') => words.map(word => word[of]).join(' ')
  const some = (of: 'dynamic' | 'spread') => words.some(word => word[of])
  return [{value: all('value'), text: all('text'), dynamic: some('dynamic'), spread: some('spread')}]
}

/** InfluxDB's shell takes a line for a statement. */
function byLine(text: Argument | undefined, scope: Scope, name: string): Seen {
  return mysqlScript(text && {...text, value: text.value.replaceAll('\n', ';')}, scope, name)
}

/** Their names. */
export const queryTools = Object.keys(clients)
