import {resolve} from 'node:path'
import type {RunMemory} from '../../executor/run-memory.ts'
import {runFiles} from '../../journal/run-directory.ts'
import type {Plan} from '../../model/plan.ts'
import {renderHandoff} from '../../report/handoff.ts'
import type {LineStyle} from '../../report/lines.ts'
import {summaryLines} from '../../report/summary-lines.ts'
import type {Loaded} from '../documents/load.ts'
import {nextCommand, pickedBranches} from '../questions/picked.ts'
import {isOpen, resumeCommand} from './resumed.ts'

/** What stands last on the screen of a run: how it and its steps ended, what may be done next, and where its record is. */
export function closingText(
  plan: Plan,
  {sha256}: Loaded,
  memory: RunMemory,
  {dir, head}: {dir: string; head: {sequence: number; hash: string}},
  style: LineStyle,
): string {
  const events = memory.events()
  const next = events.flatMap(event => pickedBranches(plan, event)).flatMap(({link}) => link ?? [])
  const lines = [
    ...summaryLines(memory.run(), style),
    '',
    ...(isOpen(plan, events, sha256) ? [`Resume:       ${resumeCommand(dir)}`] : []),
    ...[...new Set(next.map(link => nextCommand(plan, link)))].map(command => `Next:         ${command}`),
    `Incident log: ${dir}/${runFiles.incident}`,
    `Timeline:     runbook timeline ${dir}`,
    `Head: ${head.sequence} ${head.hash}`,
  ]
  return `${handoffText(memory, dir)}\n${lines.join('\n')}\n`
}

/** What somebody who takes over must know, where the run was just handed over. */
function handoffText(memory: RunMemory, dir: string): string {
  const events = memory.events()
  const answer = events.findLast(({type}) => type === 'prompt.answered')
  if (answer?.type !== 'prompt.answered' || answer.data.answer !== 'hand-over') return ''
  const since = events.at(-1)!.time
  return `\n${renderHandoff(memory.run(), {since, goesOn: false, command: resumeCommand(resolve(dir))})}`
}
