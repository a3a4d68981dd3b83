import type {Block} from './runbook.ts'
import {siteOf} from './site.ts'

/** Why a block cannot be run as it stands, in words for the operator; undefined if it can. */
export function refusalOf(block: Block, databases: readonly string[]): string | undefined {
  const {attributes} = block
  if (attributes.skip) return 'marked `skip`'
  if (attributes.show) return 'marked `show`'
  if (block.kind === 'show') return block.kindReason ?? `${block.language || 'untagged'} is not run`
  if (block.elsewhere) {
    const why =
      block.kind !== 'sql' && block.kindReason
        ? block.kindReason
        : 'it is typed on another machine, or into another database than PostgreSQL'
    if (block.kind === 'sql' && /^(?:mysql|mariadb|sqlite3?)$/.test(block.language))
      return 'it is for another database than PostgreSQL; to run it here, without prompts, declare its database in the front matter'
    return `${why}; mark a shell block \`host=NAME\` or \`exec="PREFIX"\` to run it there`
  }
  if (block.syntaxError) return block.syntaxError.message
  if (block.withheld) return block.withheld
  const away = siteRefusal(block)
  if (away) return away
  if (attributes.background && block.kind === 'sql' && block.client === undefined)
    return 'marked `background`, which only a shell block can be'
  if (attributes.background && (attributes.interactive || block.interactive))
    return 'marked `background`, and it needs a person: nobody can type to what is left running'
  if (attributes.interactive && block.kind === 'sql' && block.client === undefined)
    return 'marked `interactive`, and SQL is sent without a terminal: use `psql` in a shell block'
  if (block.inner) return block.inner
  const optional = block.placeholders.find(gap => gap.optional)
  if (optional) return `\`${optional.text}\` says how it may be called, not what to run; write the call out`
  if (block.endless && !block.endless.last) {
    return `${block.endless.text} does not end by itself, so what stands after it would never run`
  }
  return block.kind === 'sql' && block.client === undefined ? sqlRefusal(block, databases) : undefined
}

/** What a session elsewhere cannot do. */
function siteRefusal({kind, client, attributes, interactive}: Block): string | undefined {
  if (siteOf(attributes) === undefined) return undefined
  if (kind === 'sql' && client === undefined)
    return '`host` and `exec` are for shell blocks: SQL is sent from here; run `psql` there in a shell block'
  if (attributes.interactive || interactive)
    return `${interactive ?? 'marked `interactive`'}: a block with \`host\` or \`exec\` has no terminal`
  return attributes.background
    ? 'marked `background`: a block with `host` or `exec` cannot be left running'
    : undefined
}

/** Commands of psql that cannot be carried out as its author means them. */
const psqlRefusals: [RegExp, string][] = [
  [/^c(?:onnect)?$/, 'leaves the database that was checked; declare the other one under `databases:`'],
  [/^watch$/, 'does not end by itself; leave it out and mark the block `until` and `every`'],
  [/^(?:password|prompt|e|edit|ef|ev)$/, 'needs a person at a terminal of its own'],
]

const rereads =
  'may change how the text behind it is read, so that what runs is not what was checked; leave it out'

function psqlRefusal({commands, attributes, unheld}: Block): string | undefined {
  for (const {name} of commands) {
    const [, why] = psqlRefusals.find(([own]) => name.startsWith('\\') && own.test(name.slice(1))) ?? []
    if (why) return `\`${name}\` ${why}`
  }
  const encoding = commands.find(({text}) => /^\\encoding\s+\S/.test(text))
  if (encoding) return `\`${encoding.text}\` ${rereads}`
  const guard = commands.find(({text}) =>
    /^\\(?:(?:un)?set|getenv)\s+(?:[^\s\\]*[^\w\s\\\u0080-\uffff]|(?:ON_ERROR_STOP|AUTOCOMMIT|SINGLELINE)\b)/.test(
      text,
    ),
  )
  if (guard)
    return `\`${guard.text}\` changes what psql keeps, or takes for a success; leave it out and use \`BEGIN\` and \`COMMIT\``
  const rereading = commands.find(({changesReading}) => changesReading)
  if (rereading) return `\`${rereading.name}\` ${rereads}`
  const {write, maxAffected, expect} = attributes
  const last = (names: RegExp) => commands.findLastIndex(({name}) => names.test(name))
  if (write && last(/^(?:BEGIN|START)$/) > last(/^(?:COMMIT|END|ROLLBACK|ABORT)$/))
    return 'its transaction is begun and never ended, so psql would keep nothing of it; end it with `COMMIT`'
  const control = commands.find(({transactionControl}) => transactionControl)
  if (control && !write)
    return `\`${control.name}\` would undo what keeps psql from writing; leave it out, or mark the block \`write\``
  if (unheld && !write)
    return `${unheld}: psql could not be kept from writing; write it otherwise, or mark the block \`write\``
  if (maxAffected !== undefined)
    return '`max-affected` cannot be kept by psql, which does not say before it keeps them how many rows it changes'
  if (expect?.rows) return '`expect-rows` cannot be told of psql, which only prints; use `expect`'
  const outside = commands.find(({needsAutocommit}) => needsAutocommit)
  if (outside && !write)
    return `\`${outside.name}\` cannot run inside a transaction; mark the block \`write\``
  return undefined
}

function sqlRefusal(block: Block, databases: readonly string[]): string | undefined {
  return (block.psql ? psqlRefusal(block) : driverRefusal(block)) ?? databaseRefusal(block, databases)
}

function driverRefusal({commands, attributes}: Block): string | undefined {
  const rereading = commands.find(({changesReading}) => changesReading)
  if (rereading) return `\`${rereading.name}\` ${rereads}`
  const control = commands.find(({transactionControl}) => transactionControl)
  if (control) {
    const what = /^(?:SELECT|UPDATE|INSERT|DELETE|WITH)$/.test(control.name)
      ? `what \`${control.name}\` sets`
      : `\`${control.name}\``
    return `${what} would undo the transaction that guards the block; leave it out`
  }
  if (commands.some(({name}) => name === 'COPY'))
    return '`COPY` moves data that would not be shown; use `SELECT`, or a `psql` block'
  const outside = commands.find(({needsAutocommit}) => needsAutocommit)
  if (outside && !attributes.autocommit)
    return `\`${outside.name}\` cannot run inside a transaction; mark the block \`write autocommit\``
  return undefined
}

function databaseRefusal({attributes: {db}}: Block, databases: readonly string[]): string | undefined {
  if (databases.length === 0)
    return 'no database is known: set DATABASE_URL in the environment, or declare `databases:` in the front matter'
  if (db === undefined && databases.length > 1)
    return `several databases are declared, none is named (\`db=${databases[0]}\`)`
  if (db !== undefined && !databases.includes(db))
    return `no database \`${db}\` is declared; there is ${databases.join(', ')}`
  return undefined
}
