import {closeSync, existsSync, openSync, writeSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {runFiles} from '../../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'

/** A recording of the screen, an asciicast v3 (https://docs.asciinema.org/manual/asciicast/v3/). */
export interface Cast {
  /** What was shown; `terminal` says that its line ends are a terminal's own. */
  output(bytes: Uint8Array | string, terminal?: boolean): void
  mark(label: string): void
  resize(columns: number, rows: number): void
  /** Ends it with the exit code. */
  end(exitCode: number): void
}

/** `session.cast`; of a run that was resumed `session-2.cast` and so on. */
function freePath(dir: string): string {
  for (let number = 1; ; number++) {
    const path = join(dir, number === 1 ? runFiles.cast : runFiles.cast.replace('.', `-${number}.`))
    if (!existsSync(path)) return path
  }
}

/** Begins `session.cast` in a run directory. Each event is one line, written whole; of a step, up to `limit` bytes are kept. */
export function openCast(
  dir: string,
  header: {columns: number; rows: number; title: string; time: Date},
  limit: number,
): Cast {
  const path = freePath(dir)
  const put = (value: unknown) => guarded(path, () => void writeSync(fd, `${JSON.stringify(value)}\n`))
  const fd = guarded(path, () => openSync(path, 'wx', 0o600))
  const decoder = new TextDecoder()
  let last = process.hrtime.bigint()
  let room = limit
  let returned = false
  const add = (code: 'o' | 'm' | 'r' | 'x', data: string) => {
    const now = process.hrtime.bigint()
    const micros = (now - last) / 1000n
    last += micros * 1000n // what is rounded off is not lost
    put([Number(micros) / 1e6, code, data])
  }
  put({
    version: 3,
    term: {cols: header.columns, rows: header.rows, ...(process.env.TERM ? {type: process.env.TERM} : {})},
    timestamp: Math.floor(header.time.getTime() / 1000),
    title: header.title,
  })
  return {
    output(bytes, terminal = false) {
      if (bytes.length === 0 || room === 0) return
      const text = typeof bytes === 'string' ? bytes : decoder.decode(bytes.subarray(0, room), {stream: true})
      const kept = typeof bytes === 'string' ? bytes.length : Math.min(bytes.length, room)
      if (text !== '') add('o', terminal ? text : withReturns(text, returned))
      returned = text.endsWith('\r')
      if (kept < bytes.length) add('o', '\r\n[the rest of this step is not recorded]\r\n')
      room = Math.max(0, room - kept)
    },
    mark(label) {
      room = limit
      add('m', label)
    },
    resize(columns, rows) {
      add('r', `${columns}x${rows}`)
    },
    end(exitCode) {
      add('x', String(exitCode))
      closeSync(fd)
    },
  }
}

/** Line ends as a terminal shows them, which goes to the line's beginning by itself. */
function withReturns(text: string, returned: boolean): string {
  const all = text.replaceAll(/(?<!\r)\n/g, '\r\n')
  return returned && text.startsWith('\n') ? all.slice(1) : all
}

function guarded<T>(path: string, act: () => T): T {
  try {
    return act()
  } catch (error) {
    const {code, message} = error as NodeJS.ErrnoException
    throw new RunbookError('cast-write', `${path}: the recording cannot be kept (${code ?? message})`, {
      exitCode: exitCodes.broken,
      cause: error,
    })
  }
}
