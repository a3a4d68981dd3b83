import type {SqlSystem} from '../driver.ts'

/** A script for another database than PostgreSQL, taken apart. Offsets are UTF-16 units into it. */
export interface Scan {
  /** Without the blanks and comments around them, and the `;` behind. */
  statements: {start: number; end: number}[]
  /** The script with comments blanked out and what stands in quotes made a word, at the same offsets. */
  code: string
  quoted: {kind: 'string' | 'comment' | 'name'; start: number; end: number}[]
  /** Why it cannot be taken apart with certainty. */
  problem: {message: string; offset: number} | undefined
}

const openings = {
  mysql: /'|"|`|#|--(?=[\s\p{Cc}]|$)|\/\*|;|\\|\0/gu,
  sqlite: /'|"|`|\[|--|\/\*|;|\\|\0/gu,
}

/** Finds the statements of a script; what it is not sure of is a problem, never a guess. */
export function scan(script: string, system: SqlSystem): Scan {
  const quoted: Scan['quoted'] = []
  const ends: number[] = []
  let problem: Scan['problem']
  const complain = (offset: number, message: string) => {
    problem ??= {message, offset}
  }
  const opening = new RegExp(openings[system])
  for (let match = opening.exec(script); match && !problem; match = opening.exec(script)) {
    const start = match.index
    const [mark] = match
    let end = start + 1
    if (mark === ';') ends.push(start)
    else if (mark === '\0') complain(start, 'it holds a NUL byte')
    else if (mark === '\\') complain(start, 'a backslash outside of a string is for a client alone')
    else if (mark === '#' || mark === '--') {
      end = script.indexOf('\n', start)
      if (end === -1) end = script.length
      quoted.push({kind: 'comment', start, end})
    } else if (mark === '/*') {
      if (/^\/\*(?:M?!|\+[\s\S]*?SET_VAR)/i.test(script.slice(start, start + 4000)))
        complain(start, 'a comment that the server would carry out is not read')
      end = script.indexOf('*/', start + 2) + 2
      if (end === 1) complain(start, 'a comment never ends')
      else quoted.push({kind: 'comment', start, end})
    } else {
      end = afterQuote(script, start, mark === '[' ? ']' : mark, system)
      if (end === -1) complain(start, `what \`${mark}\` begins never ends`)
      else
        quoted.push({
          kind: mark === "'" || (mark === '"' && system === 'mysql') ? 'string' : 'name',
          start,
          end,
        })
    }
    opening.lastIndex = end
  }
  const code = codeOf(script, quoted)
  const statements = between(code, [...ends, script.length])
  for (const {start, end} of statements) {
    const why = whole(code.slice(start, end), system)
    if (why) complain(start, why)
  }
  return {statements, code, quoted, problem}
}

function afterQuote(script: string, start: number, quote: string, system: SqlSystem): number {
  for (let at = start + 1; at < script.length; at++) {
    if (script[at] === '\0') return -1
    if (system === 'mysql' && quote !== '`' && script[at] === '\\') at++
    else if (script[at] === quote) {
      if (quote === ']' || script[at + 1] !== quote) return at + 1
      at++
    }
  }
  return -1
}

/** A quoted name is a word, so that a function called by one is not overlooked. */
function codeOf(script: string, quoted: Scan['quoted']): string {
  let code = ''
  let from = 0
  for (const {kind, start, end} of quoted) {
    const text = script.slice(start, end)
    const blank =
      kind === 'comment'
        ? text.replaceAll(/[^\n]/g, ' ')
        : text.startsWith("'")
          ? `'${'x'.repeat(text.length - 2)}'`
          : 'x'.repeat(text.length)
    code += script.slice(from, start) + blank
    from = end
  }
  return code + script.slice(from)
}

function between(code: string, ends: readonly number[]): Scan['statements'] {
  let from = 0
  return ends.flatMap(to => {
    const text = code.slice(from, to)
    const start = from + (text.length - text.trimStart().length)
    from = to + 1
    return text.trim() === '' ? [] : [{start, end: start + text.trim().length}]
  })
}

const routine =
  /^(?:CREATE|ALTER)\s+(?:OR\s+REPLACE\s+)?(?:TEMP(?:ORARY)?\s+)?(?:DEFINER\s*=\s*\S+(?:\s*\(\s*\))?\s+)?(?:AGGREGATE\s+)?(?:PROCEDURE|FUNCTION|TRIGGER|EVENT|PACKAGE)\b/i

/** Why something may be no statement of its own, though a `;` ends it. */
function whole(code: string, system: SqlSystem): string | undefined {
  if (routine.test(code)) return 'the body of a routine or trigger may hold `;`: it is not taken apart'
  if (system === 'sqlite')
    return code.startsWith('.') ? 'a command that begins with a dot is for the client `sqlite3`' : undefined
  if (/^DELIMITER\b/i.test(code)) return '`DELIMITER` is for the client `mysql`'
  if (/^(?:BEGIN\s+NOT\s+ATOMIC|IF|CASE|LOOP|REPEAT|WHILE|FOR|DECLARE)\b/i.test(code))
    return 'a compound statement may hold `;`: it is not taken apart'
  return undefined
}
