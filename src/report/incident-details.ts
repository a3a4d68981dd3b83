import type {Output} from '../model/event.ts'
import type {Run, RunStep} from '../model/fold.ts'
import {clean, clip} from './clean.ts'
import {type Detail, type OutputText, stepDetail} from './incident-step.ts'
import {isBroken, standingOf} from './status.ts'

const levels: Detail[] = [
  {broken: 40, others: 40, command: 20_000},
  {broken: 40, others: 10, command: 8000},
  {broken: 40, others: 0, command: 2000},
  {broken: 40, others: 0, command: 500},
  {broken: 10, others: 0, command: 500},
]

interface Known {
  notes: number
  text: string
  bytes: number
}

/** The details of steps by level, so that only those that changed are made anew. */
export type KnownDetails = WeakMap<RunStep, Known[]>

/** What happened in each step that was begun, folded up, in at most `bytes`: what broke keeps its output longest. */
export function incidentDetails(
  run: Run,
  output: (output: Output) => OutputText,
  bytes: number,
  known: KnownDetails = new WeakMap(),
): string[] {
  const seen = new Map<string, OutputText>()
  const look = (file: Output) => {
    const known = seen.get(file.path) ?? shortened(output(file))
    seen.set(file.path, known)
    return known
  }
  const steps = run.steps.filter(({attempts}) => attempts.length > 0)
  const notes = new Map<string | undefined, Run['notes']>()
  for (const note of run.notes) notes.set(note.step, [...(notes.get(note.step) ?? []), note])
  const made = (index: number) =>
    steps.map(step => {
      const said = notes.get(step.listed.id) ?? []
      const before = known.get(step) ?? []
      known.set(step, before)
      if (before[index]?.notes === said.length) return before[index]
      const text = stepDetail(run, step, said, look, levels[index]!)
      const same = before.find(detail => detail?.notes === said.length && detail.text === text)
      const detail = same ?? {notes: said.length, text, bytes: Buffer.byteLength(text) + 2}
      before[index] = detail
      return detail
    })
  const size = (blocks: Known[]) => blocks.reduce((sum, block) => sum + block.bytes, 0)
  const whole = made(0)
  if (size(whole) <= bytes) return whole.map(({text}) => text)
  const shortest = made(levels.length - 1)
  // one that is cut says so, and may be a little longer by that
  for (let index = 1; index < levels.length && size(shortest) <= 2 * bytes; index++) {
    const blocks = made(index)
    if (size(blocks) <= bytes) return blocks.map(({text}) => text)
  }
  return mostImportant(steps, shortest, bytes)
}

function mostImportant(steps: RunStep[], blocks: Known[], bytes: number): string[] {
  const order = [...blocks.keys()].sort(
    (a, b) => Number(isBroken(standingOf(steps[b]!))) - Number(isBroken(standingOf(steps[a]!))) || a - b,
  )
  const kept = new Set<number>()
  let left = bytes - 200
  for (const index of order) {
    left -= blocks[index]!.bytes
    if (left < 0) break
    kept.add(index)
  }
  const missing = blocks.length - kept.size
  return [
    ...blocks.filter((_, index) => kept.has(index)).map(({text}) => text),
    `The details of ${missing} more steps are left out here: see \`journal.jsonl\`.`,
  ]
}

/** As a terminal leaves it: of a line redrawn with carriage returns, the last state. */
function shortened(file: OutputText): OutputText {
  if (file.kind !== 'text') return file
  const lines = drawn(file.text.replace(/\r?\n$/, '').split('\n'))
  const [first, last] = [lines.slice(0, 10), lines.slice(-40)]
  const whole = lines.length <= first.length + last.length
  const head = file.head ? drawn(file.head.split('\n').slice(0, 11)) : whole ? [] : [...first, '']
  return {kind: 'text', text: (whole ? lines : last).join('\n'), head: head.join('\n')}
}

function drawn(lines: string[]): string[] {
  return lines.map(line => clip(clean(line.replace(/\r+$/, '').split('\r').at(-1)!), 500))
}
