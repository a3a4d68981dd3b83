import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'
import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {lintSchemaId} from '../../model/lint-document.ts'
import {atLeast, type LintMessage, type RuleInfo} from '../../model/lint-message.ts'
import {fixRunbook} from '../../parser/lint/fix.ts'
import {lintRunbook} from '../../parser/lint/lint.ts'
import {parserRules} from '../../parser/lint/parser-rules.ts'
import {ruleIds, rules} from '../../parser/lint/rules.ts'
import {parseRunbook} from '../../parser/parse.ts'
import {clean} from '../../report/clean.ts'
import type {LintReporter, LintSummary} from '../../report/lint-reporter.ts'
import {githubReporter} from '../../report/message-github.ts'
import {jsonReporter} from '../../report/message-json.ts'
import {textReporter} from '../../report/message-text.ts'
import {sarifReporter} from '../../report/sarif.ts'
import {unifiedDiff} from '../../report/unified-diff.ts'
import {reportFailure} from '../failure.ts'
import {checkOptions, type LintCommandOptions} from '../lint/options.ts'
import {type Output, openOutput} from '../lint/output.ts'
import {replaceFile} from '../lint/replace-file.ts'
import {bytesWith, linesOf, readSource, type Source} from '../lint/source.ts'
import {targetsOf} from '../lint/targets.ts'
import {screenStyle} from '../style.ts'
import {version} from '../version.ts'

/**
 * `runbook lint PATH…`: prints what is wrong in runbooks, file by file as they are read, and mends it with `--fix`. 0: nothing of the
 * severity asked for, or only information; 1: warnings, more than allowed; 2: errors.
 */
export async function lintCommand(paths: string[], options: LintCommandOptions): Promise<number> {
  const {only, without, maxWarnings} = checkOptions(options, paths, ruleIds)
  const output = openOutput()
  const reporter = reporterFor(options)
  const summary: LintSummary = {files: 0, error: 0, warning: 0, info: 0, fixable: 0, hidden: 0, unreadable: 0}
  // with --fix standard output carries the diff alone, so that `patch` can read it
  const print = options.fix ? output.tell : output.print
  let failed: number = exitCodes.success
  await print(reporter.begin)
  for (const path of targetsOf(paths)) {
    output.progress(++summary.files)
    const source = readSource(path)
    const world = {now: new Date(), exists: existsBeside(path), only, without}
    let messages: LintMessage[]
    let text = ''
    if ('problem' in source) {
      summary.unreadable++
      messages = [unreadable(source.problem)]
    } else {
      text = source.text
      messages = lintRunbook(await parseRunbook(path, text), text, world)
      if (options.fix) {
        const fixed = await mend(source, world, options.dryRun, output)
        failed = Math.max(failed, fixed.exitCode)
        if (!options.dryRun && fixed.exitCode === 0) ({messages, text} = fixed)
      }
    }
    const shown = messages.filter(({severity}) => atLeast(severity, options.severity))
    count(summary, messages, shown)
    if (!(await print(reporter.file({path, messages: shown, line: linesOf(text)})))) break
  }
  output.done()
  await print(reporter.end(summary))
  if (summary.error > 0 || failed > 0) return Math.max(failed, exitCodes.usage)
  return summary.warning > maxWarnings ? exitCodes.failed : exitCodes.success
}

function reporterFor({format, fix}: LintCommandOptions): LintReporter {
  switch (format) {
    case 'text':
      return textReporter(screenStyle(fix ? process.stderr : process.stdout))
    case 'json':
      return jsonReporter(lintSchemaId)
    case 'github':
      return githubReporter
    case 'sarif':
      return sarifReporter(
        ([...rules, ...parserRules] as RuleInfo[]).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
        version(),
      )
  }
}

function count(summary: LintSummary, all: readonly LintMessage[], shown: readonly LintMessage[]) {
  summary.hidden += all.length - shown.length
  for (const {severity, fix} of shown) {
    summary[severity]++
    if (fix) summary.fixable++
  }
}

function existsBeside(path: string): (target: string) => boolean {
  const folder = path === '-' ? '.' : dirname(path)
  return target => existsSync(join(folder, target))
}

function unreadable(text: string): LintMessage {
  return {rule: 'unreadable', severity: 'error', text, place: undefined, note: undefined, fix: undefined}
}

/** Prints what would be changed, and changes it unless it is only to be shown. */
async function mend(
  source: Source,
  world: Parameters<typeof fixRunbook>[2],
  dryRun: boolean,
  output: Output,
): Promise<{messages: LintMessage[]; text: string; exitCode: number}> {
  const {path, text, whole} = source
  const fixed = await fixRunbook(path, text, world)
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
    if (!dryRun) replaceFile(path, source.bytes, bytesWith(source, fixed.text))
  } catch (error) {
    if (!(error instanceof RunbookError)) throw error
    return {...fixed, exitCode: reportFailure(error)} // the other files are still looked at
  }
  await output.print(process.stdout.isTTY ? clean(diff) : diff)
  return {...fixed, exitCode: exitCodes.success}
}
