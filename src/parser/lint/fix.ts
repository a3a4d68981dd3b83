import {blocksOf} from '../../model/content.ts'
import {atLeast, type Edit, type LintMessage, severities} from '../../model/lint-message.ts'
import {isWanted, type LintOptions, lintText, type Reading} from './lint.ts'
import {parserRules} from './parser-rules.ts'
import {rules} from './rules.ts'

/** More rounds would mean that two fixes undo each other. */
const most = 10

/**
 * Applies every fix, those that overlap in a later round, until none is left. A fix is taken only if every block then still
 * runs what it ran and nothing more is said of the document, whichever rules were chosen; of rules that rewrite, only if nothing
 * is understood less well than before. Gives the new text and what is still to be said about it.
 */
export async function fixRunbook(
  path: string,
  text: string,
  options: LintOptions,
): Promise<{text: string; messages: LintMessage[]}> {
  const read = (text: string) => lintText(path, text, {...options, only: [], without: []})
  let now = await read(text)
  const refused = new Set<string>()
  for (let round = 0; round < most; round++) {
    const fixes = apart(
      now.messages.filter(
        message => message.fix && isWanted(message.rule, options) && !refused.has(keyOf(message)),
      ),
    )
    if (fixes.length === 0) break
    // those that keep every script first, so that each kind is checked by its own measure
    const keeping = fixes.filter(({rule}) => !rewriting.has(rule))
    const batch = keeping.length > 0 ? keeping : fixes
    now = await take(now, batch, read, refused)
  }
  return {text: now.text, messages: now.messages.filter(({rule}) => isWanted(rule, options))}
}

const rewriting = new Set([...rules, ...parserRules].filter(rule => rule.rewrites).map(({id}) => id))
const revealing = new Set(parserRules.filter(rule => rule.reveals).map(({id}) => id))

/** All of the batch, or where that breaks something, those of it that break nothing by themselves. */
async function take(
  before: Reading,
  batch: readonly LintMessage[],
  read: (text: string) => Promise<Reading>,
  refused: Set<string>,
): Promise<Reading> {
  const whole = await read(
    applyEdits(
      before.text,
      batch.flatMap(({fix}) => fix!),
    ),
  )
  if (isSafe(before, whole, batch)) return whole
  const good: LintMessage[] = []
  for (const [index, message] of batch.entries()) {
    const alone = index < 50 && (await read(applyEdits(before.text, message.fix!)))
    if (alone && isSafe(before, alone, [message])) good.push(message)
    else refused.add(keyOf(message))
  }
  const some = await read(
    applyEdits(
      before.text,
      good.flatMap(({fix}) => fix!),
    ),
  )
  if (isSafe(before, some, good)) return some
  for (const message of good) refused.add(keyOf(message))
  return before
}

/** Nothing is understood less well, what was mended is gone, and every script is what it was unless a rule rewrites. */
function isSafe(before: Reading, after: Reading, batch: readonly LintMessage[]): boolean {
  if (batch.length === 0) return true
  if (problems(after) > problems(before)) return false
  const mended = new Set(batch.map(({rule}) => rule))
  const left = ({messages}: Reading) => messages.filter(({rule}) => mended.has(rule)).length
  if (left(after) >= left(before)) return false
  if (batch.some(({rule}) => rewriting.has(rule))) return true
  if (!batch.some(({rule}) => revealing.has(rule)) && !saysNoMore(before, after)) return false
  const [old, fresh] = [scripts(before), scripts(after)]
  return old.length === fresh.length && old.every((script, index) => script === fresh[index])
}

/** Whether everything that is said was said before, as gravely or more so. */
function saysNoMore(before: Reading, after: Reading): boolean {
  const said = countsOf(before.messages)
  return [...countsOf(after.messages)].every(([what, count]) => count <= (said.get(what) ?? 0))
}

/** How often each thing is said at each severity or a graver one. */
function countsOf(messages: readonly LintMessage[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const {rule, text, severity} of messages) {
    for (const threshold of severities.filter(threshold => atLeast(severity, threshold))) {
      const what = `${threshold} ${rule} ${text}`
      counts.set(what, (counts.get(what) ?? 0) + 1)
    }
  }
  return counts
}

function problems({parsed}: Reading): number {
  return parsed.messages.filter(({fatal, ruleId}) => fatal || ruleId === 'syntax').length
}

function scripts({parsed}: Reading): string[] {
  return [...blocksOf(parsed.runbook.section)]
    .filter(({block}) => block.kind !== 'show')
    .map(({block}) => `${block.kind === 'sql'}\n${block.script}`)
}

const keyOf = ({rule, fix}: LintMessage): string => `${rule} ${JSON.stringify(fix)}`

/** The first of those that overlap; all edits of a message or none. */
function apart(messages: readonly LintMessage[]): LintMessage[] {
  const taken: Edit[] = []
  return messages.filter(({fix}) => {
    const clash = fix!.some(edit => taken.some(other => edit.start <= other.end && other.start <= edit.end))
    if (!clash) taken.push(...fix!)
    return !clash
  })
}

/** The text with non-overlapping edits made. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = ''
  let from = 0
  for (const {start, end, insert} of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(from, start) + insert
    from = end
  }
  return result + text.slice(from)
}
