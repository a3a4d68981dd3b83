import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {fixRunbook} from '../../parser/lint/fix.ts'
import {clean} from '../../report/clean.ts'
import {unifiedDiff} from '../../report/unified-diff.ts'
import {reportFailure} from '../failure.ts'
import {type ChosenRules, type Linted, lintFile, worldOf} from './lint-file.ts'
import type {Output} from './output.ts'
import {replaceFile} from './replace-file.ts'
import {bytesWith, readSource, type Source} from './source.ts'

/** What is left to say of a file, and what became of mending it. */
export interface Mended extends Linted {
  exitCode: number
}

/** Looks at files one by one, prints what would be changed in each, and changes it unless it is only to be shown. */
export async function* mendAll(
  targets: Iterable<string>,
  rules: ChosenRules,
  dryRun: boolean,
  output: Output,
): AsyncGenerator<Mended> {
  for (const path of targets) yield await mendFile(path, rules, dryRun, output)
}

async function mendFile(path: string, rules: ChosenRules, dryRun: boolean, output: Output): Promise<Mended> {
  const source = await readSource(path)
  const linted = await lintFile(path, rules, source)
  if ('problem' in source) return {...linted, exitCode: exitCodes.success}
  const {exitCode, ...fixed} = await mend(source, rules, dryRun, output)
  return {...linted, ...(!dryRun && exitCode === exitCodes.success && fixed), exitCode}
}

async function mend(
  source: Source,
  rules: ChosenRules,
  dryRun: boolean,
  output: Output,
): Promise<Pick<Mended, 'messages' | 'text' | 'exitCode'>> {
  const {path, text, whole} = source
  const fixed = await fixRunbook(path, text, worldOf(path, rules))
  if (fixed.text === text) return {...fixed, exitCode: exitCodes.success}
  if (!whole) {
    await output.tell(`runbook: ${path}: it is not UTF-8 throughout, so it is left as it is\n`)
    return {...fixed, exitCode: exitCodes.usage}
  }
  const diff = unifiedDiff(
    path,
    source.bytes.toString('utf8'),
    bytesWith(source, fixed.text).toString('utf8'),
  )
  try {
    if (!dryRun) await replaceFile(path, source.bytes, bytesWith(source, fixed.text))
  } catch (error) {
    if (!(error instanceof RunbookError)) throw error
    return {...fixed, exitCode: reportFailure(error)} // the other files are still looked at
  }
  await output.print(process.stdout.isTTY ? clean(diff) : diff)
  return {...fixed, exitCode: exitCodes.success}
}
