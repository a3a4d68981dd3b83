import type {SqlSystem} from '../driver.ts'

/**
 * What a statement is to the transaction around a block: it fits into one that only reads; into one that can be rolled back;
 * only outside of any, since it commits by itself, cannot be undone, or is not known; or it would undo the guards.
 */
export type Standing = 'reads' | 'writes' | 'outside' | 'control'

/**
 * Tells by the words of a statement's code (as `scan` gives it) what it is to a transaction. What is not listed stands outside.
 * https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html, https://www.sqlite.org/pragma.html
 */
export function standingOf(code: string, system: SqlSystem): Standing {
  const text = code.replaceAll(/^[\s(]+/g, '')
  return system === 'mysql' ? mysqlStanding(text) : sqliteStanding(text)
}

const mysqlControl =
  /^(?:BEGIN|START\s+TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE\s+SAVEPOINT|XA|USE|UNLOCK|SET\s+STATEMENT)\b/i
const mysqlReads =
  /^(?:SELECT|WITH|VALUES|TABLE|SHOW|DESC|DESCRIBE|EXPLAIN|HELP|DO|CHECKSUM\s+TABLE|ANALYZE\s+(?:FORMAT\s*=\s*\w+\s+)?(?:SELECT|WITH))\b/i
const mysqlWrites =
  /^(?:INSERT|REPLACE|UPDATE|DELETE|LOAD\s+(?:DATA|XML)|(?:CREATE|DROP)\s+TEMPORARY\s+TABLE)\b/i
/** Settings that no guard rests on; the others are the session's, and so the next block's. */
const mysqlSettings =
  /^SET\s+(?:(?:SESSION|LOCAL)\s+)?(?:time_zone|group_concat_max_len|lc_time_names)\s*=[^,]*$/i
const mysqlServer =
  /^SET\s+(?:GLOBAL\b|PERSIST\b|PERSIST_ONLY\b|PASSWORD\b|DEFAULT\s+ROLE\b|@@(?:global|persist)\.)/i

function mysqlStanding(code: string): Standing {
  if (mysqlControl.test(code)) return 'control'
  if (/^SET\b/i.test(code)) {
    if (mysqlSettings.test(code)) return 'reads'
    if (mysqlServer.test(code) && !code.includes(',')) return 'outside'
    const variables =
      /^SET\s+@[\w$.]+\s*:?=/i.test(code) && !/@@|,\s*(?!@[^@])[\w$.]+(?:\s+[\w$.]+)?\s*:?=/.test(code)
    return variables ? 'reads' : 'control'
  }
  if (/\bINTO\s+(?:OUTFILE|DUMPFILE)\b/i.test(code)) return 'outside'
  if (mysqlReads.test(code)) return 'reads'
  return mysqlWrites.test(code) ? 'writes' : 'outside'
}

const sqlitePragma =
  /^PRAGMA\s+(?:\w+\s*\.\s*)?(?:(?:table_info|table_xinfo|table_list|index_list|index_info|index_xinfo|foreign_key_list|foreign_key_check|integrity_check|quick_check)(?:\s*\([^)]*\))?|(?:database_list|collation_list|function_list|module_list|pragma_list|compile_options|user_version|application_id|schema_version|page_count|page_size|freelist_count|encoding|journal_mode|synchronous|foreign_keys|auto_vacuum|cache_size|data_version))\s*$/i

function sqliteStanding(code: string): Standing {
  if (/^(?:BEGIN|COMMIT|END|ROLLBACK|SAVEPOINT|RELEASE)\b/i.test(code)) return 'control'
  if (/^(?:SELECT|WITH|VALUES|EXPLAIN)\b/i.test(code) || sqlitePragma.test(code)) return 'reads'
  return /^(?:INSERT|REPLACE|UPDATE|DELETE|CREATE|DROP|ALTER|REINDEX|ANALYZE)\b/i.test(code)
    ? 'writes'
    : 'outside'
}

/** Why a block's statements are not begun; undefined if they may. The plan says so first; this is the last door before the server. */
export function notBegun(
  standings: readonly {standing: Standing; verb: string}[],
  {write, autocommit, maxAffected}: {write: boolean; autocommit: boolean; maxAffected: number | undefined},
): string | undefined {
  if (autocommit && maxAffected !== undefined)
    return '`max-affected` cannot be kept outside a transaction, where nothing can be rolled back: nothing was run'
  for (const {standing, verb} of standings) {
    if (standing === 'control') return `\`${verb}\` would undo what guards the block: nothing was run`
    if (standing === 'outside' && !(write && autocommit))
      return `\`${verb}\` cannot be rolled back, or is not known: only a block marked \`write autocommit\` may run it; nothing was run`
    if (standing === 'writes' && !write)
      return `\`${verb}\` writes, and the block is not marked \`write\`: nothing was run`
  }
  return undefined
}
