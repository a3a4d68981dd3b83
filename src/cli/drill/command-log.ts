import {appendFileSync} from 'node:fs'
import type {Redactor} from '../../model/redact.ts'
import type {Ended} from './command.ts'

/** Adds to a log what a command printed and how it ended, without secrets. */
export function keepLog(path: string, title: string, ended: Ended, {said, text}: Redactor): void {
  const output = said(ended.output)
  const end = output === '' || output.endsWith('\n') ? '' : '\n'
  const words = text(`# ${title}\n${output}${end}# ${endedHow(ended)}\n\n`)
  appendFileSync(path, words, {mode: 0o600})
}

/** How a command ended, in words. */
export function endedHow({code, why}: Pick<Ended, 'code' | 'why'>): string {
  return why ?? `ended with exit ${code}`
}

/** The last lines of an output, indented, on lines of their own. */
export function tailOf(output: string, lines = 8): string {
  const all = output.trimEnd().split('\n')
  const text = all.slice(-lines).join('\n').trim()
  return text === '' ? '' : `\n${text.replaceAll(/^/gm, '  ')}`
}
