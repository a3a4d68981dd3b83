import type {Colors} from 'picocolors/types.js'
import {formatDuration} from '../model/duration.ts'
import {clean, oneLine} from './clean.ts'
import {cell, codeCell, fence, row, tableHead} from './markdown.ts'

/** How one scenario went, as it is told. */
export interface DrillReport {
  /** The scenario file. */
  file: string
  name: string
  runbook: string
  /** What was not as expected; none where all was. */
  problems: readonly string[]
  durationMs: number
  /** Where its logs are. */
  dir: string
  /** Its run, if one began. */
  run: string | undefined
}

/** One line a scenario; below one that failed what was expected and what was, and where the record is. */
export function drillLines(
  {file, name, problems, durationMs, dir, run}: DrillReport,
  colors: Colors,
): string {
  const failed = problems.length > 0
  const mark = failed ? colors.red('✗') : colors.green('✓')
  const head = `${mark} ${oneLine(file)} › ${oneLine(name)}  ${colors.dim(formatDuration(durationMs))}\n`
  if (!failed) return head
  const below = [...problems, `record: ${run ?? dir}`]
  return head + below.map(problem => `${clean(problem).replaceAll(/^/gm, '    ')}\n`).join('')
}

/** What they came to, in one line. */
export function drillSummary(
  reports: readonly Pick<DrillReport, 'problems'>[],
  durationMs: number,
  colors: Colors,
): string {
  const failed = reports.filter(({problems}) => problems.length > 0).length
  const passed = reports.length - failed
  const counts = [
    ...(failed > 0 ? [colors.red(`${failed} failed`)] : []),
    ...(passed > 0 ? [colors.green(`${passed} passed`)] : []),
  ]
  return `${reports.length} scenario${reports.length === 1 ? '' : 's'}: ${counts.join(', ')}  ${formatDuration(durationMs)}\n`
}

/** The same for programs that read JUnit's XML: a suite a file. */
export function drillsAsJunit(reports: readonly DrillReport[]): string {
  const suites = [...new Set(reports.map(({file}) => file))].map(file => {
    const cases = reports.filter(report => report.file === file)
    const failures = cases.filter(({problems}) => problems.length > 0).length
    return [
      `  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="0" time="${secondsOf(cases)}">`,
      ...cases.map(junitCase),
      '  </testsuite>',
    ].join('\n')
  })
  const failures = reports.filter(({problems}) => problems.length > 0).length
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="runbook test" tests="${reports.length}" failures="${failures}" errors="0" time="${secondsOf(reports)}">\n${suites.join('\n')}\n</testsuites>\n`
}

function junitCase({name, runbook, problems, durationMs, dir, run}: DrillReport): string {
  const head = `    <testcase name="${xml(name)}" classname="${xml(runbook)}" time="${(durationMs / 1000).toFixed(3)}"`
  if (problems.length === 0) return `${head}/>`
  const [first = ''] = problems
  const text = [...problems, `record: ${run ?? dir}`].join('\n')
  return `${head}>\n      <failure message="${xml(oneLine(first))}">${xml(clean(text))}</failure>\n    </testcase>`
}

function secondsOf(reports: readonly DrillReport[]): string {
  return (reports.reduce((sum, {durationMs}) => sum + durationMs, 0) / 1000).toFixed(3)
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
}

/** Text of XML 1.0, which has no control characters. */
function xml(text: string): string {
  return clean(text)
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, '')
    .replaceAll(/[&<>"]/g, character => entities[character]!)
}

/** The same for a summary on GitHub: a table, and below it what was not as expected. */
export function drillsAsMarkdown(reports: readonly DrillReport[]): string {
  const rows = reports.map(({name, runbook, problems, durationMs}) =>
    row([problems.length === 0 ? '✅' : '❌', cell(name), codeCell(runbook), formatDuration(durationMs)]),
  )
  const failed = reports.filter(({problems}) => problems.length > 0)
  return [
    '## Drills',
    [tableHead(['', 'scenario', 'runbook', 'took:']), ...rows].join('\n'),
    ...failed.map(({name, problems}) => `### ${cell(name)}\n\n${fence(problems.join('\n'), 'text')}`),
    '',
  ].join('\n\n')
}

/** The same for other programs. */
export function drillsAsJson(reports: readonly DrillReport[]): string {
  const all = reports.map(({file, name, runbook, problems, durationMs, dir, run}) => ({
    file,
    name,
    runbook,
    ok: problems.length === 0,
    problems,
    duration_ms: Math.round(durationMs),
    directory: dir,
    run: run ?? null,
  }))
  return `${JSON.stringify(all, undefined, 2)}\n`
}
