import {formatDuration} from '../model/duration.ts'
import type {Attempt, Run} from '../model/fold.ts'
import {clip} from './clean.ts'
import {clockSince} from './clock.ts'
import {cell, codeCell, fileLink, row, tableHead} from './markdown.ts'
import {attemptText} from './outcome-text.ts'

/** The last ten attempts of a step, one a row, and what their checks saw. */
export function attemptTables(run: Run, attempts: Attempt[]): string[] {
  const start = run.started?.time ?? ''
  const shown = attempts.slice(-10)
  const rows = shown.map(attempt =>
    row([
      String(attempt.number),
      clockSince(start, attempt.startedAt),
      cell(clip(attempt.by ?? '', 60)),
      attempt.durationMs === undefined ? '' : formatDuration(attempt.durationMs),
      cell(clip(attemptText(attempt), 200)),
      attempt.exitCode === undefined ? '' : String(attempt.exitCode),
      attempt.output ? fileLink(attempt.output.path) : '',
    ]),
  )
  const checks = shown.flatMap(({number, checks}) => checks.slice(-5).map(check => ({number, ...check})))
  return [
    ...(attempts.length > shown.length
      ? [`The last ${shown.length} of ${attempts.at(-1)!.number} attempts:`, '']
      : []),
    tableHead(['Attempt:', 'Began (UTC)', 'By', 'Took:', 'Outcome', 'Exit:', 'Output']),
    ...rows,
    '',
    ...(checks.length === 0 ? [] : [tableHead(['Attempt:', 'Expected', 'Observed', 'Verdict'])]),
    ...checks.map(({number, expected, observed, verdict}) =>
      row([
        String(number),
        codeCell(clip(expected, 200)),
        codeCell(clip(observed, 200)),
        verdict === 'met' ? 'met' : '**unmet**',
      ]),
    ),
    ...(checks.length === 0 ? [] : ['']),
  ]
}
