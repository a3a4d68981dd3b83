import process from 'node:process'
import type {Redactor} from '../../model/redact.ts'
import type {ScreenStyle} from '../../report/step-screen.ts'
import type {Cast} from './cast.ts'
import {withProse} from './prose.ts'
import type {Show} from './step-output.ts'
import {screenStyle, withSigns} from './style.ts'

/** Where a run is shown; nothing gets there unredacted. */
export interface Screen {
  /** Where prompts belong: always a terminal when a person is asked. */
  stream: NodeJS.WriteStream
  style: ScreenStyle
  show(text: string): void
  /** A text as it may be shown. */
  safe(text: string): string
  /** Passes on bytes that are redacted already; the promise says when there is room for more. */
  pass: Show
  /** Writes a line over the last one; whatever is shown next takes its place. Empty, it clears it. */
  over(line: string): void
  /** How many bytes of steps have been passed on. */
  printed(): number
  /** From now on, all that is shown is recorded too, prompts included; the function that it gives ends that. */
  record(cast: Cast): () => void
}

const clearLine = '\r\u001b[K'

/** Standard output, unless it carries JSON or, with a person, is no terminal: then standard error. */
export function screenStream({yes, json}: {yes: boolean; json: boolean}): NodeJS.WriteStream {
  return json || (!yes && !process.stdout.isTTY) ? process.stderr : process.stdout
}

/** Opens the screen of a run. An unattended run with JSON shows nothing. */
export function openScreen(
  {yes, json, plain}: {yes: boolean; json: boolean; plain: boolean},
  redactor: Redactor,
): Screen {
  const stream = screenStream({yes, json})
  const silent = json && yes
  let gone = false
  let cast: Cast | undefined
  const write = stream.write.bind(stream)
  let printed = 0
  let overwritten = false
  const clear = () => {
    if (!overwritten) return
    overwritten = false
    cast?.output(clearLine)
    if (!silent && !gone) write(clearLine)
  }
  stream.on('error', () => (gone = true)) // a closed pipe ends the showing, not the run
  return {
    stream,
    style: yes ? withSigns(screenStyle(stream), plain) : withProse(stream, plain),
    safe: redactor.text,
    printed: () => printed,
    over(line) {
      clear()
      if (line === '') return
      overwritten = true
      const safe = redactor.text(line)
      cast?.output(safe)
      if (!silent && !gone) write(safe)
    },
    show(text) {
      clear()
      const safe = redactor.text(text)
      cast?.output(safe)
      if (!silent && !gone) write(safe)
    },
    pass(bytes, record = bytes, how) {
      printed += bytes.length
      if (bytes.length > 0) clear()
      cast?.output(record, how?.terminal)
      if (bytes.length === 0 || silent || gone) return undefined
      let settle = () => {}
      write(bytes, () => settle())
      // what is not written yet stays where it is until it is
      return stream.writableLength === 0 ? undefined : new Promise(resolve => (settle = resolve))
    },
    record(to) {
      const resized = () => to.resize(stream.columns, stream.rows)
      cast = to
      stream.on('resize', resized)
      // prompts write by themselves
      stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
        to.output(redactor.text(Buffer.from(chunk).toString()))
        return write(chunk, ...rest)
      }) as typeof stream.write
      return () => {
        cast = undefined
        stream.off('resize', resized)
        stream.write = write
      }
    },
  }
}
