import process from 'node:process'
import {exitCodes} from '../../model/error.ts'
import {lintSchemaId} from '../../model/lint-document.ts'
import {atLeast, type LintMessage, type RuleInfo} from '../../model/lint-message.ts'
import {parserRules} from '../../parser/lint/parser-rules.ts'
import {ruleIds, rules} from '../../parser/lint/rules.ts'
import type {LintReporter, LintSummary} from '../../report/lint-reporter.ts'
import {githubReporter} from '../../report/message-github.ts'
import {jsonReporter} from '../../report/message-json.ts'
import {textReporter} from '../../report/message-text.ts'
import {sarifReporter} from '../../report/sarif.ts'
import {lintAll} from '../lint/lint-all.ts'
import type {Linted} from '../lint/lint-file.ts'
import {mendAll} from '../lint/mend-file.ts'
import {checkOptions, type LintCommandOptions} from '../lint/options.ts'
import {openOutput} from '../lint/output.ts'
import {shownLines} from '../lint/shown-lines.ts'
import {targetsOf} from '../lint/targets.ts'
import {screenStyle} from '../terminal/style.ts'
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
  const chosen = {only, without}
  const targets = targetsOf(paths)
  const found: AsyncIterable<Linted & {exitCode?: number}> = options.fix
    ? mendAll(targets, chosen, options.dryRun, output)
    : lintAll(targets, chosen)
  for await (const {path, text, readable, messages, exitCode = exitCodes.success} of found) {
    output.progress(++summary.files)
    if (!readable) summary.unreadable++
    failed = Math.max(failed, exitCode)
    const shown = messages.filter(({severity}) => atLeast(severity, options.severity))
    count(summary, messages, shown)
    await print(reporter.file({path, messages: shown, line: shownLines(text, messages)}))
    if (!(await output.isRead())) break
  }
  output.done()
  if (summary.files === 0) await output.tell('runbook: warning: no markdown file is there to be looked at\n')
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
