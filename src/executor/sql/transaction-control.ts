/** Settings that say where a string ends. */
const reading = '(?:client_encoding|standard_conforming_strings|backslash_quote)\\b'

const control = new RegExp(
  [
    '(?:BEGIN|START|COMMIT|END|ABORT|ROLLBACK|SAVEPOINT|RELEASE|DISCARD)\\b',
    'PREPARE\\s+TRANSACTION\\b',
    `RESET\\s+(?:ALL\\b|"?(?:default_)?transaction_|"?${reading})`,
    `SET\\s+(?:(?:LOCAL|SESSION)\\s+)?(?:(?:TRANSACTION|CHARACTERISTICS|NAMES)\\b|"?(?:default_)?transaction_|"?${reading})`,
    `SELECT\\b[^]*\\bset_config"?\\s*\\(\\s*'${reading}`,
  ]
    .map(form => `^${form}`)
    .join('|'),
  'i',
)

/**
 * The verb of a statement that would end, replace or loosen the transaction around a block; undefined for any other.
 * The plan refuses such blocks by their grammar; this is the last door before the server.
 */
export function transactionControl(statement: string): string | undefined {
  const found = control.exec(bare(statement))?.[0]
  return found?.toUpperCase().split(/\s+/)[0]
}

/** Without what stands before the first word: blanks, `;` and comments, which nest in SQL. */
function bare(statement: string): string {
  let at = 0
  for (;;) {
    at += /^[\s;]*/.exec(statement.slice(at))![0].length
    if (statement.startsWith('--', at)) {
      const end = statement.slice(at).search(/[\n\r]/)
      if (end === -1) return ''
      at += end
    } else if (statement.startsWith('/*', at)) at = afterComment(statement, at)
    // between words too, a comment is a blank
    else return statement.slice(at).replaceAll(/\/\*.*?\*\/|--[^\n\r]*/gs, ' ')
  }
}

function afterComment(statement: string, start: number): number {
  const marks = /\/\*|\*\//g
  marks.lastIndex = start
  for (let depth = 0, mark = marks.exec(statement); mark; mark = marks.exec(statement)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return marks.lastIndex
  }
  return statement.length
}
