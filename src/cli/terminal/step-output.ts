import type {OutputKind} from '../../executor/world.ts'
import type {OutputFile} from '../../journal/output-file.ts'
import type {Redactor} from '../../model/redact.ts'
import {createScreenFilter} from '../../report/harmless.ts'
import {createTerminalText} from '../../report/terminal-text.ts'
import {createCollector} from './collector.ts'
import {createImprover} from './long-output.ts'

/** Shows bytes. `record` is what a recording of the screen keeps of them: the same, unless some were shown early. */
export type Show = (bytes: Uint8Array, record?: Uint8Array, how?: OutputKind) => void | Promise<void>

/** Output of one attempt on its way to its file and the screen. */
interface OutputPath {
  write(chunk: Uint8Array, stream: 'stdout' | 'stderr'): void | Promise<void>
  /** Passes on what is redacted already, behind all that came before it. */
  pass(bytes: Uint8Array): Promise<void>
  /** Lets go of what is held back, for what is shown next by others; what is written afterwards is a text of its own. */
  settle(): Promise<void>
  end(): Promise<void>
}

/** What a program may still write over is kept so long after it came. */
const restMs = 300
/** After so long a silence, a prompt that may begin like a secret is shown. */
const silenceMs = 100
const collect = createCollector()
const improve = createImprover()

/**
 * Masks each stream by itself, then lets it go two ways. To the file: bytes of a pipe as they are, of a terminal the text that
 * was seen, masked once more, since a cursor can put a secret together. To the screen: a pipe's made harmless, a terminal's
 * as they are.
 */
export function openOutput(
  redactor: Redactor,
  how: OutputKind,
  file: Pick<OutputFile, 'write' | 'rest'>,
  onScreen: Show,
): OutputPath {
  const {keep, rest, show} = how.unkept
    ? unkept(how.unkept, file, onScreen)
    : {...file, keep: file.write, show: onScreen}
  const text = how.terminal ? createTerminalText() : undefined
  const again = text ? redactor.printed() : undefined
  let resting: NodeJS.Timeout | undefined
  const keepLog = (bytes: Uint8Array) => {
    if (!text || !again) return keep(bytes)
    keep(again.push(text.push(bytes)).log)
    resting ??= setTimeout(() => {
      resting = undefined
      rest(again.ifPushed(text.soFar()))
    }, restMs).unref()
  }
  /** A stream's way is made when something comes on it: of a table's rows nothing does. */
  const paths: Partial<Record<'stdout' | 'stderr', ReturnType<typeof path>>> = {}
  const all = () => [paths.stdout ?? [], paths.stderr ?? []].flat()
  let timer: NodeJS.Timeout | undefined
  const early = () => {
    for (const one of all()) one.early()
  }

  function path() {
    let masker = redactor.printed()
    const screens = how.terminal ? undefined : {now: createScreenFilter(), record: createScreenFilter()}
    const display = (screen: Uint8Array, log: Uint8Array, plain = false): void | Promise<void> => {
      const bytes = screens ? screens.now.push(screen, plain) : screen
      const record = screens && screen !== log ? screens.record.push(log) : bytes
      if (bytes.length > 0 || record.length > 0) return show(bytes, record, how)
    }
    return {
      write(chunk: Uint8Array) {
        collect(chunk.length)
        improve(chunk.length)
        const {log, screen, plain} = masker.push(chunk)
        if (log.length > 0) keepLog(log)
        if (masker.waiting()) timer = timer?.refresh() ?? setTimeout(early, silenceMs).unref()
        return display(screen, log, plain)
      },
      early() {
        const bytes = masker.early()
        if (bytes.length > 0) void display(bytes, nothing)
      },
      async settle() {
        const {log, screen} = masker.flush()
        masker = redactor.printed()
        if (log.length > 0) keepLog(log)
        await display(screen, log)
        const rest = screens?.now.flush()
        if (rest && rest.length > 0) await show(rest, rest, how)
      },
    }
  }

  async function settle() {
    for (const one of all()) await one.settle()
  }

  return {
    write(chunk, stream) {
      paths[stream] ??= path()
      return paths[stream].write(chunk)
    },
    async pass(bytes) {
      await settle()
      keep(bytes)
      return show(bytes, bytes, how)
    },
    settle,
    async end() {
      clearTimeout(timer)
      await settle()
      clearTimeout(resting)
      if (!text || !again) return
      for (const bytes of [again.push(text.flush()).log, again.flush().log]) keep(bytes)
    },
  }
}

/** Where what comes is a secret, it is only said that something came. A recording of the screen is part of the record. */
function unkept(
  {said, seen}: NonNullable<OutputKind['unkept']>,
  file: Pick<OutputFile, 'write'>,
  onScreen: Show,
) {
  const instead = Buffer.from(`[${said}]\n`)
  let isSaid = false
  return {
    keep(bytes: Uint8Array) {
      if (bytes.length === 0 || isSaid) return
      isSaid = true
      file.write(instead)
      if (!seen) void onScreen(instead)
    },
    rest: () => {},
    show: ((bytes, _, how) => {
      if (seen) return onScreen(bytes, nothing, how)
    }) satisfies Show as Show,
  }
}

const nothing = new Uint8Array(0)
