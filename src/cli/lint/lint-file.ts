import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {LintMessage} from '../../model/lint-message.ts'
import {type LintOptions, lintRunbook} from '../../parser/lint/lint.ts'
import {parseRunbook} from '../../parser/parse.ts'
import {systemAt} from '../documents/system-at.ts'
import {readSource} from './source.ts'

/** Which rules are looked at. */
export type ChosenRules = Pick<LintOptions, 'only' | 'without'>

/** What was found in one file. */
export interface Linted {
  path: string
  /** Empty if it cannot be read, of which the only message tells. */
  text: string
  readable: boolean
  messages: LintMessage[]
}

/** Reads one file, `-` from standard input, and looks at it. */
export async function lintFile(path: string, rules: ChosenRules, source = readSource(path)): Promise<Linted> {
  if ('problem' in source) return {path, text: '', readable: false, messages: [unreadable(source.problem)]}
  const {text} = source
  const parsed = await parseRunbook(path, text, systemAt)
  return {path, text, readable: true, messages: lintRunbook(parsed, text, worldOf(path, rules))}
}

/** What rules may look at besides a document. */
export function worldOf(path: string, rules: ChosenRules): LintOptions {
  return {now: new Date(), exists: existsBeside(path), ...rules}
}

function existsBeside(path: string): (target: string) => boolean {
  const folder = path === '-' ? '.' : dirname(path)
  return target => existsSync(join(folder, target))
}

function unreadable(text: string): LintMessage {
  return {rule: 'unreadable', severity: 'error', text, place: undefined, note: undefined, fix: undefined}
}
