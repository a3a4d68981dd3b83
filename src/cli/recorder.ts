import type {StepOutput} from '../executor/world.ts'
import type {Journal} from '../journal/journal.ts'
import {createOutputFile} from '../journal/output-file.ts'
import type {Table} from '../model/driver.ts'
import {type JournalRecord, type RunEvent, structural} from '../model/event.ts'
import type {PlannedStep} from '../model/plan.ts'
import type {Redactor} from '../model/redact.ts'
import {renderTable} from '../report/table.ts'
import {resetScreen} from './reset-screen.ts'

/** The one door through which events and output leave the process: what passes is redacted, then kept, then shown. */
export interface Recorder {
  /** Keeps an event (on disk when this returns) and gives it as it was kept. */
  append(event: RunEvent): {event: RunEvent; record: JournalRecord}
  output(step: PlannedStep, attempt: number): StepOutput
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
    output({number, id}, attempt) {
      const file = createOutputFile(dir, `${String(number).padStart(3, '0')}-${id}.${attempt}.log`)
      let written = false
      const maskers = {stdout: redactor.stream(), stderr: redactor.stream()}
      const pass = (bytes: Uint8Array) => {
        if (bytes.length === 0) return undefined
        written = true
        file.write(bytes)
        return show(bytes)
      }
      return {
        write: (chunk, stream) => pass(maskers[stream].push(chunk)),
        table: (table: Table) => pass(Buffer.from(renderTable(redactor.value(table), {columns}))), // before cells are folded
        async end() {
          for (const masker of Object.values(maskers)) await pass(masker.flush())
          if (terminal && written) await show(resetScreen)
          return file.end()
        },
      }
    },
  }
}
