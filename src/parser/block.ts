import type {Attributes} from '../model/attributes.ts'
import {effects} from '../model/effect.ts'
import type {Place} from '../model/place.ts'
import type {Block, PlaceholderContext} from '../model/runbook.ts'
import type {Complain} from './complain.ts'
import {type Decision, decideKind} from './kind.ts'
import {findBindNames, findGaps, type Gap, withoutGaps} from './placeholder.ts'
import {analyseShell} from './shell/analyse.ts'
import {interpreterIn} from './shell/interpreter.ts'
import type {PlaceInSource} from './source-text.ts'
import type {SqlAnalysis} from './sql/analyse.ts'

/** A fence as the document has it, before anyone knows what it is. */
export interface Fence {
  language: string
  text: string
  attributes: Attributes
  place: Place
  /** The paragraph before it. */
  lead: string | undefined
  /** Why it cannot be trusted to be whole. */
  broken: string | undefined
  placeIn: (script: string, origin?: readonly {line: number}[]) => PlaceInSource
  /** Functions and aliases that the blocks before leave behind; what this one defines is added. */
  definitions: string[]
}

/** Reads SQL; loaded only for documents that hold some. */
export type AnalyseSql = (script: string) => SqlAnalysis

/** Says what a fence is, what it would run and what that may do. */
export function readBlock(fence: Fence, analyseSql: AnalyseSql | undefined, complain: Complain): Block {
  const {language, text, attributes, broken, lead} = fence
  const decision: Decision = broken
    ? {kind: 'show', reason: broken}
    : decideKind({
        language,
        text,
        lead,
        parsesAsSql: sql => isWhole(analyseSql?.(sql)),
        parsesAsShell: script => isWhole(analyseShell(script)),
      })
  const {kind, reason, transcript} = decision
  const base = {language, text, attributes, kind, kindReason: reason, broken: broken !== undefined}
  const script = transcript?.script ?? text
  const placeOf = fence.placeIn(script, transcript?.origin)
  switch (kind) {
    case 'show':
      return {...base, ...nothing}
    case 'sql':
      return analyseSql
        ? checked({...base, ...readSql(script, placeOf, analyseSql)}, fence, complain)
        : {...base, ...nothing}
    case 'console':
    case 'shell':
      return checked({...base, ...readShell(script, placeOf, fence.definitions, analyseSql)}, fence, complain)
  }
}

/** Whether a grammar took a text, and found something to run in it. */
function isWhole(found: {commands: unknown[]; syntaxError: unknown} | undefined): boolean {
  return found !== undefined && found.commands.length > 0 && !found.syntaxError
}

const nothing = {
  script: '',
  commands: [],
  placeholders: [],
  variables: [],
  assigns: [],
  effect: 'read',
  reasons: [],
  interpreter: undefined,
  syntaxError: undefined,
  interactive: undefined,
  endless: undefined,
} satisfies Partial<Block>

type Reading = Omit<Block, 'language' | 'text' | 'attributes' | 'kind' | 'kindReason' | 'broken'>

function readShell(
  script: string,
  placeOf: PlaceInSource,
  definitions: string[],
  analyseSql: AnalyseSql | undefined,
): Reading {
  const gaps = findGaps(script)
  const sql = analyseSql && ((text: string) => summary(analyseSql(text)))
  const whole = withoutGaps(script, gaps, ({name}) => name.replaceAll(/[^A-Za-z0-9]/g, 'x'))
  const fillers = new Set(gaps.map(({start, end}) => whole.slice(start, end)))
  const interpreter = interpreterIn([...definitions, whole].join('\n'))
  const found = analyseShell(whole, {definitions, ...(sql ? {sqlEffect: sql} : {})})
  definitions.push(...found.definitions)
  const {endless, syntaxError} = found
  return {
    script,
    commands: found.commands.map(command => ({
      ...command,
      text: script.slice(command.start, command.end),
      place: placeOf(command.start, command.end),
    })),
    placeholders: gaps.flatMap(gap => {
      const context = found.contextAt(gap.start)
      return context === 'comment' ? [] : [{...gap, context, place: placeOf(gap.start, gap.end)}]
    }),
    variables: found.variables.filter(name => !fillers.has(name)),
    assigns: found.assigns,
    effect: found.effect,
    reasons: found.reasons,
    interpreter,
    syntaxError: syntaxError && {
      message: `bash cannot read it: ${syntaxError.message}`,
      place: placeOf(syntaxError.offset, syntaxError.offset),
    },
    interactive: found.interactive,
    endless,
  }
}

function readSql(script: string, placeOf: PlaceInSource, analyseSql: AnalyseSql): Reading {
  const context = analyseSql(script).contextAt
  const gaps = [...findGaps(script), ...findBindNames(script, offset => context(offset) === 'sql')]
    .filter(gap => context(gap.start) !== 'comment')
    .sort((a, b) => a.start - b.start)
    .map(gap => wholeString(script, gap))
  const {commands, effect, reasons, syntaxError} = analyseSql(withoutGaps(script, gaps, () => 'x'))
  return {
    ...nothing,
    script,
    commands: commands.map(({start, end, ...command}) => ({
      ...command,
      start,
      end,
      text: script.slice(start, end),
      place: placeOf(start, end),
    })),
    placeholders: gaps.map(gap => ({
      ...gap,
      context: (script[gap.start] === "'" || context(gap.start) === 'sql'
        ? 'sql'
        : 'sql-string') satisfies PlaceholderContext,
      place: placeOf(gap.start, gap.end),
    })),
    effect,
    reasons,
    syntaxError: syntaxError && {
      message: `PostgreSQL cannot read it: ${syntaxError.message}`,
      place: placeOf(syntaxError.offset, syntaxError.offset),
    },
  }
}

/** `'<id>'` is a gap as a whole: a bind parameter takes no quotes. */
function wholeString(script: string, gap: Gap): Gap {
  const quoted =
    script[gap.start - 1] === "'" &&
    script[gap.end] === "'" &&
    script[gap.start - 2] !== "'" &&
    script[gap.end + 1] !== "'"
  return quoted ? {...gap, start: gap.start - 1, end: gap.end + 1} : gap
}

function summary({effect, reasons}: SqlAnalysis): {effect: Block['effect']; reason: string} {
  return {effect, reason: reasons.find(reason => reason.effect === effect)?.text ?? 'SQL'}
}

/** The author's word may raise the effect; it lowers it only with a reason. */
function checked(block: Block, {place}: Fence, complain: Complain): Block {
  const {attributes, effect} = block
  if (
    attributes.effect &&
    effects.indexOf(attributes.effect) < effects.indexOf(effect) &&
    !attributes.reason
  ) {
    complain(
      'block-effect',
      `Unexpected \`effect=${attributes.effect}\` on a block found to be \`${effect}\`, expected \`reason="…"\` beside it`,
      place,
      {fatal: true},
    )
  }
  return block
}
