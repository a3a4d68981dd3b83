import {RunbookError} from '../../model/error.ts'
import type {Severity} from '../../model/lint-message.ts'
import {didYouMean} from '../../parser/suggest.ts'

/** The options of `runbook lint` as they were typed. */
export interface LintCommandOptions {
  fix: boolean
  dryRun: boolean
  format: 'text' | 'json' | 'sarif' | 'github'
  severity: Severity
  rule: string[]
  skipRule: string[]
  maxWarnings: string
}

export interface CheckedOptions {
  only: string[]
  without: string[]
  maxWarnings: number
}

/** Checks what cannot be checked before the rules are known. Throws one `RunbookError` for all that is wrong. */
export function checkOptions(
  {fix, dryRun, format, rule, skipRule, maxWarnings}: LintCommandOptions,
  paths: readonly string[],
  ids: readonly string[],
): CheckedOptions {
  const problems = [
    ...[...rule, ...skipRule]
      .filter(id => !ids.includes(id))
      .map(id => `there is no rule \`${id}\`${didYouMean(id, ids)}`),
    ...(/^\d{1,9}$/.test(maxWarnings) ? [] : [`--max-warnings takes a whole number, not \`${maxWarnings}\``]),
    ...(dryRun && !fix ? ['--dry-run belongs to --fix'] : []),
    ...(fix && format !== 'text' ? [`--fix prints a diff, not ${format}`] : []),
    ...(fix && !dryRun && paths.includes('-')
      ? ['--fix cannot write standard input; add --dry-run for the diff']
      : []),
  ]
  if (problems.length > 0) throw new RunbookError('options', problems.join('; '))
  return {only: rule, without: skipRule, maxWarnings: Number(maxWarnings)}
}
