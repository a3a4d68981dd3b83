import {formatDuration} from '../model/duration.ts'
import {oneLine} from './clean.ts'
import {width} from './width.ts'

/** A run as a list of runs tells it. */
export interface ListedRun {
  name: string
  dir: string
  runbook: string
  title: string
  started: string | undefined
  operator: string
  incident: string | undefined
  drill: boolean
  /** How it ended: `success` …, or `running`, `interrupted`, `cut off`, `damaged`. */
  result: string
  durationMs: number | undefined
}

/** Runs as columns: name, result, duration, operator, incident, runbook. */
export function renderRuns(runs: readonly ListedRun[]): string {
  if (runs.length === 0) return 'No runs are recorded here.\n'
  const rows = [
    ['RUN', 'RESULT', 'TOOK', 'OPERATOR', 'INCIDENT', 'RUNBOOK'],
    ...runs.map(({name, result, durationMs, operator, incident, drill, runbook}) =>
      [
        name,
        drill ? `${result} (drill)` : result,
        durationMs === undefined ? '' : formatDuration(durationMs),
        operator,
        incident ?? '',
        runbook,
      ].map(oneLine),
    ),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => width(row[column]!))))
  return rows
    .map(
      row =>
        `${row
          .map((text, column) => text + ' '.repeat(widths[column]! - width(text)))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
