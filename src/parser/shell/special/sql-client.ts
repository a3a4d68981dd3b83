import {copiedQuery, metaEffect} from '../../psql/meta-command.ts'
import {scanPsql} from '../../psql/scan.ts'
import type {Argument} from '../argument.ts'
import {type Call, hasOption, takeApart} from '../options.ts'
import {inSequence, type Scope, type Seen, type SqlEffect, seen} from '../scope.ts'
import {finding} from '../wording.ts'

const psqlRule = {
  values: `-c --command -d --dbname -f --file -h --host -p --port -U --username -v --set --variable -P
    --pset -F --field-separator -L --log-file -o --output -R --record-separator -T --table-attr`,
  flags: `-t -A -q -x -X -a -b -e -E -n -s -S -w -W -1 -H -z -0 --csv --no-psqlrc --tuples-only --quiet
    --expanded --single-transaction --no-align --no-password`,
}

/** `psql`: its statements if they are seen, else what is in the file; alone it opens a session. */
export function psql(args: readonly Argument[], scope: Scope, name: string): Seen {
  const call = takeApart(args, psqlRule)
  if (['-V', '--version', '-l', '--list', '-?'].some(option => hasOption(call, option)))
    return seen(finding('read', name))
  const pieces: Seen[] = []
  for (const {name: option, value} of call.options) {
    if (option === '-c' || option === '--command') pieces.push(psqlScript(value, scope, name))
    else if (option === '-f' || option === '--file')
      pieces.push(
        value && /^(?:-|\/dev\/stdin)$/.test(value.value)
          ? fromStdin(scope, name, psqlScript)
          : ofFile(name, value?.text ?? ''),
      )
    else if (/^(?:-o|--output)$/.test(option) && value?.value.trimStart().startsWith('|'))
      pieces.push(scope.script(value.value.trimStart().slice(1), scope.stdin, false))
    else if (/^(?:-o|--output|-L|--log-file)$/.test(option))
      pieces.push(seen(finding('local', name, 'writes a file')))
  }
  if (!call.options.some(option => /^(?:-c|--command|-f|--file)$/.test(option.name)))
    pieces.push(fromStdin(scope, name, psqlScript))
  return inSequence(pieces)
}

type Reader = (value: Argument | undefined, scope: Scope, name: string) => Seen

/** The statements that are piped in, those of a file, or a session. */
export function fromStdin(scope: Scope, name: string, read: Reader): Seen {
  const {stdin} = scope
  if (stdin.text !== undefined)
    return read({value: stdin.text, dynamic: false, spread: false, text: stdin.text}, scope, name)
  if (stdin.from !== 'terminal') return ofFile(name, stdin.source)
  const session = finding('unknown', name, 'opens a session in which anything may be done')
  return seen({
    ...session,
    interactive: `\`${name}\` opens a session of its own`,
    session: {shell: false, shared: true},
  })
}

/** A dump that is read in overwrites what is there; of another file, nobody knows. */
function ofFile(name: string, source: string): Seen {
  if (
    /dump|backup|back-up|\bbak\b|restore|snapshot|sauvegarde|export|\.sql\.(?:gz|bz2|xz|zst)|gunzip|zcat|pg_restore/i.test(
      source,
    )
  ) {
    return seen(finding('destroy', name, 'restores a dump over what is there'))
  }
  if (/\b(?:mysql|mariadb-)binlog\b/.test(source))
    return seen(finding('destroy', name, 'replays a log of changes over what is there'))
  if (/['"](?:KILL|DROP|TRUNCATE|DELETE|PURGE)\b/i.test(source))
    return seen(finding('destroy', name, 'runs statements put together before that end or delete something'))
  return seen(
    finding(
      'unknown',
      name,
      'runs every statement of a file that is not seen, which may be a dump restored over live data',
    ),
  )
}

function psqlScript(value: Argument | undefined, {sqlEffect}: Scope, name: string): Seen {
  if (!value || (value.dynamic && /^\s*x\s*;?\s*$/.test(value.value)))
    return seen(finding('unknown', name, 'runs SQL that only the running shell knows'))
  const {commands, sql, rows} = scanPsql(value.value)
  const pieces = commands.flatMap(meta => {
    const [effect, does] = metaEffect(meta)
    const query = copiedQuery(meta)
    return [
      seen(effect === 'read' ? finding('read', name) : finding(effect, `${name} \\${meta.name}`, does)),
      ...(query === undefined ? [] : [bySql(query, sqlEffect, name)]),
    ]
  })
  // without ON_ERROR_STOP, psql reads the rows of a COPY that fails as statements
  if (rows)
    pieces.push(seen(finding('unknown', name, 'loads rows, which are statements where their COPY fails')))
  if (sql.replaceAll(';', '').trim() !== '') pieces.push(bySql(sql, sqlEffect, name))
  return pieces.length > 0 ? inSequence(pieces) : seen(finding('read', name))
}

function bySql(sql: string, sqlEffect: SqlEffect | undefined, name: string): Seen {
  if (!sqlEffect) return seen(finding('unknown', name, 'runs SQL'))
  const {effect, reason} = sqlEffect(sql)
  return seen({effect, name, text: effect === 'read' ? `\`${name}\` only reads` : reason})
}

const mysqlRule = {
  values: `-e --execute -u --user -h --host -P --port -S --socket -D --database --defaults-file
    --defaults-extra-file --init-command -q --query --ssl-ca --ssl-mode --login-path --tee --pager`,
  flags:
    '-p -N -B -s -t -v -E -A --batch --silent --skip-column-names --table --vertical --raw --force -f --ssl',
}

/** `mysql -e '…'`: its own read-only statements, then PostgreSQL's grammar for what both share. */
export function mysql(args: readonly Argument[], scope: Scope, name: string): Seen {
  const call = takeApart(args, mysqlRule)
  if (hasOption(call, '-V') || hasOption(call, '--version')) return seen(finding('read', name))
  if (hasOption(call, '--init-command', true) || hasOption(call, '--pager', true)) {
    const typed = scope.stdin.from === 'terminal' && !hasOption(call, '-e') && !hasOption(call, '--execute')
    const found = finding('unknown', name, 'is told what to do when it begins')
    return seen(typed ? {...found, interactive: `\`${name}\` opens a session of its own`} : found)
  }
  const statements = call.options.filter(option => option.name === '-e' || option.name === '--execute')
  const found =
    statements.length > 0
      ? inSequence(statements.map(({value}) => mysqlScript(value, scope, name)))
      : fromStdin(scope, name, mysqlScript)
  return hasOption(call, '--tee', true)
    ? inSequence([found, seen(finding('local', name, 'writes a file'))])
    : found
}

/** SQL of MySQL and of others that look like it. */
export function mysqlScript(value: Argument | undefined, {sqlEffect}: Scope, name: string): Seen {
  if (!value || (value.dynamic && /^\s*x\s*;?\s*$/.test(value.value)))
    return seen(finding('unknown', name, 'runs SQL that only the running shell knows'))
  const statements = value.value
    .split(/;|\\G/)
    .map(statement => statement.trim())
    .filter(statement => statement !== '')
  return inSequence(statements.map(statement => mysqlStatement(statement, sqlEffect, name)))
}

function mysqlStatement(statement: string, sqlEffect: SqlEffect | undefined, name: string): Seen {
  if (
    /^(?:SHOW|DESCRIBE|DESC|USE|STATUS|HELP)\b/i.test(statement) ||
    /^EXPLAIN\s+(?!ANALYZE)/i.test(statement)
  )
    return seen(finding('read', name))
  if (
    /^FLUSH\s+(?:(?:LOCAL|NO_WRITE_TO_BINLOG)\s+)?(?:PRIVILEGES|STATUS|HOSTS|USER_RESOURCES|(?:(?:BINARY|ENGINE|ERROR|GENERAL|RELAY|SLOW)\s+)?LOGS)\b/i.test(
      statement,
    )
  )
    return seen(finding('change', name, `runs \`${statement.slice(0, 40)}\``))
  if (
    /^(?:DROP|TRUNCATE|KILL|PURGE|RESET|STOP|FLUSH|REVOKE|SHUTDOWN|RESTART|DELETE|CHANGE|RENAME|ALTER\s.*\bDROP)\b/is.test(
      statement,
    )
  ) {
    return seen(finding('destroy', name, `runs \`${statement.slice(0, 40)}\``))
  }
  if (/^(?:mysql|mariadb)/.test(name) && /^(?:system|source)\s/i.test(statement))
    return seen(finding('unknown', name, 'runs a command or a file that is not understood here'))
  // a setting that is only looked at
  if (/^SELECT\b/i.test(statement) && statement.includes('@@'))
    return mysqlStatement(
      statement.replaceAll(/@@(?:(?:global|session|local)\.)?(?=[a-z_])/gi, 'setting_'),
      sqlEffect,
      name,
    )
  if (/^SET\s+(?:GLOBAL|PERSIST)\s+\w+\s*=\s*[\w.'"-]+$/i.test(statement))
    return seen(finding('change', name, `runs \`${statement.slice(0, 40)}\``))
  if (/\bINTO\s+(?:OUTFILE|DUMPFILE)\b|\bSET\s+(?:GLOBAL|PERSIST)\b|@@|\/\*!/i.test(statement))
    return seen(finding('unknown', name, 'runs SQL that is not known only to read'))
  return bySql(statement.replaceAll('`', '"'), sqlEffect, name)
}

/** `sqlite3 file 'SQL'`. */
export function sqlite(args: readonly Argument[], scope: Scope, name: string): Seen {
  const call: Call = takeApart(args, {
    values: '-separator -cmd -init -newline -nullvalue',
    flags: '-header -column -csv -json -line -list -markdown -table -box -readonly -batch -noheader',
    singleDash: true,
  })
  if (hasOption(call, '-init') || hasOption(call, '-cmd')) return seen(finding('unknown', name))
  const [, ...statements] = call.words
  if (statements.length === 0) return fromStdin(scope, name, sqliteScript)
  return inSequence(statements.map(statement => sqliteScript(statement, scope, name)))
}

function sqliteScript(value: Argument | undefined, scope: Scope, name: string): Seen {
  const text = value?.value.trim() ?? ''
  if (
    /^\.(?:tables|schema|indexes|databases|mode|headers|dump|show|fullschema|dbinfo|stats)\b[^|]*$/.test(text)
  )
    return seen(finding('read', name))
  if (text.startsWith('.backup')) return seen(finding('local', name, 'writes a file'))
  if (text.startsWith('.'))
    return seen(
      text.startsWith('.restore')
        ? finding('destroy', name, 'restores over what is there')
        : finding('unknown', name),
    )
  if (
    /^PRAGMA\s+\w+\s*;?$/i.test(text) ||
    /^PRAGMA\s+(?:table_info|index_list|integrity_check|quick_check)\([^)]*\);?$/i.test(text)
  )
    return seen(finding('read', name))
  return value ? bySql(text, scope.sqlEffect, name) : seen(finding('unknown', name))
}
