import type {Colors} from 'picocolors/types.js'
import {defaultFollowMs} from '../model/attributes.ts'
import type {Consent} from '../model/effect.ts'
import type {BlockAction, NeededInput, Plan, PlannedStep} from '../model/plan.ts'
import type {Alert} from '../model/run-events.ts'
import {clean, oneLine, visible} from './clean.ts'
import {planSummary} from './plan.ts'
import {attributesText} from './plan-attributes.ts'
import {effectName} from './plan-step.ts'
import {psqlText} from './psql-text.ts'
import {width, wrap} from './width.ts'
import {wordsBefore} from './words-before.ts'

/** How wide the screen is, and its colours. */
export interface ScreenStyle {
  columns: number
  colors: Colors
  /** Without signs that draw: for who hears the screen, and where they cannot be shown. */
  ascii?: boolean
  /** Draws the document's words; as they stand, without it. */
  prose?: (markdown: string) => string
}

/** The document's words as the screen shows them, without a newline at the end. */
export function words(markdown: string, {prose}: ScreenStyle): string {
  return (prose ? prose(markdown) : clean(markdown)).trimEnd()
}

/** The sign before each line of a block. */
function bar({colors, ascii}: ScreenStyle): string {
  return ascii ? '  ' : `  ${colors.dim('│')} `
}

/** What is about to be run and why, what it holds, and where the record goes. Ends with a newline. */
export function renderOpening(
  plan: Plan,
  dir: string,
  {columns, colors}: ScreenStyle,
  {alert, readOnly, drill = ''}: {alert?: Alert | undefined; readOnly?: boolean; drill?: string} = {},
): string {
  const title = plan.procedure?.title ?? plan.runbook.title
  const lines = [
    ...wrap(oneLine(title), columns).map(colors.bold),
    ...(alert ? wrap(`Alert: ${alertText(alert)}`, columns) : []),
    ...(alert?.links ?? []).map(link => `  ${oneLine(link)}`),
    ...wrap(planSummary(plan), columns),
    ...(drill ? wrap(`This is ${drill}.`, columns) : []),
    ...(readOnly ? wrap('Only reads: what may change something is passed over.', columns) : []),
    `Record: ${oneLine(dir)}`,
  ]
  return `${lines.join('\n')}\n`
}

/** What an alert says of itself, on one line. */
export function alertText({title, status, severity, since, from}: Alert): string {
  return oneLine(
    [title, [severity, status, since && `since ${since}`, from].filter(Boolean).join(', ')].join(': '),
  )
}

/** The document's words after its last step, such as whom to call; empty if there are none. */
export function renderEpilogue({epilogue}: Plan, style: ScreenStyle): string {
  return epilogue === '' ? '' : `\n${words(epilogue, style)}\n`
}

/** Where the operator is, and the document's words since the step before. Ends with a newline. */
export function renderStepHead(step: PlannedStep, total: number, style: ScreenStyle): string {
  const {columns, colors, ascii} = style
  const where = [...step.section.map(oneLine), oneLine(step.title)]
    .filter((part, index, all) => part !== all[index - 1])
    .join(ascii ? ' / ' : ' › ')
  const lines = ['', ...wrap(`[${step.number}/${total}] ${where}`, columns).map(colors.bold)]
  const prose = wordsBefore(step)
  const said = prose ? words(prose, style) : ''
  if (said) lines.push('', said)
  return `${lines.join('\n')}\n`
}

/** The block as it would run, what it may do and why, and where. */
export function renderBlock(
  action: BlockAction,
  text: string,
  target: string,
  style: ScreenStyle,
  notes: readonly string[] = [],
): string {
  const {columns, colors} = style
  const block = visible(text)
    .split('\n')
    .map(line => bar(style) + colors.cyan(line))
  const reasons = [...new Set(action.reasons.map(({text}) => oneLine(text)))]
  const why =
    reasons.length > 0
      ? `: ${reasons.slice(0, 3).join('; ')}${reasons.length > 3 ? `; and ${reasons.length - 3} more` : ''}`
      : ''
  const facts = wrap(`${effectName(action.effect)}${why}`, columns - 2)
  const paint = {
    read: colors.green,
    local: colors.green,
    change: colors.yellow,
    unknown: colors.yellow,
    destroy: colors.red,
  }[action.effect]
  const lines = [
    '',
    ...block,
    ...seenLines(action, style),
    '',
    ...facts.map(line => `  ${paint(line)}`),
    ...notes.flatMap(note => wrap(oneLine(note), columns - 2)).map(line => `  ${colors.yellow(line)}`),
  ]
  const fact = (text: string) => {
    for (const line of wrap(oneLine(text), columns - 2)) lines.push(`  ${colors.dim(line)}`)
  }
  fact(`runs on ${target}`)
  if (action.psql) fact(psqlText(action))
  if (action.client) fact(`handed to ${action.client}`)
  if (action.fence) {
    const {part, of, place} = action.fence
    fact(`part ${part} of ${of} of the block at line ${place.start.line}`)
  }
  for (const text of attributesText(action.attributes)) fact(text)
  if (action.guess) fact(`taken for ${action.kind}: ${action.guess}`)
  if (action.printsSecret && !action.attributes.captureSecret)
    fact(`what \`${action.printsSecret}\` prints is a secret: you see it, and it is not kept`)
  const ends = action.attributes.followMs ?? (action.endless ? defaultFollowMs : undefined)
  if (ends !== undefined) fact(`does not end by itself: watched for ${ends / 1000} s, a key ends it sooner`)
  return `${lines.join('\n')}\n`
}

/** Of what the document shows as output, so many lines are shown again. */
const mostSeen = 15

function seenLines({seen}: BlockAction, {colors, ascii}: ScreenStyle): string[] {
  const side = ascii ? '' : '┊ '
  if (seen.length === 0) return []
  const lines = seen.flatMap(({text}) => visible(text).split('\n'))
  const left = lines.length - mostSeen
  return [
    '',
    `  ${colors.dim('the document shows this output:')}`,
    ...lines.slice(0, mostSeen).map(line => `  ${colors.dim(side + line)}`),
    ...(left > 0 ? [`  ${colors.dim(`${side}and ${left} more ${left === 1 ? 'line' : 'lines'}`)}`] : []),
  ]
}

/** A block that is not run, and why. */
export function renderShown(text: string, reason: string, style: ScreenStyle): string {
  const {columns, colors} = style
  const block = visible(text)
    .split('\n')
    .map(line => bar(style) + line)
  return `\n${block.join('\n')}\n\n${wrap(`not run: ${oneLine(reason)}`, columns - 2)
    .map(line => `  ${colors.yellow(line)}`)
    .join('\n')}\n`
}

/** What the keys mean at a step, on as few lines as they fit in. */
export function keyLine(
  keys: readonly (readonly [key: string, meaning: string])[],
  {columns, colors, ascii}: ScreenStyle,
): string {
  const between = ascii ? ', ' : ' · '
  const lines: string[] = []
  let used = columns
  for (const [key, meaning] of keys) {
    const shown = `${colors.bold(key)} ${colors.dim(meaning)}`
    const more = width(`${between}${key} ${meaning}`)
    const isNew = used + more > columns
    if (isNew) lines.push(`  ${shown}`)
    else lines.push(`${lines.pop()}${colors.dim(between)}${shown}`)
    used = isNew ? 2 + more - width(between) : used + more
  }
  return lines.join('\n')
}

/** What to type before a step runs, in words. */
export function consentText(consent: Consent, word: string): string {
  switch (consent) {
    case 'enter':
      return 'Enter runs it'
    case 'yes':
      return 'Run it? y/N'
    case 'type':
      return `Type ${oneLine(word)} to run it`
  }
}

/** What helps to answer a question for a value, in brackets. */
export function inputHints({type, choices, choicesFrom, standIn}: NeededInput): string[] {
  return [
    ...(type && type !== 'string' ? [`(${type})`] : []),
    ...(choices ? [`(${choices.map(oneLine).join(' | ')})`] : []),
    ...(choicesFrom ? [`(a line of: ${oneLine(choicesFrom)})`] : []),
    ...(standIn === undefined ? [] : [`(the document has ${oneLine(standIn)}; type it if that is meant)`]),
  ]
}
