import {type Effect, type Reason, worst} from '../../model/effect.ts'
import {changesEveryRow} from './every-row.ts'
import {functionEffect} from './function.ts'
import type {Node} from './node.ts'
import {settingsOf} from './setting.ts'

/** What one statement does. */
export interface StatementEffect {
  effect: Effect
  reasons: Reason[]
  /** It begins, ends or changes the transaction or role that it runs in: what wraps it in one must refuse it. */
  transactionControl: boolean
  /** It changes how the text behind it is read: by the server, and by psql. */
  changesReading: boolean
  /** PostgreSQL refuses it inside a transaction block. */
  needsAutocommit: boolean
}

const rowWriters: Record<string, (node: Node) => [Effect, string]> = {
  InsertStmt: () => ['change', 'adds rows'],
  UpdateStmt: node =>
    changesEveryRow('UpdateStmt', node) ? ['destroy', 'changes every row'] : ['change', 'changes rows'],
  DeleteStmt: node => ['destroy', changesEveryRow('DeleteStmt', node) ? 'deletes every row' : 'deletes rows'],
  MergeStmt: node =>
    JSON.stringify(node.mergeWhenClauses ?? '').includes('"CMD_DELETE"')
      ? ['destroy', changesEveryRow('MergeStmt', node) ? 'deletes every row' : 'deletes rows']
      : changesEveryRow('MergeStmt', node)
        ? ['destroy', 'changes every row']
        : ['change', 'changes rows'],
}

const plain: Record<string, [Effect, string]> = {
  VariableShowStmt: ['read', 'only reads'],
  FetchStmt: ['read', 'only reads'],
  ExecuteStmt: ['unknown', 'runs a statement prepared elsewhere'],
  DoStmt: ['unknown', 'runs a program that is not understood here'],
  CallStmt: ['unknown', 'runs a procedure that is not known only to read'],
  LoadStmt: ['unknown', 'loads code into the server'],
  TruncateStmt: ['destroy', 'deletes every row'],
  AlterSystemStmt: ['destroy', 'changes the configuration of the whole server'],
  ReassignOwnedStmt: ['destroy', 'gives away everything a role owns'],
  VariableSetStmt: ['local', 'changes a setting of the session'],
  ConstraintsSetStmt: ['local', 'changes a setting of the transaction'],
  DeallocateStmt: ['local', 'forgets a prepared statement'],
  DiscardStmt: ['local', 'resets the session'],
  ClosePortalStmt: ['local', 'closes a cursor'],
  UnlistenStmt: ['change', 'stops listening'],
  ListenStmt: ['change', 'listens for notifications'],
  NotifyStmt: ['change', 'notifies listeners'],
  LockStmt: ['change', 'locks a table'],
  CheckPointStmt: ['change', 'forces a checkpoint'],
  VacuumStmt: ['change', 'works on stored tables'],
  ReindexStmt: ['change', 'rebuilds indexes'],
  ClusterStmt: ['change', 'rewrites a table'],
  RefreshMatViewStmt: ['change', 'refreshes a materialised view'],
  IndexStmt: ['change', 'creates an index'],
  CommentStmt: ['change', 'changes a comment'],
  SecLabelStmt: ['change', 'changes a label'],
  RenameStmt: ['change', 'renames something'],
  ViewStmt: ['change', 'creates a view'],
  RuleStmt: ['change', 'creates a rule'],
  DefineStmt: ['change', 'creates something'],
  ImportForeignSchemaStmt: ['change', 'creates foreign tables'],
}

/** Statements that run what is inside them; defining something does not. */
export const runsInside =
  /^(?:SelectStmt|InsertStmt|UpdateStmt|DeleteStmt|MergeStmt|CopyStmt|CreateTableAsStmt|CallStmt|RefreshMatViewStmt|ExecuteStmt)$/

const takingAway = /\b(?:DROP|TRUNCATE|DELETE\s+FROM|pg_terminate_backend|pg_cancel_backend)\b/i

/** Names that are kept for the questions of a run itself. */
const ours = /^runbook_/i

/** Says what a statement does, from its parse tree; `code` is its text without strings and comments. */
export function statementEffect(statement: Node, name: string, code: string): StatementEffect {
  const [type = '', body] = Object.entries(statement)[0] ?? []
  const node = (body ?? {}) as Node
  const reasons: Reason[] = []
  const say = (effect: Effect, text: string) => reasons.push({effect, text: `\`${name}\` ${text}`})
  const settings = settingsOf(type, node)
  const finish = (): StatementEffect => ({
    effect: worst(reasons.map(({effect}) => effect)),
    reasons,
    transactionControl: controlsTransaction(type, node, settings),
    changesReading: settings.some(setting => setting === undefined || reading.test(setting)),
    needsAutocommit: needsAutocommit(type, node, code),
  })
  if (type === 'ExplainStmt') {
    if (!analyses(node)) {
      say('read', 'only plans')
      return {...finish(), transactionControl: false, changesReading: false}
    }
    reasons.push(...statementEffect(node.query as Node, `${name} ANALYZE`, code).reasons)
    return finish()
  }
  if ((type === 'PrepareStmt' || type === 'DeallocateStmt') && ours.test(String(node.name ?? '')))
    say('unknown', 'names a statement by which the database is asked what it holds')
  if (type === 'PrepareStmt' || type === 'DeclareCursorStmt') {
    reasons.push(...statementEffect(node.query as Node, name, code).reasons)
    return finish()
  }
  if (type === 'CopyStmt') copy(node, say)
  else if (type === 'TransactionStmt') transaction(node, say)
  else if (type === 'GrantStmt' || type === 'GrantRoleStmt')
    node.is_grant ? say('change', 'gives rights') : say('destroy', 'takes rights away')
  else if (type === 'DoStmt' && takingAway.test(JSON.stringify(node.args)))
    say('destroy', 'runs a program that seems to take something away')
  else if (ofAnotherServer(type, node)) say(...ofAnotherServer(type, node)!)
  else if (plain[type]) say(...plain[type])
  else if (type.startsWith('Drop')) say('destroy', 'deletes what it names')
  else if (type.startsWith('Alter')) alter(node, code, say)
  else if (type.startsWith('Create')) say('change', 'creates something')
  else if (type !== 'SelectStmt' && !rowWriters[type]) say('unknown', 'is not known only to read')
  if (runsInside.test(type)) inside(statement, name, reasons, say)
  if (settings.some(setting => setting !== undefined && reading.test(setting)))
    say('unknown', 'changes how the text behind it is read')
  if (reasons.length === 0) say('read', 'only reads')
  return finish()
}

/** `RESET MASTER`, `SET PASSWORD = …`: PostgreSQL takes the word for a setting, which it has none of; MySQL does more. */
function ofAnotherServer(type: string, {kind, name}: Node): [Effect, string] | undefined {
  const setting = type === 'VariableSetStmt' ? String(name ?? '').toLowerCase() : ''
  if (kind === 'VAR_RESET' && /^(?:master|slave|replica)$/.test(setting))
    return ['destroy', 'deletes logs or forgets a source of replication, in MySQL']
  if (setting === 'password') return ['destroy', 'replaces a password, in MySQL']
  return setting === 'persist' ? ['change', 'changes the server’s own, in MySQL'] : undefined
}

function inside(
  statement: Node,
  name: string,
  reasons: Reason[],
  say: (effect: Effect, text: string) => void,
) {
  const waiting: unknown[] = [statement]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (Array.isArray(next)) waiting.push(...next.toReversed())
    if (typeof next !== 'object' || next === null || Array.isArray(next)) continue
    for (const [key, value] of Object.entries(next).toReversed()) {
      const node = value as Node
      const writer = rowWriters[key]
      if (writer) say(...writer(node))
      else if (key === 'FuncCall' || key === 'funccall') {
        const [last = '', schema] = ((node.funcname as Node[]) ?? [])
          .map(part => ((part.String as Node | undefined)?.sval as string) ?? '')
          .toReversed()
        const {effect, text} = functionEffect(schema, last)
        if (effect !== 'read') reasons.push({effect, text})
      } else if (foreignName(key, node))
        say('unknown', `uses \`${foreignName(key, node)}\`, which may run code`)
      else if (key === 'lockingClause') say('change', 'locks rows')
      else if (key === 'intoClause') say('change', 'creates a table')
      waiting.push(value)
    }
  }
  // `name` is what a person sees; the same finding twice is one.
  const texts = new Set<string>()
  const kept = reasons.filter(({text}) => !texts.has(text) && texts.add(text))
  reasons.splice(0, reasons.length, ...kept)
  if (reasons.length === 0) reasons.push({effect: 'read', text: `\`${name}\` only reads`})
}

const names: Record<string, string> = {
  A_Expr: 'name',
  SubLink: 'operName',
  SortBy: 'useOp',
  typeName: 'names',
  TypeName: 'names',
}

/** The operator or type of a schema other than PostgreSQL's own that a node names. */
function foreignName(key: string, node: Node): string | undefined {
  const list = names[key] === undefined ? undefined : node?.[names[key]]
  if (!Array.isArray(list) || list.length < 2) return undefined
  const words = (list as Node[]).map(part => String((part.String as Node | undefined)?.sval ?? ''))
  return /^(?:pg_catalog|information_schema)$/.test(words[0]!) ? undefined : words.join('.')
}

function options(node: Node): {name: string; value: unknown}[] {
  return ((node.options ?? node.params ?? node.args ?? []) as Node[])
    .flatMap(({DefElem}) => (DefElem ? [DefElem as Node] : []))
    .map(element => ({name: String(element.defname), value: element.arg}))
}

/** An option given without a value, or with one that means yes. */
function isOn(value: unknown): boolean {
  return (
    value === undefined ||
    !/"(?:false|off|no)"|"ival":\{\}|"boolval":\{\}|"ival":0/i.test(JSON.stringify(value))
  )
}

/** Whether an EXPLAIN carries out what it explains. */
export function analyses(explain: Node): boolean {
  return options(explain).some(({name, value}) => name === 'analyze' && isOn(value))
}

function copy(node: Node, say: (effect: Effect, text: string) => void) {
  if (node.is_program) say(node.is_from ? 'unknown' : 'destroy', 'runs a program on the server')
  else if (node.is_from) say('change', 'loads rows')
  else if (node.filename) say('destroy', 'writes a file on the server')
  else if (!node.query) say('read', 'only reads')
}

function transaction(node: Node, say: (effect: Effect, text: string) => void) {
  if (node.kind === 'TRANS_STMT_ROLLBACK_PREPARED') say('destroy', 'throws away a prepared transaction')
  else if (/PREPARE/.test(String(node.kind))) say('change', 'prepares or commits a transaction')
  else say('read', 'begins or ends a transaction')
}

const harmlessDrop = /\bDROP\s+(?:NOT\s+NULL|DEFAULT|IDENTITY|EXPRESSION)\b/gi

function alter(node: Node, code: string, say: (effect: Effect, text: string) => void) {
  const commands = ((node.cmds ?? []) as Node[]).map(({AlterTableCmd}) =>
    String((AlterTableCmd as Node | undefined)?.subtype ?? ''),
  )
  if (
    commands.some(command =>
      /^AT_(?:Drop(?!NotNull|Identity|Expression)|Detach|Disable|SetUnLogged)/.test(command),
    )
  )
    say('destroy', 'takes something away')
  else if (shutsOut.test(code)) say('destroy', 'keeps people out')
  else if (newPassword(node)) say('destroy', 'replaces a password: the old one no longer opens anything')
  else if (commands.includes('AT_AlterColumnType')) say('destroy', 'rewrites a column')
  else if (
    /\b(?:DROP|DISABLE|DETACH|REVOKE|NO(?:LOGIN|SUPERUSER|CREATEDB|CREATEROLE|REPLICATION|BYPASSRLS))\b/i.test(
      code.replaceAll(harmlessDrop, ' '),
    )
  )
    say('destroy', 'takes something away')
  else say('change', 'changes a definition')
}

/** `ALTER ROLE app PASSWORD '…'`. */
function newPassword({options}: Node): boolean {
  return ((options ?? []) as {DefElem?: Node}[]).some(({DefElem}) => DefElem?.defname === 'password')
}

const shutsOut =
  /^\s*ALTER\s+DATABASE\s+(?:ACTIVATE|CLOSE|DISMOUNT)\b|\bNOLOGIN\b|\bCONNECTION\s+LIMIT\s*=?\s*0\b|\bALLOW_CONNECTIONS\s*=?\s*(?:false|off|0)\b/i

const wrapping =
  /^(?:transaction.*|default_transaction.*|role|session_authorization|session characteristics|session_replication_role)$/i

/** Settings that say where a string ends. */
const reading = /^(?:client_encoding|standard_conforming_strings|backslash_quote|names)$/i

/** A setting that only the running server knows may be any. */
function controlsTransaction(type: string, node: Node, settings: readonly (string | undefined)[]): boolean {
  if (type === 'TransactionStmt' || type === 'DiscardStmt') return true
  if (type === 'VariableSetStmt' && node.kind === 'VAR_RESET_ALL') return true
  return settings.some(setting => setting === undefined || wrapping.test(setting) || reading.test(setting))
}

function needsAutocommit(type: string, node: Node, code: string): boolean {
  switch (type) {
    case 'CreatedbStmt':
    case 'DropdbStmt':
    case 'AlterSystemStmt':
    case 'CreateTableSpaceStmt':
    case 'DropTableSpaceStmt':
    case 'CreateSubscriptionStmt':
    case 'DropSubscriptionStmt':
      return true
    case 'VacuumStmt':
      return node.is_vacuumcmd === true
    case 'ReindexStmt':
      return (
        /_(?:DATABASE|SYSTEM|SCHEMA)$/.test(String(node.kind)) ||
        options(node).some(({name, value}) => name === 'concurrently' && isOn(value))
      )
    case 'ClusterStmt':
      return node.relation === undefined
    case 'IndexStmt':
    case 'DropStmt':
      return node.concurrent === true
    case 'AlterDatabaseStmt':
      return /\bTABLESPACE\b/i.test(code)
    case 'AlterSubscriptionStmt':
      return /\b(?:REFRESH|PUBLICATION)\b/i.test(code)
    case 'AlterTableStmt':
      return /\bDETACH\b[\s\S]*\b(?:CONCURRENTLY|FINALIZE)\b/i.test(code)
    default:
      return false
  }
}
