import {createHash} from 'node:crypto'
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs'
import {basename, dirname} from 'node:path'
import process from 'node:process'
import type {VFileMessage} from 'vfile-message'
import {sectionsOf} from '../../model/content.ts'
import {RunbookError} from '../../model/error.ts'
import type {Procedure, Runbook} from '../../model/runbook.ts'
import {parseRunbook} from '../../parser/parse.ts'
import {severityOf} from '../../parser/phase.ts'
import {findSection} from '../../parser/procedure.ts'
import {didYouMean} from '../../parser/suggest.ts'
import {messageLine} from '../../report/message-line.ts'
import {notText} from './not-text.ts'
import {spareReading} from './spare-memory.ts'
import {systemAt} from './system-at.ts'

/** A larger file is no runbook. Unit: bytes. */
const largest = 10 * 1024 * 1024

/** A runbook as it was read from disk. */
export interface Loaded {
  runbook: Runbook
  messages: VFileMessage[]
  /** SHA-256 of the file's bytes, in hex. */
  sha256: string
  /** It was made from a record of runs, and is no runbook. */
  record: boolean
}

/** Splits `file.md#section`. A file whose own name holds the `#` is taken as it is. */
export function splitTarget(target: string): {path: string; slug: string | undefined} {
  const at = target.lastIndexOf('#')
  if (at <= 0 || existsSync(target)) return {path: target, slug: undefined}
  return {path: target.slice(0, at), slug: target.slice(at + 1)}
}

/** Reads and parses a file. Throws a `RunbookError` where it cannot be a runbook at all. */
export async function load(path: string): Promise<Loaded> {
  const bytes = readBytes(path)
  spareReading(bytes.length)
  return parseBytes(path, bytes)
}

/** Parses what a file held. Throws a `RunbookError` where it cannot be a runbook at all. */
export async function parseBytes(path: string, bytes: Buffer): Promise<Loaded> {
  if (bytes.length > largest) throw tooLarge(path, bytes.length)
  const other = notText(bytes)
  if (other) {
    const {article, what, advice} = other
    throw new RunbookError('not-text', `${path}: this is ${article}${what}; ${advice}`)
  }
  const text = bytes.toString('utf8')
  const {runbook, messages} = await parseRunbook(path, text, systemAt)
  return {
    runbook,
    messages,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    record: /^<!-- runbook:(?:begin incident|postmortem) run=/m.test(text),
  }
}

function readBytes(path: string): Buffer {
  try {
    const stat = statSync(path)
    if (stat.isDirectory())
      throw new RunbookError(
        'is-directory',
        `${path}: this is a folder; name a markdown file in it (runbook list ${path} shows them)`,
      )
    if (stat.size > largest) throw tooLarge(path, stat.size)
    return readFileSync(path)
  } catch (error) {
    if (error instanceof RunbookError) throw error
    const {code} = error as NodeJS.ErrnoException
    const why =
      code === 'ENOENT'
        ? `there is no such file${didYouMean(basename(path), markdownBeside(path))}`
        : code === 'EACCES'
          ? 'you may not read it'
          : `it cannot be read (${code})`
    throw new RunbookError('unreadable', `${path}: ${why}`, {cause: error})
  }
}

/** Names of the markdown files in the same folder. */
function markdownBeside(path: string): string[] {
  try {
    return readdirSync(dirname(path)).filter(name => /\.(?:md|markdown)$/i.test(name))
  } catch {
    return []
  }
}

function tooLarge(path: string, size: number): RunbookError {
  return new RunbookError(
    'too-large',
    `${path}: ${(size / 1024 / 1024).toFixed(0)} MB are too much for a runbook (10 MB at most)`,
  )
}

/** Prints the complaints to standard error; true if one of them forbids running. */
export function complain({runbook, messages}: Loaded, only: 'errors' | 'all' = 'all'): boolean {
  const shown = only === 'all' ? messages : messages.filter(({fatal}) => fatal)
  for (const message of shown) process.stderr.write(`${messageLine({path: runbook.path, message})}\n`)
  return messages.some(({fatal}) => fatal === true)
}

/** Without a person nobody sees that a fence which never closes has swallowed the steps after it. True if there is one. */
export function complainOfOpenFence({runbook, messages}: Loaded): boolean {
  const open = messages.filter(({ruleId}) => ruleId === 'fence')
  for (const message of open)
    process.stderr.write(`${messageLine({path: runbook.path, message: {...message, fatal: true}})}\n`)
  return open.length > 0
}

/** The procedure with this slug: one of a handbook's, or any other section. Throws with what there is. */
export function findProcedure(runbook: Runbook, slug: string): Procedure {
  const known = runbook.procedures.find(procedure => procedure.slug === slug.toLowerCase())
  if (known) return known
  const section = findSection(runbook.section, slug)
  if (section)
    return {slug: section.slug!, title: section.title, severity: severityOf(section.title), section}
  const slugs = [...sectionsOf(runbook.section)].flatMap(({slug}) => slug ?? [])
  const list = runbook.procedures.map(procedure => procedure.slug).join(', ') || 'none'
  throw new RunbookError(
    'no-section',
    `${runbook.path}: there is no section \`${slug}\`${didYouMean(slug, slugs)}; procedures: ${list}`,
  )
}
