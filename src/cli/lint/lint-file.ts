import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {LintMessage} from '../../model/lint-message.ts'
import {type LintOptions, lintText} from '../../parser/lint/lint.ts'
import {systemAt} from '../documents/system-at.ts'
import {readSource, type Source, type Unread} from './source.ts'

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

/** Looks at one file, `-` is standard input, which is read unless it was. */
export async function lintFile(path: string, rules: ChosenRules, read?: Source | Unread): Promise<Linted> {
  const source = read ?? (await readSource(path))
  if ('problem' in source) return messageOfUnread(source)
  const {text} = source
  const {messages} = await lintText(path, text, worldOf(path, rules))
  return {path, text, readable: true, messages}
}

/** What is said of a document that cannot be read. */
export function messageOfUnread({path, problem}: Unread): Linted {
  const message: LintMessage = {
    rule: 'unreadable',
    severity: 'error',
    text: problem,
    place: undefined,
    note: undefined,
    fix: undefined,
  }
  return {path, text: '', readable: false, messages: [message]}
}

/** What rules may look at besides a document. */
export function worldOf(path: string, rules: ChosenRules): LintOptions {
  return {now: new Date(), exists: existsBeside(path), systemOf: systemAt, ...rules}
}

function existsBeside(path: string): (target: string) => boolean {
  const folder = path === '-' ? '.' : dirname(path)
  return target => existsSync(join(folder, target))
}
