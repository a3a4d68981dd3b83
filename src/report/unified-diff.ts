/** One stretch of lines: kept, taken out or put in. */
interface Change {
  kind: ' ' | '-' | '+'
  line: string
}

const context = 3

/** The difference between two texts as `diff -u` writes it; empty where there is none. Lines keep their ends. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const changes = compare(linesOf(before), linesOf(after))
  const hunks = hunksOf(changes)
  // a tab ends a name that holds a blank
  const name = `${path.replace(/^\//, '')}${/\s/.test(path) ? '\t' : ''}`
  const head = `--- a/${name}\n+++ b/${name}\n`
  return head + hunks.map(hunkText).join('')
}

/** Lines with their ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

/** The shortest way from one list of lines to another (Myers, 1986), after what both begin and end with. */
function compare(before: readonly string[], after: readonly string[]): Change[] {
  let start = 0
  while (start < before.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++
  const same = (lines: readonly string[]): Change[] => lines.map(line => ({kind: ' ', line}))
  return [
    ...same(before.slice(0, start)),
    ...shortest(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ]
}

/** More differences than this are shown as one block taken out and one put in. */
const most = 2000

function shortest(a: readonly string[], b: readonly string[]): Change[] {
  const trace: Map<number, number>[] = []
  let reach = new Map<number, number>([[1, 0]])
  for (let d = 0; d <= Math.min(a.length + b.length, most); d++) {
    trace.push(new Map(reach))
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      reach.set(k, x)
      if (x >= a.length && x - k >= b.length) return backwards(trace, a, b)
    }
    reach = new Map(reach)
  }
  return [...a.map((line): Change => ({kind: '-', line})), ...b.map((line): Change => ({kind: '+', line}))]
}

function backwards(
  trace: readonly Map<number, number>[],
  a: readonly string[],
  b: readonly string[],
): Change[] {
  const changes: Change[] = []
  let [x, y] = [a.length, b.length]
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d]!
    const k = x - y
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1))
    const from = reach.get(down ? k + 1 : k - 1) ?? 0
    const [px, py] = [from, from - (down ? k + 1 : k - 1)]
    while (x > px && y > py) {
      changes.push({kind: ' ', line: a[--x]!})
      y--
    }
    if (d === 0) break
    if (down) changes.push({kind: '+', line: b[--y]!})
    else changes.push({kind: '-', line: a[--x]!})
  }
  return changes.toReversed()
}

interface Hunk {
  changes: Change[]
  from: number
  to: number
}

function hunksOf(changes: readonly Change[]): Hunk[] {
  const hunks: Hunk[] = []
  let [from, to] = [1, 1]
  let quiet: {change: Change; from: number; to: number}[] = []
  let open: Hunk | undefined
  for (const change of changes) {
    if (change.kind === ' ') quiet.push({change, from, to})
    else {
      if (open && quiet.length <= 2 * context) open.changes.push(...quiet.map(({change}) => change))
      else {
        open?.changes.push(...quiet.slice(0, context).map(({change}) => change))
        const lead = quiet.slice(open ? Math.max(context, quiet.length - context) : -context)
        open = {changes: lead.map(({change}) => change), from: lead[0]?.from ?? from, to: lead[0]?.to ?? to}
        hunks.push(open)
      }
      quiet = []
      open.changes.push(change)
    }
    if (change.kind !== '+') from++
    if (change.kind !== '-') to++
  }
  open?.changes.push(...quiet.slice(0, context).map(({change}) => change))
  return hunks
}

function hunkText({changes, from, to}: Hunk): string {
  const taken = changes.filter(({kind}) => kind !== '+').length
  const put = changes.filter(({kind}) => kind !== '-').length
  const range = (start: number, count: number) =>
    count === 1 ? `${start}` : `${count === 0 ? start - 1 : start},${count}`
  const lines = changes.map(({kind, line}) =>
    line.endsWith('\n') ? `${kind}${line}` : `${kind}${line}\n\\ No newline at end of file\n`,
  )
  return `@@ -${range(from, taken)} +${range(to, put)} @@\n${lines.join('')}`
}
