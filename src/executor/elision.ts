/** What stands for anything: within a line, or alone on it for any number of lines. */
const dots = '...'

/**
 * Whether a text holds another, in which `...` between other text stands for anything on that line. Dots at its beginning
 * or end stand for themselves: they would say nothing.
 */
export function holdsElided(text: string, expected: string): boolean {
  if (text.includes(expected)) return true
  const [first = '', ...more] = partsOf(expected)
  if (more.length === 0) return false
  for (let start = text.indexOf(first); start !== -1; start = text.indexOf(first, start + 1)) {
    const from = start + first.length
    const end = text.indexOf('\n', from)
    if (inOrder(text.slice(from, end === -1 ? undefined : end), more) !== undefined) return true
    if (end === -1) return false
    start = end - first.length // what failed here fails wherever else on this line it begins
  }
  return false
}

/**
 * Where an output differs from the one a document shows, as `line 2 is …`; undefined if it does not. Blanks at line ends and
 * blank lines around do not count; `...` alone on a line stands for any number of lines, within a line for anything on it.
 */
export function seenDifference(expected: string, actual: string): string | undefined {
  const lines = linesOf(actual)
  const [first = [], ...rest] = runsOf(linesOf(expected))
  const difference = differenceAt(first, lines, 0)
  if (difference) return difference
  const last = rest.pop()
  let at = first.length
  if (!last) return at < lines.length ? `line ${at + 1} is ${quoted(lines[at])}, one too many` : undefined
  for (const run of rest) {
    const found = placeOf(run, lines, at)
    if (found === undefined) return `behind line ${at} there is no ${quoted(run[0])}`
    at = found + run.length
  }
  const from = lines.length - last.length
  return from < at ? `it ends before ${quoted(last[lines.length - at])}` : differenceAt(last, lines, from)
}

function partsOf(expected: string): string[] {
  const [, before = '', middle = '', behind = ''] = /^([.]*)(.*?)([.]*)$/s.exec(expected)!
  const parts = middle.split(dots)
  parts[0] = before + parts[0]
  parts[parts.length - 1] += behind
  return parts
}

/** The lines between those that are only dots. */
function runsOf(lines: readonly string[]): string[][] {
  const runs: string[][] = [[]]
  for (const line of lines) {
    if (line.trim() === dots) runs.push([])
    else runs.at(-1)!.push(line)
  }
  return runs
}

function placeOf(run: readonly string[], lines: readonly string[], from: number): number | undefined {
  for (let at = from; at + run.length <= lines.length; at++)
    if (differenceAt(run, lines, at) === undefined) return at
  return undefined
}

function differenceAt(run: readonly string[], lines: readonly string[], from: number): string | undefined {
  for (const [index, wanted] of run.entries()) {
    const line = lines[from + index]
    if (line === undefined) return `it ends before ${quoted(wanted)}`
    if (!isLike(line, wanted)) return `line ${from + index + 1} is ${quoted(line)}, not ${quoted(wanted)}`
  }
  return undefined
}

function isLike(line: string, wanted: string): boolean {
  const parts = wanted.split(dots)
  if (parts.length === 1) return line === wanted
  const [first = '', last = ''] = [parts.shift(), parts.pop()]
  if (line.length < first.length + last.length || !line.startsWith(first) || !line.endsWith(last))
    return false
  return inOrder(line.slice(first.length, line.length - last.length), parts) !== undefined
}

/** Where the last of some parts ends that stand in this order in a text; undefined if they do not. */
function inOrder(text: string, parts: readonly string[]): number | undefined {
  let at = 0
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found === -1) return undefined
    at = found + part.length
  }
  return at
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map(line => line.trimEnd())
  const first = lines.findIndex(line => line !== '')
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(line => line !== '') + 1)
}

function quoted(line: string | undefined): string {
  return JSON.stringify(line ?? '')
}
