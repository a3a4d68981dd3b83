/**
 * In: what `fold` made of a run's journal, the journal's last record, and a way to look at output files. Out: the text of
 * `incident.md`, the same for the same input. It knows no clock and no file; everything from outside is escaped.
 */
import type {Output} from '../model/event.ts'
import type {Run} from '../model/fold.ts'
import {hiddenText} from './amended-text.ts'
import {approvals} from './approval-text.ts'
import {capped} from './capped.ts'
import {clip} from './clean.ts'
import {momentOf} from './clock.ts'
import {incidentDetails, type KnownDetails} from './incident-details.ts'
import {frame} from './incident-frame.ts'
import {guards, inputs, notes, offScript, skipped, steps} from './incident-lists.ts'
import {evidence, feedback, followUps, milestones} from './incident-people.ts'
import type {OutputText} from './incident-step.ts'
import {type Head, summary, title} from './incident-summary.ts'
import {cell, code, fileLink} from './markdown.ts'
import {redactionText} from './record-text.ts'

export interface Incident {
  run: Run
  runId: string
  /** The last record of the journal; undefined for an empty one. */
  head: Head | undefined
  output: (output: Output) => OutputText
  /** Files beside it with what somebody had written into the generated part. */
  edited?: readonly string[]
  /** The most that it may be, 64 KiB at least; 1 MiB without it. */
  bytes?: number
  /** What was made of steps before, for those that are the same objects; it is added to. */
  known?: KnownDetails
}

/** What GitHub takes as a step summary. Unit: bytes. */
const largest = 1 << 20

/** What head and foot may take at least. Unit: bytes. */
const headAndFoot = 14_000

/** Renders `incident.md`: everything between a begin and an end marker. */
export function renderIncident({
  run,
  runId,
  head,
  output,
  edited = [],
  known,
  bytes = largest,
}: Incident): string {
  const limit = bytes - Math.max(headAndFoot, bytes * 0.046)
  const share = Math.min(1, limit / 1_000_000)
  const lists = [
    ...part('Steps', steps(run, share)),
    ...part('Off the script', offScript(run, share)),
    ...part('Milestones', milestones(run, share)),
    ...part('Notes', notes(run, share)),
    ...part('Evidence', evidence(run, '', share)),
    ...part('Follow-ups', followUps(run, share)),
    ...part('Skipped', skipped(run, share)),
    ...part('Guards', guards(run, share)),
    ...part('Second person', approvals(run, share)),
    ...part('Inputs', inputs(run, share)),
    ...part('Runbook feedback', feedback(run, share)),
  ]
  const room = limit - lists.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, 0)
  return frame(runId, head?.sequence ?? 0, [
    `# Incident log: ${title(run)}`,
    summary(run, head).join('\n'),
    ...lists,
    ...part('Details', incidentDetails(run, output, room, known), '\n\n'),
    ...part('Record', [
      ...record(run, runId, head),
      ...redactions(run, share),
      ...hiddenText(run),
      ...sealed(run),
      ...keptAside(edited),
    ]),
  ])
}

function redactions(run: Run, share: number): string[] {
  return capped(
    run.redactions,
    20_000 * share,
    ({time, by, ...data}) =>
      `- Redacted ${momentOf(time)} UTC${by ? ` by ${cell(clip(by, 100))}` : ''}: ${cell(redactionText(data))}`,
    left => `- and ${left} more redactions: see \`journal.jsonl\``,
  )
}

function sealed({sealed: seal}: Run): string[] {
  if (!seal) return []
  const who = seal.by === undefined ? '' : ` by ${cell(clip(seal.by, 100))}`
  const note = seal.note === undefined ? '' : `: ${cell(clip(seal.note, 1000))}`
  return [`- **Sealed** ${momentOf(seal.time)} UTC${who}: nothing more is taken${note}`]
}

function keptAside(files: readonly string[]): string[] {
  return files
    .slice(-20)
    .map(file => `- What was generated had been edited by hand: ${fileLink(file)} is the file as it was`)
}

function record({started}: Run, runId: string, head: Head | undefined): string[] {
  const lines = [`- Run ${code(clip(runId, 200))}`]
  if (started) {
    const {runbook, vcs, tool} = started.data
    const revision = vcs ? `, revision ${code(clip(vcs.ref.head.revision, 64))}` : ''
    lines.push(
      `- Runbook ${code(clip(runbook.path, 300))}, SHA-256 ${code(clip(runbook.sha256, 64))}${revision}, run by runbook ${code(clip(tool.version, 50))}`,
    )
  }
  lines.push(head ? `- Head: record ${head.sequence}, hash \`${head.hash}\`` : '- Head: the journal is empty')
  lines.push(
    '- Verify, in this directory: `runbook log --verify .`; keep a copy of the head elsewhere, it proves that nothing was cut off',
  )
  return lines
}

function part(heading: string, lines: string[], separator = '\n'): string[] {
  return lines.length === 0 ? [] : [`## ${heading}`, lines.join(separator)]
}
