import {once} from 'node:events'
import process from 'node:process'
import type {Redactor} from '../model/redact.ts'
import type {ScreenStyle} from '../report/step-screen.ts'
import {screenStyle} from './style.ts'

/** Where a run is shown; nothing gets there unredacted. */
export interface Screen {
  /** Where prompts belong: always a terminal when a person is asked. */
  stream: NodeJS.WriteStream
  style: ScreenStyle
  show(text: string): void
  /** A text as it may be shown. */
  safe(text: string): string
  /** Passes on bytes that are redacted already; the promise says when there is room for more. */
  pass(bytes: Uint8Array): void | Promise<void>
}

/**
 * Standard output, unless it carries JSON or, with a person, is no terminal: then standard error. An unattended run with
 * JSON shows nothing else.
 */
export function openScreen({yes, json}: {yes: boolean; json: boolean}, redactor: Redactor): Screen {
  const stream = json || (!yes && !process.stdout.isTTY) ? process.stderr : process.stdout
  const silent = json && yes
  let gone = false
  stream.on('error', () => (gone = true)) // a closed pipe ends the showing, not the run
  return {
    stream,
    style: screenStyle(stream),
    safe: redactor.text,
    show(text) {
      if (!silent && !gone) stream.write(redactor.text(text))
    },
    pass(bytes) {
      if (silent || gone || stream.write(bytes)) return undefined
      return Promise.race([once(stream, 'drain'), once(stream, 'close')]).then(
        () => {},
        () => {},
      )
    },
  }
}
