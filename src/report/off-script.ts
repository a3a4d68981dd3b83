import type {Run} from '../model/fold.ts'
import {clip, oneLine} from './clean.ts'
import {cell, code} from './markdown.ts'
import {outcomeText} from './outcome-text.ts'

/** So many commands of a shell are told where one line is for all of it. */
const mostCommands = 5

type Finished = NonNullable<Run['offScript'][number]['finished']>

/** What was typed off the script and how each command ended, on one line of markdown. */
export function offScriptMarkdown({typed: known, finished}: Run['offScript'][number]): string {
  if (!finished && known.length === 0) return 'a shell, no end is on record'
  const commands: Finished['commands'] = finished?.commands ?? known
  const outcome = finished?.outcome ?? {kind: 'success'}
  const shown = commands
    .slice(0, mostCommands)
    .map(
      ({text, exitCode}) =>
        `${typed(text)} (${exitCode === undefined ? 'no end on record' : `exit ${exitCode}`})`,
    )
  const more = commands.length > mostCommands ? [`and ${commands.length - mostCommands} more`] : []
  const ended = outcome.kind === 'success' || commands.length === 1 ? [] : [cell(outcomeText(outcome))]
  return [...shown, ...more, ...ended].join('; ') || 'nothing was typed'
}

function typed(text: string): string {
  return code(clip(oneLine(text), 200))
}
