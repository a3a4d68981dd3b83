/** A stretch of SQL that is no code. */
export interface Stretch {
  kind: 'sql-string' | 'comment'
  start: number
  end: number
}

const opening = /--|\/\*|'|"|\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/g

/** The strings (quoted identifiers and dollar quotes too) and comments of a script, in order. What never closes reaches to the end. */
export function stretches(script: string): Stretch[] {
  const found: Stretch[] = []
  for (let next = stretchFrom(script, 0); next; next = stretchFrom(script, next.end)) found.push(next)
  return found
}

/** The first string or comment that begins at an offset of code or behind it. */
export function stretchFrom(script: string, from: number): Stretch | undefined {
  opening.lastIndex = from
  for (let match = opening.exec(script); match; match = opening.exec(script)) {
    const start = match.index
    const [mark] = match
    let end: number
    if (mark === '--') end = until(script, '\n', start)
    else if (mark === '/*') end = afterComment(script, start)
    else if (mark === '"') end = afterQuote(script, start, '"', false)
    else if (mark === "'")
      end = afterQuote(
        script,
        start,
        "'",
        /(?:^|[^\w$])[eE]$/.test(script.slice(Math.max(0, start - 2), start)),
      )
    else if (/[\w$\u0080-\uffff]/.test(script[start - 1] ?? '')) {
      // `a$b$` is one identifier.
      opening.lastIndex = start + 1
      continue
    } else {
      const close = script.indexOf(mark, start + mark.length)
      end = close === -1 ? script.length : close + mark.length
    }
    return {kind: mark === '--' || mark === '/*' ? 'comment' : 'sql-string', start, end}
  }
  return undefined
}

function until(script: string, mark: string, from: number): number {
  const end = script.indexOf(mark, from)
  return end === -1 ? script.length : end
}

/** Comments nest. */
function afterComment(script: string, start: number): number {
  const marks = /\/\*|\*\//g
  marks.lastIndex = start
  let depth = 0
  for (let match = marks.exec(script); match; match = marks.exec(script)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return match.index + 2
  }
  return script.length
}

function afterQuote(script: string, start: number, quote: string, escapes: boolean): number {
  for (let i = start + 1; i < script.length; i++) {
    if (escapes && script[i] === '\\') i++
    else if (script[i] === quote) {
      if (script[i + 1] !== quote) return i + 1
      i++
    }
  }
  return script.length
}

/** The script with strings and comments blanked out, at the same offsets. */
export function codeOf(script: string): string {
  let code = ''
  let from = 0
  for (const {start, end} of stretches(script)) {
    code += script.slice(from, start) + ' '.repeat(end - start)
    from = end
  }
  return code + script.slice(from)
}
