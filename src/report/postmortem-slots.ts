import {incidentOf, severityOf, titleOf} from '../model/incident-facts.ts'
import {clip} from './clean.ts'
import {dateOf} from './clock.ts'
import {evidence, feedback, followUps} from './incident-people.ts'
import {cell, fence} from './markdown.ts'
import {decisions} from './postmortem-decisions.ts'
import {facts, impact, people, sent} from './postmortem-facts.ts'
import type {PostmortemRun} from './postmortem-run.ts'
import {signals} from './postmortem-signals.ts'
import {type ToldStory, timelineFigures, timelineGantt, timelineTable, toldStory} from './timeline.ts'

/** What stands in the place of `{{name}}` in a template. */
interface Slot {
  /** For the page that explains templates. */
  about: string
  /** `told` is the story of these runs; without it, that of their events. */
  text: (runs: readonly PostmortemRun[], told?: ToldStory) => string
}

/** Parts: alone on a line, between markers, made anew each time. */
export const slots: Record<string, Slot> = {
  facts: {about: 'a table: status, severity, runs, who ran them, what they ran', text: facts},
  impact: {
    about: 'when users were affected, from the milestones `impact-began` and `impact-ended`',
    text: impact,
  },
  metrics: {
    about: 'how long things took, each with its two ends, or `unknown`',
    text: (runs, told = toldStory(runs)) => timelineFigures(told),
  },
  gantt: {
    about: 'a picture of steps and milestones over time, as Mermaid',
    text: (runs, told = toldStory(runs)) => fence(timelineGantt(told), 'mermaid'),
  },
  timeline: {
    about: 'the dated story, as a table',
    text: (runs, told = toldStory(runs)) => timelineTable(told),
  },
  decisions: {about: 'what was decided, by whom, and what the record held at that moment', text: decisions},
  signals: {
    about:
      'failed checks, tries, changed commands, skipped steps, what was done off the script, guards, long waits: where to look for what contributed',
    text: signals,
  },
  'follow-ups': {
    about: 'notes of the kind `todo`, as a task list',
    text: runs => lists(runs, ({run}) => followUps(run), 'No note of the kind `todo` is on record.'),
  },
  feedback: {
    about:
      'what the runs say of the runbook: steps that failed, were tried again, edited or passed over, and what was done off the script',
    text: runs => lists(runs, ({run}) => feedback(run), 'Every step that was reached went as it is written.'),
  },
  evidence: {
    about: 'files and links that were attached',
    text: runs => lists(runs, ({run, folder}) => evidence(run, folder), 'Nothing was attached.'),
  },
  people: {about: 'who is on record, and with how much', text: people},
  communication: {about: 'notes of the kind `comms`, and the milestone `communicated`', text: sent},
}

/** Words: anywhere in a line, filled in once, when the document is first written. */
export const words: Record<string, Slot> = {
  title: {
    about: 'what was run',
    text: runs => names(runs, titleOf),
  },
  incident: {
    about: 'the id that ties the runs together',
    text: runs => names(runs, incidentOf),
  },
  severity: {
    about: 'the severity of what was run',
    text: runs => names(runs, severityOf),
  },
  date: {about: 'the day of the first record', text: runs => dateOf(inOrder(runs)[0]?.time ?? 'unknown')},
}

/** The events of all runs by time, then run, then number. */
function inOrder(runs: readonly PostmortemRun[]) {
  return runs
    .flatMap(({events}) => events)
    .map((event, at) => ({event, at}))
    .sort((a, b) => Date.parse(a.event.time) - Date.parse(b.event.time) || a.at - b.at)
    .map(({event}) => event)
}

function lists(
  runs: readonly PostmortemRun[],
  items: (run: PostmortemRun) => string[],
  otherwise: string,
): string {
  return runs.flatMap(items).join('\n') || otherwise
}

function names(
  runs: readonly PostmortemRun[],
  of: (run: PostmortemRun['run']) => string | undefined,
): string {
  const all = new Set(runs.flatMap(({run}) => (run.started && of(run)) ?? []))
  return (
    [...all]
      .slice(0, 5)
      .map(name => cell(clip(name, 200)))
      .join(', ') || 'unknown'
  )
}
