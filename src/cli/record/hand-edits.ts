import {readJournal, recordAt} from '../../journal/read.ts'
import {next, nothing, type Run} from '../../model/fold.ts'
import {clean} from '../../report/clean.ts'
import {readFrame} from '../../report/incident-frame.ts'
import {unifiedDiff} from '../../report/unified-diff.ts'

/** More than this is to be looked up in the file that is kept. Unit: lines. */
const mostLines = 40

/** Generates the part anew from a run as it was when its journal ended so. */
type Generate = (run: Run, head: {sequence: number; hash: string; time: string}) => Promise<string>

/**
 * What somebody changed in the generated part of an incident log, against what the records that it was made of have it
 * say, as `diff -u` writes it; empty where nobody can tell.
 */
export async function handEdits(dir: string, present: string, generate: Generate): Promise<string> {
  const sequence = Number(/^<!-- runbook:begin incident run=\S+ sequence=(\d+);/m.exec(present)?.[1] ?? 0)
  const head = sequence > 0 ? await recordAt(dir, sequence) : undefined
  if (!head) return ''
  let run = nothing()
  await readJournal(dir, event => {
    if (event.sequence <= sequence) run = next(run, event)
    return false
  })
  const {before, after} = readFrame(present)
  const part = present.slice(before.length, present.length - after.length)
  const [, , ...lines] = clean(unifiedDiff('incident.md', await generate(run, head), part))
    .trimEnd()
    .split('\n')
  const more = lines.length - mostLines
  return [...lines.slice(0, mostLines), ...(more > 0 ? [`… and ${more} more lines`] : [])].join('\n')
}
