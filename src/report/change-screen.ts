import type {ChangedRows, PendingChange} from '../model/driver.ts'
import {formatDuration} from '../model/duration.ts'
import {clip, oneLine} from './clean.ts'
import type {ScreenStyle} from './step-screen.ts'
import {renderTable} from './table.ts'
import {wrap} from './width.ts'

/** What a block has changed and not kept yet: rows of each statement, some of them, locks and who waits. Ends with a newline. */
export function renderChange(
  change: PendingChange,
  database: string,
  {columns, colors}: ScreenStyle,
): string {
  const {statements, locks, waiting, elapsedMs, heldMs, system} = change
  const line = (text: string) => wrap(text, columns - 2).map(part => `  ${part}`)
  const lines = [
    '',
    ...line(`Nothing is kept yet in database ${oneLine(database)}.`).map(colors.bold),
    ...statements.flatMap(one => [...line(statementText(one)), ...sampleLines(one, columns)]),
    ...line(`took ${formatDuration(elapsedMs)}`).map(colors.dim),
    ...locks
      .flatMap(({relation, mode}) => line(`holds ${oneLine(mode)} on ${oneLine(relation)}`))
      .map(colors.dim),
    ...(waiting.length === 0
      ? []
      : line(`${waiting.length} ${waiting.length === 1 ? 'session waits' : 'sessions wait'} for it:`)
          .concat(waiting.slice(0, 5).flatMap(waits => line(waitingText(waits))))
          .map(colors.yellow)),
    ...(system ? line(untold[system]) : []).map(colors.dim),
    ...line(
      system
        ? `Without an answer it is rolled back after ${formatDuration(heldMs)}.`
        : `Without an answer the server rolls it back after ${formatDuration(heldMs)}, by its limit on an idle transaction.`,
    ).map(colors.dim),
  ]
  return `${lines.join('\n')}\n`
}

const untold = {
  mysql: 'It is told how many rows would change, not which, and no locks: MySQL and MariaDB do not say.',
  sqlite: 'Nobody else can write to this database until it is decided.',
}

/** One line on who waits for a change by now. Ends with a newline. */
export function renderWaiting(
  waiting: PendingChange['waiting'],
  {columns, colors}: Pick<ScreenStyle, 'columns' | 'colors'>,
): string {
  const [first] = waiting
  const who = waiting.length === 1 ? '1 session waits' : `${waiting.length} sessions wait`
  const text = `${who} for this change now${first ? `: ${waitingText(first)}` : ''}`
  return `  ${colors.yellow(clip(text, columns - 2))}\n`
}

function statementText({command, affected}: ChangedRows): string {
  if (affected === undefined) return command
  return `${command}: ${affected} ${affected === 1 ? 'row' : 'rows'}`
}

function sampleLines({command, affected, sample}: ChangedRows, columns: number): string[] {
  if (!sample || sample.rows.length === 0) return []
  const few = {...sample, total: sample.rows.length}
  const table = renderTable(few, {columns: columns - 4})
    .trimEnd()
    .split('\n')
    .slice(0, -1)
  const what = command === 'DELETE' ? 'deleted' : 'as they would be'
  return [
    `  ${sample.rows.length === affected ? 'the rows' : `${sample.rows.length} of them`}, ${what}:`,
    ...table.map(row => `    ${row}`),
  ]
}

function waitingText({pid, query, waitedMs}: PendingChange['waiting'][number]): string {
  return `${pid}, for ${formatDuration(waitedMs)}: ${clip(oneLine(query), 100)}`
}
