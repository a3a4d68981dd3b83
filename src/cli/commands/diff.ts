import {existsSync} from 'node:fs'
import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {diffPlans, type PlanDiff} from '../../model/plan-diff.ts'
import {renderPlanDiff} from '../../report/plan-diff.ts'
import {changedFiles, fileAt, readRange} from '../documents/git.ts'
import {complain, type Loaded, load, parseBytes} from '../documents/load.ts'
import {screenStyle} from '../terminal/style.ts'

/** Two texts of one runbook; undefined for the side that has none. */
interface Pair {
  before: string | undefined
  after: string | undefined
  read(): Promise<{before: Loaded | undefined; after: Loaded | undefined}>
}

/** `runbook diff BASE..HEAD [FILE…]` or `OLD NEW`: prints what would run otherwise. Exit code 0: nothing, 1: something, 2: errors. */
export async function diffCommand(words: readonly string[], {json}: {json: boolean}): Promise<number> {
  const found: (Pick<Pair, 'before' | 'after'> & {diff: PlanDiff})[] = []
  const known = new Set(Object.keys(process.env))
  let wrong = false
  for (const {before, after, read} of pairsOf(words)) {
    const texts = await read()
    if ([texts.before, texts.after].every(text => !text || text.record)) continue
    if (texts.after && complain(texts.after, 'errors')) wrong = true
    const diff = diffPlans(texts.before?.runbook, texts.after?.runbook, known)
    if (diff.steps.length > 0 || diff.settings.length > 0) found.push({before, after, diff})
  }
  if (json) process.stdout.write(`${JSON.stringify(found.map(described), undefined, 2)}\n`)
  else {
    const {colors} = screenStyle(process.stdout)
    process.stdout.write(found.map(one => renderPlanDiff(titleOf(one), one.diff, colors)).join('\n'))
  }
  if (wrong) return exitCodes.usage
  return found.length > 0 ? exitCodes.failed : exitCodes.success
}

function pairsOf([first = '', ...rest]: readonly string[]): Pair[] {
  if (!existsSync(first) && first.includes('..')) {
    const {base, head} = readRange(first)
    return changedFiles({base, head}, rest).map(({before, after}) => ({
      before,
      after,
      read: async () => ({
        before: before === undefined ? undefined : await parseBytes(before, fileAt(base, before)),
        after: after === undefined ? undefined : await parseBytes(after, fileAt(head, after)),
      }),
    }))
  }
  const [second, ...more] = rest
  if (second === undefined || more.length > 0)
    throw new RunbookError('usage', 'expected two revisions as BASE..HEAD, or two files: OLD.md NEW.md')
  return [
    {
      before: first,
      after: second,
      read: async () => ({before: await load(first), after: await load(second)}),
    },
  ]
}

function titleOf({before, after}: Pick<Pair, 'before' | 'after'>): string {
  if (before === undefined) return `${after} (new)`
  if (after === undefined) return `${before} (gone)`
  return before === after ? after : `${before} → ${after}`
}

function described({before, after, diff}: Pick<Pair, 'before' | 'after'> & {diff: PlanDiff}) {
  const facts = (all: PlanDiff['settings']) =>
    all.map(({name, before, after, warning}) => ({
      name,
      before: before ?? null,
      after: after ?? null,
      warning: warning ?? null,
    }))
  return {
    before: before ?? null,
    after: after ?? null,
    settings: facts(diff.settings),
    steps: diff.steps.map(step => ({...step, facts: facts(step.facts)})),
  }
}
