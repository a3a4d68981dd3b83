import {join} from 'node:path'
import type {StepOutput} from '../executor/world.ts'
import type {Journal} from '../journal/journal.ts'
import {createOutputFile} from '../journal/output-file.ts'
import {runFiles} from '../journal/run-directory.ts'
import type {Table} from '../model/driver.ts'
import {type JournalRecord, type RunEvent, structural} from '../model/event.ts'
import type {PlannedStep} from '../model/plan.ts'
import type {Redactor} from '../model/redact.ts'
import {renderTable} from '../report/table.ts'
import {resetScreen} from './reset-screen.ts'
import {ResultFiles} from './result-files.ts'

/** The one door through which events and output leave the process: what passes is redacted, then kept, then shown. */
export interface Recorder {
  /** Keeps an event (on disk when this returns) and gives it as it was kept. */
  append(event: RunEvent): {event: RunEvent; record: JournalRecord}
  output(step: PlannedStep, attempt: number, quiet?: boolean): StepOutput
}

/** Opens the door over a journal. `show` takes redacted bytes for the screen; a promise makes the program wait. */
export function createRecorder(
  dir: string,
  journal: Journal,
  redactor: Redactor,
  columns: number,
  show: (bytes: Uint8Array) => void | Promise<void>,
  terminal: boolean,
): Recorder {
  return {
    append(event) {
      const safe = redactor.value(event, structural)
      return {event: safe, record: journal.append(safe)}
    },
    output({number, id}, attempt, quiet = false) {
      const stem = `${String(number).padStart(3, '0')}-${id}.${attempt}`
      const name = `${stem}.log`
      const file = createOutputFile(dir, name)
      const results = new ResultFiles(dir, stem, redactor)
      let written = false
      const maskers = {stdout: redactor.stream(), stderr: redactor.stream()}
      const pass = (bytes: Uint8Array) => {
        if (bytes.length === 0) return undefined
        written = true
        file.write(bytes)
        return quiet ? undefined : show(bytes)
      }
      return {
        path: join(dir, runFiles.outputs, name),
        write: (chunk, stream) => pass(maskers[stream].push(chunk)),
        table: (table: Table) => pass(Buffer.from(renderTable(redactor.value(table), {columns}))), // before cells are folded
        rows: columns => results.open(columns),
        results: () => results.kept,
        async end() {
          for (const masker of Object.values(maskers)) await pass(masker.flush())
          if (terminal && written && !quiet) await show(resetScreen)
          return file.end()
        },
      }
    },
  }
}
