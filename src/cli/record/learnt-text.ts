import type {ConstantInput, Deviation} from '../../model/deviations.ts'
import {makePlan} from '../../model/make-plan.ts'
import type {PlannedStep} from '../../model/plan.ts'
import {diffPlans} from '../../model/plan-diff.ts'
import type {Runbook} from '../../model/runbook.ts'
import {withInputDefault} from '../../parser/input-default.ts'
import {parseRunbook} from '../../parser/parse.ts'
import {clip} from '../../report/clean.ts'
import {momentOf} from '../../report/clock.ts'
import {cell, prose} from '../../report/markdown.ts'

/** A runbook's text as it is, and with what was learnt. */
export interface Learnt {
  text: string
  /** What could not be put into it without changing more than it should. */
  left: string[]
}

/**
 * Puts what a run did otherwise into a runbook's text: a changed block as it ran, reasons and notes as quotations below
 * their steps, values that never differ as defaults. Each is taken only if it changes just that in what would run.
 */
export async function learntText(
  path: string,
  source: string,
  runId: string,
  deviations: readonly Deviation[],
  inputs: readonly ConstantInput[],
): Promise<Learnt> {
  const read = async (text: string) => (await parseRunbook(path, text)).runbook
  let now = {text: source, runbook: await read(source)}
  const left: string[] = []
  const take = async (
    texts: readonly (string | undefined)[],
    fits: (after: Runbook) => boolean,
    what: string,
  ) => {
    for (const text of texts) {
      if (text === undefined || text === now.text) continue
      const runbook = await read(text)
      if (!fits(runbook)) continue
      now = {text, runbook}
      return
    }
    left.push(what)
  }
  const same = (after: Runbook) => isSame(now.runbook, after)
  // the last one first, since each goes right below its step
  for (const one of deviations.filter(({kind}) => kind !== 'edited').toReversed()) {
    const step = one.step && stepsOf(now.runbook).find(({id}) => id === one.step!.id)
    const words = quotation(one, runId)
    if (now.text.replaceAll(/\s+/g, ' ').includes(words.split('\n')[0]!)) continue // taken in already
    const title = one.step ? `step ${one.step.number} ${one.step.title}` : 'the beginning'
    await take(
      step ? [below(now.text, step, words), above(now.text, step, words)] : [],
      same,
      `at ${title}: ${words}`,
    )
  }
  for (const one of deviations) {
    if (one.kind !== 'edited') continue
    const step = stepsOf(now.runbook).find(({id}) => id === one.step.id)!
    const fits = (after: Runbook) => isOnly(now.runbook, after, step.number, one.text)
    const what = `step ${step.number} ${step.title} ran with another text: ${one.text}`
    await take(one.text.includes('‹redacted') ? [] : [rewritten(now.text, step, one.text)], fits, what)
  }
  for (const {name, value, of} of inputs) {
    const fits = (after: Runbook) => same(after) || after.settings.inputs[name]?.default === value
    const what = `input ${name} was ${JSON.stringify(value)} in all of ${of} runs`
    await take([withInputDefault(now.text, name, value)], fits, what)
  }
  return {text: now.text, left}
}

function stepsOf(runbook: Runbook): PlannedStep[] {
  return makePlan(runbook, undefined).steps
}

/** Whether two readings would run the same, under the same ids. */
function isSame(before: Runbook, after: Runbook): boolean {
  const {settings, steps} = diffPlans(before, after, new Set())
  const ids = (runbook: Runbook) => stepsOf(runbook).map(({id, title}) => `${id} ${title}`)
  return settings.length + steps.length === 0 && ids(before).join('\n') === ids(after).join('\n')
}

/** Whether nothing but one step is another, and that one would run the text. */
function isOnly(before: Runbook, after: Runbook, number: number, text: string): boolean {
  const {settings, steps} = diffPlans(before, after, new Set())
  const action = stepsOf(after).find(step => step.number === number)?.action
  const alone = steps.every(({kind, step}) => kind === 'changed' && step.number === number)
  return (
    settings.length === 0 && alone && action !== undefined && 'script' in action && action.script === text
  )
}

function quotation(one: Deviation, runId: string): string {
  const what =
    one.kind === 'noted' ? `${one.as}: ${one.text}` : `skipped: ${one.kind === 'skipped' ? one.reason : ''}`
  const who = one.by === undefined ? '' : `, ${cell(clip(one.by, 100))}`
  return `> ${momentOf(one.time)} UTC${who}, run ${cell(runId)}: ${prose(clip(what, 1000), '> ')}`
}

/** Where the fence or the item of a step stands: the numbers of its lines, from 0. */
function linesOf({place, action}: PlannedStep): {first: number; last: number; column: number} {
  const {start, end} = ('fence' in action && action.fence?.place) || place
  return {first: start.line - 1, last: end.line - 1 - (end.column === 1 ? 1 : 0), column: start.column}
}

function below(text: string, step: PlannedStep, words: string): string {
  const {last} = linesOf(step)
  return inserted(text, last + 1, ['', ...indented(text, step, words)])
}

function above(text: string, step: PlannedStep, words: string): string {
  const {first} = linesOf(step)
  return inserted(text, first, [...indented(text, step, words), ''])
}

/** As far in as the fence; below an item, where its own text stands. */
function indented(text: string, step: PlannedStep, words: string): string[] {
  const {first, column} = linesOf(step)
  const line = text.split(/\r?\n/)[first] ?? ''
  const marker = 'script' in step.action ? '' : (/^\s*(?:[-*+]|\d+[.)])\s+/.exec(line)?.[0] ?? '')
  const indent = ' '.repeat(marker === '' ? column - 1 : marker.length)
  return words.split('\n').map(one => indent + one)
}

function inserted(text: string, at: number, added: readonly string[]): string {
  const lines = text.split('\n')
  const end = text.includes('\r\n') ? '\r' : ''
  if (at >= lines.length) return `${text}${end}\n${added.join(`${end}\n`)}${end}\n`
  const next = lines[at]!.trim() === '' || added.at(-1) === '' ? [] : ['']
  return [...lines.slice(0, at), ...[...added, ...next].map(line => line + end), ...lines.slice(at)].join(
    '\n',
  )
}

/** The text with another script in the place of a step's; undefined where its lines do not stand there as they are. */
function rewritten(text: string, step: PlannedStep, script: string): string | undefined {
  if (!('script' in step.action)) return undefined
  const {first, last} = linesOf(step)
  const lines = text.split('\n')
  const old = step.action.script.replace(/\n$/, '').split('\n')
  for (let at = first; at + old.length - 1 <= last; at++) {
    const prefix = prefixAt(lines, at, old)
    if (prefix === undefined) continue
    const end = lines[at]!.endsWith('\r') ? '\r' : ''
    const fresh = script.replace(/\n$/, '').split('\n')
    return [
      ...lines.slice(0, at),
      ...fresh.map(line => (line === '' ? '' : prefix + line) + end),
      ...lines.slice(at + old.length),
    ].join('\n')
  }
  return undefined
}

function prefixAt(lines: readonly string[], at: number, old: readonly string[]): string | undefined {
  const here = lines.slice(at, at + old.length).map(line => line.replace(/\r$/, ''))
  const full = old.findIndex(line => line !== '')
  const [line, script] = [here[full] ?? '', old[full] ?? '']
  if (script === '' || !line.endsWith(script)) return undefined
  const prefix = line.slice(0, line.length - script.length)
  const fits = here.every(
    (one, index) => one === prefix + old[index] || (old[index] === '' && one.trim() === ''),
  )
  return fits && /^[\s>]*$/.test(prefix) ? prefix : undefined
}
