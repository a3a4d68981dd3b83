import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {type History, historyOf} from '../../model/history.ts'
import {makePlan} from '../../model/make-plan.ts'
import {createRedactor} from '../../model/redact.ts'
import {secretsOf} from '../../model/secret.ts'
import {stalenessOf} from '../../model/staleness.ts'
import {type Badge, renderBadge} from '../../report/badge.ts'
import {dateOf} from '../../report/clock.ts'
import {type RunbookStats, renderStats} from '../../report/stats.ts'
import {type Loaded, load} from '../documents/load.ts'
import {markdownFiles} from '../documents/markdown-files.ts'
import {runsAndDrills, runsOfFile} from '../record/past-runs.ts'
import {writeWhole} from '../record/write-whole.ts'
import {screenStyle} from '../terminal/style.ts'

interface StatsOptions {
  check: boolean
  json: boolean
  badge?: string | undefined
  logDir: string
}

/** `runbook stats [PATH…]`: what past runs did with runbooks. With `--check`, exit code 1 where one is stale. */
export async function statsCommand(
  paths: readonly string[],
  {check, json, badge, logDir}: StatsOptions,
): Promise<number> {
  const runs = runsAndDrills(logDir)
  const all: RunbookStats[] = []
  let others = 0
  for (const {loaded, named} of await runbooksAt(paths)) {
    const {runbook, sha256} = loaded
    const {path, title, severity, settings} = runbook
    const past = await runsOfFile(runs, path, sha256)
    const ours = settings.optedIn || settings.lastReviewedOn !== undefined || settings.reviewIn !== undefined
    if (!ours && !named && past.length === 0) {
      others++
      continue
    }
    const plan = makePlan(runbook, undefined, new Set(Object.keys(process.env)))
    const {text} = createRedactor(secretsOf(process.env, settings.secrets))
    const history = historyOf(plan, past, text)
    if (runbook.procedures.length > 1)
      history.procedures = Object.fromEntries(
        runbook.procedures.map(({slug}) => [slug, history.procedures[slug] ?? 0]),
      )
    const {owner, lastReviewedOn} = settings
    const staleness = stalenessOf(settings, history, new Date())
    all.push({path, title, severity, owner, lastReviewedOn, history, staleness})
  }
  const stale = all.filter(({staleness}) => staleness.reasons.length > 0)
  if (badge !== undefined) writeWhole(badge, renderBadge('runbooks', badgeOf(all, stale)), 0o644)
  if (json) process.stdout.write(`${JSON.stringify(all.map(described), undefined, 2)}\n`)
  else {
    process.stdout.write(renderStats(all, screenStyle(process.stdout).colors))
    if (others > 0)
      process.stdout.write(
        `${all.length > 0 ? '\n' : ''}${others} other markdown file${others === 1 ? '' : 's'} could be run, and ${others === 1 ? 'has' : 'have'} neither a run on record nor a \`runbook:\` or review key\n`,
      )
    else if (all.length === 0) process.stdout.write('No runbooks here.\n')
  }
  if (!check) return exitCodes.success
  for (const {path, staleness} of stale)
    process.stderr.write(`${path}: error: ${staleness.reasons.join('; ')}\n`)
  return stale.length > 0 ? exitCodes.failed : exitCodes.success
}

async function runbooksAt(paths: readonly string[]): Promise<{loaded: Loaded; named: boolean}[]> {
  const found: {loaded: Loaded; named: boolean}[] = []
  const seen = new Set<string>()
  for (const path of paths.length > 0 ? paths : ['.']) {
    for (const file of markdownFiles(path)) {
      if (seen.has(file)) continue
      seen.add(file)
      try {
        const loaded = await load(file)
        const named = file === path
        if (!loaded.record && (named || loaded.runbook.procedures.length > 0)) found.push({loaded, named})
      } catch (error) {
        if (!(error instanceof RunbookError)) throw error
        process.stderr.write(`runbook: ${error.message}\n`)
      }
    }
  }
  return found
}

function badgeOf(all: readonly RunbookStats[], stale: readonly RunbookStats[]): Badge {
  const [one] = all
  if (!one) return {message: 'none', standing: 'unknown'}
  const standing = stale.length > 0 ? 'stale' : 'good'
  if (all.length > 1) return {message: `${all.length - stale.length} of ${all.length} up to date`, standing}
  if (one.history.ended === 0) return {message: 'never practised', standing}
  if (stale.length > 0) return {message: 'review overdue', standing}
  return {message: `practised ${lastDay(one.history)}`, standing}
}

function lastDay({lastLive, lastDrill}: History): string {
  return dateOf([lastLive?.time ?? '', lastDrill?.time ?? ''].sort().at(-1)!)
}

function described({severity, owner, lastReviewedOn, history, staleness, ...stats}: RunbookStats) {
  const {lastLive, lastDrill, steps, usual, ...counts} = history
  const time = (of: typeof usual) => (of ? {median_ms: of.ms, of: of.of} : null)
  return {
    ...stats,
    severity: severity ?? null,
    owner: owner ?? null,
    last_reviewed_on: lastReviewedOn ?? null,
    review_due: staleness.reviewDue ?? null,
    stale: staleness.reasons,
    ...counts,
    usual: time(usual),
    last_live: lastLive ?? null,
    last_drill: lastDrill ?? null,
    steps: steps.map(({usual, last, ...step}) => ({...step, usual: time(usual), last: last ?? null})),
  }
}
