/**
 * In: a parsed runbook, its text and what the caller knows of the world. Out: what its author should know, in document order.
 * Nothing that runs or plans a runbook may load this: only its author wants it.
 */
import type {VFileMessage} from 'vfile-message'
import {atLeast, type LintMessage, type Severity} from '../../model/lint-message.ts'
import type {Place} from '../../model/place.ts'
import type {Runbook} from '../../model/runbook.ts'
import {parseRunbook, type SystemOf} from '../parse.ts'
import {didYouMean} from '../suggest.ts'
import {LintDocument, type LintWorld} from './document.ts'
import {parserRules} from './parser-rules.ts'
import {ruleIds, rules} from './rules.ts'

export interface LintOptions extends LintWorld {
  /** Only these rules, if any are named. */
  only?: readonly string[]
  /** Not these. */
  without?: readonly string[]
  /** Which system answers at the address that a variable (`$NAME`) holds. */
  systemOf?: SystemOf
}

/** A document as it was read, and what is to be said about it. */
export interface Reading {
  text: string
  parsed: Awaited<ReturnType<typeof parseRunbook>>
  messages: LintMessage[]
}

/** Reads a document and says everything that is to be said about it. `text` is without its byte order mark. */
export async function lintText(path: string, text: string, options: LintOptions): Promise<Reading> {
  // a second mark at its beginning is text: only the first would be passed over
  const parsed = await parseRunbook(
    path,
    text.startsWith('\ufeff') ? `\ufeff${text}` : text,
    options.systemOf,
  )
  return {text, parsed, messages: lintRunbook(parsed, text, options)}
}

/** What front matter says about rules. */
export type LintSettings = Readonly<Record<string, Severity | 'off'>>

/** Everything that is to be said about a runbook. `text` is the document without a byte order mark. */
export function lintRunbook(
  {runbook, messages}: {runbook: Runbook; messages: readonly VFileMessage[]},
  text: string,
  options: LintOptions,
): LintMessage[] {
  const document = new LintDocument(
    runbook,
    text,
    options,
    !messages.some(({ruleId, fatal}) => ruleId === 'front-matter' && fatal),
  )
  const settings = settingsOf(runbook)
  const wanted = (id: string) => isWanted(id, options)
  const found = [
    ...messages.map(message => ofParser(message, document, settings)),
    ...unknownRules(settings, document),
    ...rules.flatMap(rule => {
      const set = settings[rule.id]
      const severity = set ?? (document.optedIn ? rule.severity : rule.elsewhere)
      if (severity === 'off' || !wanted(rule.id)) return []
      const said: LintMessage[] = []
      rule.check(document, (text, place, {note, fix, least} = {}) => {
        const graver = set === undefined && least !== undefined && !atLeast(severity, least)
        said.push({rule: rule.id, severity: graver ? least : severity, text, place, note, fix})
      })
      return said
    }),
  ]
  return found
    .filter((message): message is LintMessage => message !== undefined && wanted(message.rule))
    .toSorted((a, b) => offsetOf(a) - offsetOf(b))
}

/** Whether a rule is looked at. */
export function isWanted(id: string, {only = [], without = []}: LintOptions): boolean {
  return (only.length === 0 || only.includes(id)) && !without.includes(id)
}

const offsetOf = ({place}: LintMessage): number => place?.start.offset ?? 0

function settingsOf({settings}: Runbook): LintSettings {
  return (settings as {lint?: LintSettings}).lint ?? {}
}

/** What keeps a document from being run stays an error, whatever its author sets. */
function ofParser(
  {ruleId = 'markdown', fatal, reason, note, place}: VFileMessage,
  document: LintDocument,
  settings: LintSettings,
): LintMessage | undefined {
  const rule = parserRules.find(({id}) => id === ruleId)
  const at = isPlace(place) ? place : undefined
  const fence = at && document.fenceAround(at)
  const mild = fatal === false && !document.optedIn && rule?.mild?.(reason, fence, document) === true
  const own = fatal ? 'error' : fatal === false && !mild ? 'warning' : 'info'
  const severity = fatal ? own : (settings[ruleId] ?? own)
  if (severity === 'off') return undefined
  const fix = at && rule?.fix?.(document, at)
  return {rule: ruleId, severity, text: reason, place: at, note, fix}
}

function isPlace(place: unknown): place is Place {
  return typeof place === 'object' && place !== null && 'start' in place && 'end' in place
}

function unknownRules(settings: LintSettings, document: LintDocument): LintMessage[] {
  const front = document.text.slice(0, 20_000)
  const from = Math.max(0, front.search(/^\s+lint\s*:/m))
  return Object.keys(settings)
    .filter(id => !ruleIds.includes(id))
    .slice(0, 20)
    .map(id => {
      const at = front.indexOf(id, from)
      return {
        rule: 'lint-settings',
        severity: 'error',
        text: `Unexpected rule \`${id}\` in \`runbook.lint\`, expected the id of a rule${didYouMean(id, ruleIds)}`,
        place: at === -1 ? undefined : document.place(at, at + id.length),
        note: undefined,
        fix: undefined,
      }
    })
}
