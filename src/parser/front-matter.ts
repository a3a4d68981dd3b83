import {type Document, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument} from 'yaml'
import type {z} from 'zod/mini'
import type {Place, Point} from '../model/place.ts'
import {type Input, noSettings, type Settings} from '../model/settings.ts'
import type {Complain} from './complain.ts'
import {keysAt, type known, reviewIn, type Schemas, schemas, text} from './front-matter-schema.ts'
import {analyseShell} from './shell/analyse.ts'
import {didYouMean, suggest} from './suggest.ts'
import {databasesOf, targetChecks} from './target.ts'

/** Longer front matter is not read: YAML takes time in the square of its keys. Unit: UTF-16 units. */
const longest = 32 * 1024

/**
 * Reads YAML front matter. `at` is where its text begins in the source. Under `runbook:` unknown keys are errors; other
 * top-level keys belong to other tools. Gives defaults for whatever could not be read, and complains at the place: errors
 * only in a document with a `runbook:` key, since another's front matter is not for us.
 */
export function parseFrontMatter(source: string, at: Point, report: Complain): Settings {
  const ours = /^["']?runbook["']?[ \t]*:[ \t]*(?:[#{&]|$)/m.test(source)
  // what another tool's author wrote for that tool keeps nobody from running the document
  const complain: Complain = (rule, text, place, options) => report(rule, text, place, ours ? options : {})
  const lines = new LineCounter()
  if (source.length > longest) {
    const text = `Unexpected front matter longer than ${longest / 1024} KiB, expected less; nothing is taken from it`
    complain('front-matter', text, {start: at, end: at}, {fatal: true})
    return noSettings
  }
  const document = parseDocument(source, {
    lineCounter: lines,
    uniqueKeys: true,
    schema: 'core',
    logLevel: 'silent',
  })
  const placeOf = (start: number, end: number): Place => ({
    start: point(lines, at, start),
    end: point(lines, at, Math.max(start, end)),
  })
  for (const error of [...document.errors, ...document.warnings]) {
    complain(
      'front-matter',
      `Unexpected YAML, expected valid front matter: ${error.message.split('\n')[0]!.replace(/ at line \d+.*$/, '')}`,
      placeOf(...error.pos),
      {fatal: true},
    )
  }
  if (document.errors.length > 0) return noSettings
  keepAsWritten(document)
  let data: unknown
  try {
    data = document.toJS({maxAliasCount: 100})
  } catch {
    complain(
      'front-matter',
      'Unexpected aliases, expected front matter without deep aliases',
      placeOf(0, source.length),
      {fatal: true},
    )
    return noSettings
  }
  if (data === null || data === undefined) return noSettings
  if (!isMap(document.contents)) {
    complain(
      'front-matter',
      'Unexpected front matter, expected `key: value` lines',
      placeOf(0, source.length),
      {fatal: true},
    )
    return noSettings
  }
  const top = data as Record<string, unknown>
  const complainOf = (issues: readonly z.core.$ZodIssue[], prefix: PropertyKey[]) => {
    for (const issue of issues) complainAbout(issue, [...prefix, ...issue.path], document, placeOf, complain)
  }
  const read = <T>(key: keyof typeof known, schema: z.ZodMiniType<T>): T | undefined => {
    if (top[key] === undefined) return undefined
    const result = schema.safeParse(top[key])
    if (!result.success) complainOf(result.error.issues, [key])
    return result.data
  }
  const under = (ours && top.runbook) || {}
  const declared = isEmpty(under) ? undefined : schemas().runbookKey.safeParse(under)
  if (declared?.success === false) complainOf(declared.error.issues, ['runbook'])
  const review = read('review_in', reviewIn)
  const settings: Partial<z.infer<Schemas['runbookKey']>> = declared?.data ?? {}
  const mustRead = (command: string, path: string[]) => {
    const {effect} = analyseShell(command)
    if (effect !== 'read')
      complain(
        'front-matter',
        `Unexpected command for \`${path.join('.')}\` (${effect}), expected one that only reads`,
        valuePlace(document, path, placeOf),
        {fatal: true},
      )
  }
  for (const [name, {choices}] of Object.entries(settings.inputs ?? {}))
    if (typeof choices === 'string') mustRead(choices, ['runbook', 'inputs', name, 'choices'])
  for (const [name, {run}] of Object.entries(settings.target?.commands ?? {}))
    mustRead(run, ['runbook', 'target', 'commands', name, 'run'])
  for (const name of Object.keys(top)) {
    if (!keysAt([]).includes(name) && didYouMean(name, ['runbook', 'last_reviewed_on', 'review_in'])) {
      const slip = suggest(name, keysAt([])) === 'runbook' && isMap(pairAt(document, [name])?.value)
      report(
        'front-matter',
        `Unexpected key \`${name}\`${didYouMean(name, keysAt([]))}`,
        keyPlace(document, [name], placeOf),
        {fatal: ours || slip},
      )
    }
  }
  if ('runbook' in top && !ours)
    complain(
      'front-matter',
      'Unexpected value for `runbook`, expected keys such as `severity:` below it; nothing is taken from it',
      valuePlace(document, ['runbook'], placeOf),
    )
  return {
    optedIn: ours,
    title: read('title', text),
    severity: settings.severity,
    owner: settings.owner,
    environment: settings.environment,
    lastReviewedOn: read('last_reviewed_on', text),
    reviewIn: review === undefined ? undefined : String(review),
    inputs: Object.fromEntries(
      Object.entries(settings.inputs ?? {}).map(([name, {choices, ...rest}]) => [
        name,
        (typeof choices === 'string' ? {...rest, choicesFrom: choices} : {...rest, choices}) as Input,
      ]),
    ),
    inputsFirst: settings['ask-inputs'] === 'first',
    databases: databasesOf(settings.databases),
    target: targetChecks(settings.target),
    secrets: settings.secrets ?? [],
    requires: settings.requires ?? [],
    outputLimit: settings['output-limit'],
    lint: settings.lint ?? {},
  }
}

/** Whether nothing stands under a key. */
function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && !Array.isArray(value) && Object.keys(value!).length === 0
}

/** Values of inputs are text, as they stand in the file: `default: 1.10` is no number that may become 1.1. */
function keepAsWritten(document: Document) {
  const inputs = pairAt(document, ['runbook', 'inputs'])?.value
  if (!isMap(inputs)) return
  for (const {value: input} of inputs.items) {
    if (!isMap(input)) continue
    const choices = input.get('choices', true)
    for (const value of [input.get('default', true), ...(isSeq(choices) ? choices.items : [])])
      if (isScalar(value) && ['number', 'boolean'].includes(typeof value.value)) value.value = value.source
  }
}

function complainAbout(
  issue: z.core.$ZodIssue,
  path: PropertyKey[],
  document: Document,
  placeOf: (start: number, end: number) => Place,
  complain: Complain,
) {
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys) {
      const hint = didYouMean(key, keysAt(path))
      complain(
        'front-matter',
        `Unexpected key \`${key}\` in \`${path.join('.')}\`, expected one of ${keysAt(path)
          .map(name => `\`${name}\``)
          .join(', ')}${hint}`,
        keyPlace(document, [...path, key], placeOf),
        {fatal: true},
      )
    }
    return
  }
  const expected =
    issue.code === 'invalid_type'
      ? `a ${issue.expected}`
      : issue.code === 'invalid_key'
        ? 'a name of letters, digits, `-` and `_`'
        : issue.message
  complain(
    'front-matter',
    `Unexpected value for \`${path.join('.')}\`, expected ${expected}`,
    valuePlace(document, path, placeOf),
    {fatal: true},
  )
}

function pairAt(document: Document, path: readonly PropertyKey[]): Pair | undefined {
  let node: unknown = document.contents
  let pair: Pair | undefined
  for (const key of path) {
    if (!isMap(node)) return pair
    pair = node.items.find(item => isScalar(item.key) && item.key.value === key)
    if (!pair) return undefined
    node = pair.value
  }
  return pair
}

function keyPlace(
  document: Document,
  path: readonly PropertyKey[],
  placeOf: (start: number, end: number) => Place,
): Place | undefined {
  const range = (pairAt(document, path)?.key as Node | undefined)?.range
  return range ? placeOf(range[0], range[1]) : undefined
}

function valuePlace(
  document: Document,
  path: readonly PropertyKey[],
  placeOf: (start: number, end: number) => Place,
): Place | undefined {
  const pair = pairAt(document, path)
  const range = ((pair?.value ?? pair?.key) as Node | undefined)?.range
  return range ? placeOf(range[0], range[1]) : undefined
}

function point(lines: LineCounter, at: Point, offset: number): Point {
  const {line, col} = lines.linePos(offset)
  return {
    line: at.line + line - 1,
    column: line === 1 ? at.column + col - 1 : col,
    offset: at.offset + offset,
  }
}
