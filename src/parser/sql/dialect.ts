// In: SQL that PostgreSQL's grammar refuses, because it is another database's or part of something longer.
// Out: what it would do, from its first words. It must never take something for a read that may change anything.
import {type Effect, type Reason, worst} from '../../model/effect.ts'
import {endingIn} from '../shell/verb.ts'
import {foreignCall} from './foreign.ts'
import {functionEffect} from './function.ts'
import {codeOf} from './lexer.ts'

const destroys =
  /^(?:DROP|TRUNCATE|DELETE|KILL|PURGE|RESET|STOP|SHUTDOWN|FLUSH(?!\s+(?:(?:LOCAL|NO_WRITE_TO_BINLOG)\s+)?(?:PRIVILEGES|STATUS|HOSTS|(?:(?:BINARY|ENGINE|ERROR|GENERAL|RELAY|SLOW)\s+)?LOGS))|REVOKE|RESTORE|RENAME|RESTART|DETACH|UNDROP|SWITCHOVER|FAILOVER|REINSTATE|PAUSE|SUSPEND|RECONNECT|CANCEL|FLASHBACK|RECOVER|ROLLFORWARD|FORCE|QUIESCE|DEACTIVATE|STARTUP\s+FORCE|DISABLE|CHANGE\s+(?:MASTER|REPLICATION)|SYSTEM\s+(?:STOP|DROP|FLUSH|SHUTDOWN|KILL|RESTART|UNFREEZE)|ALTER\s+SYSTEM|ALTER\b[\s\S]*\b(?:DROP|DISABLE|DETACH|DELETE|OFFLINE|READ_ONLY|READ\s+ONLY|SINGLE_USER|MODIFY|TRUNCATE|REPLACE|CLEAR|FREEZE|FAILOVER|FORCE_FAILOVER_ALLOW_DATA_LOSS|SWITCHOVER|ACTIVATE|RESETLOGS|RESTRICTED_USER|EMERGENCY|CANCEL|SUSPEND|DISCARD|NOLOGIN|ACCOUNT\s+LOCK|IDENTIFIED|(?<=\b(?:USER|ROLE|LOGIN)\b[\s\S]*)PASSWORD(?!\s+(?:EXPIRE|HISTORY|REUSE|REQUIRE)))\b|SET\s+PASSWORD\b|SET\s+(?:(?:GLOBAL|PERSIST)\s+|@@(?:GLOBAL|PERSIST)\.)(?:offline_mode\s*:?=\s*(?:1|ON|TRUE)|gtid_purged|sql_(?:slave|replica)_skip_counter|wsrep_(?:on|provider_options))\b|ALTER\s+TABLE\s+\S+\s+(?:ON\s+CLUSTER\s+\S+\s+)?UPDATE|DBCC\s+(?:SHRINK\w*|FREE\w*|DROP\w*|CHECK\w*[\s\S]*\bREPAIR\w*)|(?:EXEC|EXECUTE)\s+(?:\w+\.)*(?:xp_cmdshell|sp_delete\w*|sp_drop\w*|sp_remove\w*|sp_stop\w*|sp_detach\w*|sp_kill\w*|sp_purge\w*|rdsadmin\.\w*kill))\b/i
const changes =
  /^(?:INSERT|REPLACE|CREATE|GRANT|MERGE|LOAD|IMPORT|ALTER|OPTIMIZE|ANALYZE|REPAIR|LOCK|UNLOCK|BACKUP|RESUME|ENABLE|RELOAD|CROSSCHECK|COMMENT|START|ATTACH|EXCHANGE|INSTALL|SYSTEM|COPY|REINDEX|VACUUM|REBUILD|FLUSH|UNQUIESCE|ACTIVATE|SET\s+(?:PERSIST|GLOBAL|CLUSTER)|SET\s+@@)\b/i
const settles =
  /^(?:SET(?!\s+(?:PERSIST|GLOBAL|PASSWORD|CLUSTER)\b|\s+@@(?:PERSIST|GLOBAL)\b)|DECLARE|PRAGMA\s+\w+\s*=|WHENEVER|SPOOL|COLUMN|PROMPT|DEFINE|ALTER\s+SESSION|CONNECT)\b/i
const reads =
  /^(?:USE|SHOW|LIST|REPORT|DESCRIBE|DESC|HELP|STATUS|PRINT|GO|BEGIN|START\s+TRANSACTION|COMMIT|ROLLBACK|CHECKSUM\s+TABLE|CHECK\s+TABLE|EXISTS|EXPLAIN(?!\s+(?:\(\s*)?ANALY)|PRAGMA\s+\w+$|DBCC\s+(?:OPENTRAN|INPUTBUFFER|SHOW_STATISTICS|LOGINFO|TRACESTATUS|USEROPTIONS|CHECK\w+|PROCCACHE)|(?:EXEC|EXECUTE)\s+(?:\w+\.)*(?:sp_who2?|sp_whoisactive|sp_blitz\w*|sp_help\w*|sp_lock|sp_spaceused|sp_monitor|sp_columns|sp_tables|xp_readerrorlog|sp_readerrorlog|xp_fixeddrives))\b/i
const logSpace = /^DBCC\s+SQLPERF\s*\(\s*LOGSPACE\s*\)(?:\s+WITH\s+NO_INFOMSGS)?$/i
const hidden =
  /\b(?:DROP\s+(?:TABLE|DATABASE|SCHEMA|INDEX|VIEW|USER|ROLE|COLUMN)|TRUNCATE\s+TABLE|DELETE\s+FROM|KILL\s+\d|SHUTDOWN)\b/i

/** What a client prints before a statement: `DGMGRL>`, `MariaDB [(none)]>`, cqlsh's `>`. */
const prompt = /^[ \t]*(?:[A-Za-z][\w.@:-]{1,40}(?: \[[^\]]{0,60}\])?)?>(?=[ \t]|[a-z]{2,20}[ ;])/gim

/** What SQL of another dialect than PostgreSQL's does. */
export function dialectEffect(script: string): {effect: Effect; reasons: Reason[]} {
  const code = codeOf(script)
  const reasons = new Map<string, Effect>()
  // Other databases escape quotes by a backslash and run what is in some comments: then strings may end elsewhere.
  const strange = /\0|\\(?!G)|\/\*!/.test(script) || /(?:^|[^:\w]):[A-Za-z_'"]/.test(code)
  for (const part of code.replaceAll(prompt, '').split(/;|\\G|^[ \t]*(?:GO|\/)[ \t]*$/im)) {
    const statement = part.trim()
    if (statement === '') continue
    const effect = statementEffect(statement, strange)
    const name = statement
      .split(/[\s(]+/)[0]!
      .toUpperCase()
      .slice(0, 20)
    reasons.set(`\`${name}\` ${saying[effect]}`, effect)
  }
  const all = [...reasons].map(([text, effect]) => ({text, effect}))
  return {effect: worst(all.map(({effect}) => effect)), reasons: all}
}

const saying: Record<Effect, string> = {
  read: 'only reads, in another database’s SQL',
  local: 'changes a setting of the session',
  change: 'changes data or definitions, in another database’s SQL',
  unknown: 'is no SQL that PostgreSQL takes, and not known only to read',
  destroy: 'deletes, stops or overwrites something, in another database’s SQL',
}

function statementEffect(statement: string, strange: boolean): Effect {
  if (destroys.test(statement)) return 'destroy'
  const procedure = /^(?:EXEC|EXECUTE|CALL)\s+((?:\w+\.){0,3}\w+)/i.exec(statement)?.[1]
  if (procedure !== undefined && endingIn(procedure) !== undefined) return 'destroy'
  if (/^UPDATE\b/i.test(statement)) return /\bWHERE\b/i.test(statement) ? 'change' : 'destroy'
  if (hidden.test(statement)) return 'destroy'
  if (strange) return 'unknown'
  if (logSpace.test(statement)) return 'read'
  if (settles.test(statement)) return 'local'
  if (reads.test(statement)) return foreignCall(statement, isReader) === undefined ? 'read' : 'unknown'
  if (/^\(*\s*(?:SELECT|WITH|VALUES|TABLE)\b/i.test(statement)) return selectEffect(statement)
  return changes.test(statement) ? 'change' : 'unknown'
}

function selectEffect(statement: string): Effect {
  if (/\bFOR\s+(?:NO\s+KEY\s+)?(?:UPDATE|SHARE)\b|\bINTO\b/i.test(statement)) return 'unknown'
  if (/\b(?:INSERT|UPDATE|DELETE|MERGE|EXEC|EXECUTE|CALL|ALTER|CREATE|GRANT|SET)\b(?!\s*\()/i.test(statement))
    return 'unknown'
  return foreignCall(statement, isReader) === undefined ? 'read' : 'unknown'
}

function isReader(name: string): boolean {
  const [schema, function_] = name.includes('.') ? name.split('.') : [undefined, name]
  return functionEffect(schema, function_!).effect === 'read'
}
