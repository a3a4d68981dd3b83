import {join} from 'node:path'
import type {OutputKind, StepOutput} from '../../executor/world.ts'
import {openDigests} from '../../journal/digests.ts'
import type {Journal} from '../../journal/journal.ts'
import {createOutputFile, notKept} from '../../journal/output-file.ts'
import {runFiles} from '../../journal/run-directory.ts'
import type {Table} from '../../model/driver.ts'
import {type JournalRecord, type RunEvent, structural} from '../../model/event.ts'
import type {PlannedStep} from '../../model/plan.ts'
import type {Redactor} from '../../model/redact.ts'
import {withoutNamed} from '../../model/said-fields.ts'
import {renderTable} from '../../report/table.ts'
import {resetScreen} from '../terminal/reset-screen.ts'
import {openOutput, type Show} from '../terminal/step-output.ts'
import {isLarge, startOf} from './large-cell.ts'
import {ResultFiles} from './result-files.ts'
import {startDigestThread} from './start-digest-thread.ts'

/** The one door through which events and output leave the process: what passes is redacted, then kept, then shown. */
export interface Recorder {
  /** Keeps an event (written when this returns, and on disk before an effect follows) and gives it as it was kept. */
  append(event: RunEvent): {event: RunEvent; record: JournalRecord}
  output(step: PlannedStep, attempt: number, how?: OutputKind): StepOutput
}

/** What a recorder works with. */
export interface RecorderWorld {
  dir: string
  journal: Journal
  redactor: Redactor
  /** How wide tables are made. */
  columns: number
  /** Takes redacted bytes for the screen; a promise makes the program wait. */
  show: Show
  /** The screen is a terminal, which output may leave in disorder. */
  terminal: boolean
  /** Most bytes that are kept of one attempt. */
  outputLimit: number
}

/**
 * What is followed by an effect, or by nothing: it must be on disk first. The end of a step need not: should the machine
 * stop before the next is on disk, nobody knows that end, and whoever goes on is asked about it.
 */
const beforeEffects: ReadonlySet<RunEvent['type']> = new Set([
  'run.started',
  'run.finished',
  'run.interrupted',
  'step.started',
  'adhoc.started',
  'adhoc.typed',
])

/** The word to keep what a block has changed: whoever goes on takes its absence for a roll back. */
function keeps({type, data}: RunEvent): boolean {
  return type === 'prompt.answered' && data.question === 'commit' && data.answer === 'commit'
}

/** Opens the door over a journal. */
export function createRecorder(world: RecorderWorld): Recorder {
  const {dir, journal, redactor, columns, show, terminal, outputLimit} = world
  const openDigest = openDigests(startDigestThread)
  return {
    append(event) {
      const safe = withoutNamed(redactor.value(event, structural), redactor.said)
      const record = journal.append(safe)
      if (beforeEffects.has(event.type) || keeps(event)) journal.sync()
      return {event: safe, record}
    },
    output({number, id}, attempt, how = {}) {
      const stem = `${String(number).padStart(3, '0')}-${id}.${attempt}`
      const file = createOutputFile(dir, `${stem}.log`, outputLimit, openDigest)
      const results = new ResultFiles(dir, stem, redactor, outputLimit)
      const shown: Show = how.quiet ? () => {} : show
      // most of it is only needed once something is printed
      let opened: ReturnType<typeof openOutput> | undefined
      const output = () => (opened ??= openOutput(redactor, how, file, shown))
      return {
        path: join(dir, runFiles.outputs, `${stem}.log`),
        write(chunk, stream) {
          return output().write(chunk, stream)
        },
        table(table: Table) {
          // before cells are folded
          const masked = {
            ...table,
            columns: redactor.value(table.columns),
            rows: table.rows.map(row =>
              row.map((cell, index) => cell && startOf(cell, redactor, table.columns[index]?.name ?? '')),
            ),
          }
          const lengthOf = (row: number, column: number) => {
            const {length = 0} = table.rows[row]![column] ?? {}
            return isLarge(length) ? length : undefined
          }
          return output().pass(Buffer.from(renderTable(masked, {columns, lengthOf})))
        },
        settle: async () => opened?.settle(),
        rows: columns => results.open(columns),
        results: () => results.kept,
        async end() {
          await opened?.end()
          const kept = file.end() // meanwhile results are synced
          await results.synced()
          if (terminal && opened) await shown(resetScreen)
          for (const {path, rows, keptRows, dropped} of results.kept)
            if (dropped)
              await shown(
                Buffer.from(
                  `[${path} holds the first ${keptRows} of ${rows} rows: ${notKept(dropped, outputLimit)}]\n`,
                ),
              )
          if (kept?.dropped) await shown(Buffer.from(`[${notKept(kept.dropped, outputLimit)}]\n`))
          return kept
        },
      }
    },
  }
}
