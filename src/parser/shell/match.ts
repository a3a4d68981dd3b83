import {type Effect, worst} from '../../model/effect.ts'
import type {Argument} from './argument.ts'
import {glob} from './glob.ts'
import {atWorst, type Call, hasOption, lowers, readings} from './options.ts'
import {listed, type Rule} from './rule.ts'
import {changesSomething, endsSomething, optionTakesAway} from './verb.ts'
import {wordList} from './word-list.ts'

interface Node {
  effect: Effect | undefined
  children: Map<string, Node>
  /** Those of its children that stand for more words than one, but for `*`. */
  patterns: string[]
}

/** What the rule says of a call's subcommand. */
export interface Match {
  effect: Effect
  /** The words matched. */
  path: string[]
  /** False where the rule does not know the subcommand. */
  known: boolean
  /** The option because of which it is not known only to read. */
  strange?: string | undefined
}

const trees = new WeakMap<Rule, Node>()

function emptyNode(): Node {
  return {effect: undefined, children: new Map(), patterns: []}
}

function treeOf(rule: Rule): Node {
  const known = trees.get(rule)
  if (known) return known
  const root = emptyNode()
  for (const effect of ['read', 'local', 'change', 'destroy', 'unknown'] as const) {
    for (const item of listed(rule[effect])) {
      let node = root
      for (const word of item === '.' ? [] : item.split(' ')) {
        const next = node.children.get(word) ?? emptyNode()
        if (word !== '*' && word.includes('*') && !node.children.has(word)) node.patterns.push(word)
        node.children.set(word, next)
        node = next
      }
      node.effect = effect
    }
  }
  trees.set(rule, root)
  return root
}

/** The effect of a call's subcommand and options under a rule: the worst of the ways in which it may be read. */
export function matchRule(rule: Rule, call: Call, program: string): Match {
  const matches = readings(call).map(words => matchWords(rule, words))
  const effect = worst(matches.map(match => match.effect))
  const match = matches.find(candidate => candidate.effect === effect)!
  const matched = {call, program, path: match.path}
  const worse = {...matched, call: atWorst(call)}
  const holding = (conditions: Record<string, Effect> = {}, abbreviated: boolean, has = hasOption) =>
    Object.entries(conditions).filter(([condition]) =>
      holds(condition, has === lowers ? matched : worse, abbreviated, has),
    )
  const effectsOf = (held: readonly [string, Effect][]) => held.map(([, found]) => found)
  const always = effectsOf(holding(rule.always, true))
  // An unlisted `$OPTIONS` may bring whatever the rule watches for.
  const spreads = call.words.some(word => word.spread && /opt|arg|flag|param|@|\*/i.test(word.text))
  const [lowered] = match.known && !spreads ? holding(rule.lower, false, lowers) : []
  const hidden: Effect[] = (rule.raise ?? rule.always ?? rule.only) && spreads ? ['unknown'] : []
  const least = worst([...always, ...hidden])
  const raises = effectsOf(holding(rule.raise, true))
  const raised = worst([effect, ...raises, least])
  const found = lowered
    ? worst([lowered[1], least, ...(raises.includes('destroy') && !tries.test(lowered[0]) ? mixed : [])])
    : raised
  const tried = lowered !== undefined && tries.test(lowered[0])
  const strange =
    found === 'read' ? (beside(rule, worse.call) ?? (tried ? undefined : takingAway(rule, worse))) : undefined
  return strange === undefined
    ? {...match, effect: found}
    : {...match, effect: worst(['unknown', raised]), strange}
}

/** An option with which nothing is done, whatever else is asked for; one that lists or shows is no such, as the last may count. */
const tries =
  /-(?:n|s|C|t|W|-?(?:dry|simul|no-?op|what-?if|pretend|check|plan|test|preview|explain|no-act|just-print|assumeno|why-run|syntax)[\w-]*)(?:=|$)/
const mixed: Effect[] = ['unknown']

/** The first option of a call that the rule does not list as one beside which it still only reads. */
function beside(rule: Rule, call: Call): string | undefined {
  if (rule.only === undefined) return undefined
  const harmless = wordList(rule.only)
  const patterns = [...harmless].filter(one => one.includes('*'))
  return call.options.find(
    ({name}) =>
      !harmless.has(name) && !/^--(?:help|version)$/.test(name) && !patterns.some(one => glob(one, name)),
  )?.name
}

/** The first option of a call that says that it takes something away, of which the rule says nothing. */
function takingAway(rule: Rule, matched: Matched): string | undefined {
  const said = [rule.raise, rule.lower, rule.always].flatMap(conditions =>
    Object.keys(conditions ?? {}).filter(condition => holds(condition, matched, true)),
  )
  return matched.call.options.find(
    ({name, value}) =>
      name.length > 4 &&
      value?.value !== 'false' &&
      optionTakesAway(name.replace(/^-+/, '')) &&
      !said.some(condition => conditionOf(condition).option?.split('=')[0] === name),
  )?.name
}

function matchWords(rule: Rule, words: readonly Argument[]): Match {
  const root = treeOf(rule)
  if (rule.anywhere) {
    if (words[0]?.value === 'help') return {effect: 'read', path: ['help'], known: true}
    for (let i = 0; i < words.length; i++) {
      const found = descend(root, words.slice(i), [])
      if (found && found.path.length > 0) {
        const at = i + found.path.length
        const worse = worseBehind(root, words.slice(at, at + 3), found)
        return {...found, ...worse, path: [...words.slice(0, i).map(word => word.value), ...found.path]}
      }
      if (words[i]!.dynamic) break
    }
    if (words.length > 0) return {effect: rule.any ?? 'unknown', path: [], known: rule.any !== undefined}
  }
  const found = descend(root, words, [])
  if (found) return found
  return {effect: rule.any ?? 'unknown', path: [], known: rule.any !== undefined}
}

/** A group may bear the name of a verb (`az snapshot delete`): then the verb behind it counts, if it is worse. */
function worseBehind(
  root: Node,
  words: readonly Argument[],
  found: Match,
): Pick<Match, 'effect'> | undefined {
  const behind = words
    .filter(word => !word.dynamic && root.children.has(word.value))
    .flatMap(word => root.children.get(word.value)!.effect ?? [])
  const effect = worst([found.effect, ...behind])
  return found.effect === 'destroy' || effect === found.effect ? undefined : {effect}
}

function descend(node: Node, words: readonly Argument[], path: string[]): Match | undefined {
  const [word, ...rest] = words
  const here = (): Match | undefined =>
    node.effect === undefined ? undefined : {effect: node.effect, path, known: true}
  // At the root, words may be plain operands; deeper, an unlisted word is an unlisted subcommand.
  if (word === undefined) return here()
  if (node.children.size === 0) return endingWord(here(), word)
  if (word.dynamic && node.children.size > 1) return undefined
  const patterns = node.patterns.filter(key => glob(key, word.value))
  for (const key of word.dynamic ? [] : [word.value, ...patterns]) {
    const child = node.children.get(key)
    const found = child && descend(child, rest, [...path, word.value])
    if (found) return found
  }
  return anyWord(node, word, rest, path)
}

/** A listed subcommand with a word behind it such as `rollback` or `add-key` is more likely one that the rule does not know. */
function endingWord(match: Match | undefined, word: Argument): Match | undefined {
  if (!match || match.path.length === 0 || word.dynamic) return match
  const certain = match.effect === 'destroy' || match.effect === 'unknown'
  const asks =
    /^(?:help|explain|search|completion|info|describe|man)$/.test(match.path[0]!) ||
    match.path.at(-1) === 'can-i'
  if (!certain && !asks && endsSomething(word.value))
    return {...match, effect: 'destroy', path: [...match.path, word.value]}
  return match.effect === 'read' && !looking.test(match.path.at(-1)!) && changesSomething(word.value)
    ? {...match, effect: 'unknown', known: false, strange: word.value}
    : match
}

/** Behind these, any word names what is looked at. */
const looking =
  /^(?:get|show|list|ls|describe|desc|info|is|has|can|status|stat|logs?|cat|read|help|man|explain|view|dump|inspect|print|query|diff|search|check|test|find|version|tail|history|events|tree|validate|verify|which|stats|top)(?:$|[-_.:])|-(?:info|list|show|status)$/

/** What a rule says of a word that it does not list. */
function anyWord(node: Node, word: Argument, rest: readonly Argument[], path: string[]): Match | undefined {
  const child = node.children.get('*')
  if (!child) return undefined
  if (child.children.size > 0) return descend(child, rest, [...path, word.value])
  // A listed word under which nothing fits is an unlisted subcommand, not any word.
  if (node.children.has(word.value)) return undefined
  const found = descend(child, rest, path)
  const milder =
    found?.effect === 'local' ||
    found?.effect === 'change' ||
    (found?.effect === 'read' && path.length > 0 && !looking.test(path.at(-1)!))
  return found && milder && endsSomething(word.value)
    ? {...found, effect: 'destroy', path: [...path, word.value]}
    : found
}

/** A call whose subcommand is known. */
export interface Matched {
  call: Call
  program: string
  path: readonly string[]
}

interface Condition {
  words: readonly string[]
  option: string | undefined
}

const conditions = new Map<string, Condition>()

/** A condition of the tables, taken apart; each is once. */
function conditionOf(text: string): Condition {
  const known = conditions.get(text)
  if (known) return known
  const words = text.split(' ')
  const option = words.at(-1)!.startsWith('-') ? words.pop() : undefined
  conditions.set(text, {words, option})
  return {words, option}
}

/** Whether a condition of a rule (`logs -f`, `--force`, `port-forward`) holds; it may begin with the program's own name. */
function holds(
  condition: string,
  {call, program, path}: Matched,
  abbreviated: boolean,
  has: typeof hasOption = hasOption,
): boolean {
  const {words: all, option} = conditionOf(condition)
  if (option !== undefined && (call.options.length === 0 || !has(call, option, abbreviated))) return false
  const from = all[0] === program ? 1 : 0
  if (all[from] === '.') return call.words.length === 0
  if (all[from] === '*' && all.length === from + 1) return true
  const behind = path.length - (all.length - from)
  return (
    fits(all, from, i => path[i]) ||
    fits(all, from, i => call.words[i]?.value) ||
    (behind > 0 && fits(all, from, i => path[behind + i]))
  )
}

/** Whether words fit the patterns from `from` on. */
function fits(patterns: readonly string[], from: number, wordAt: (index: number) => string | undefined) {
  for (let i = from; i < patterns.length; i++) if (!glob(patterns[i]!, wordAt(i - from))) return false
  return true
}

/** The first condition of a comma-separated list that holds. */
export function firstHolding(list: string | undefined, matched: Matched): string | undefined {
  return listed(list).find(condition => holds(condition, matched, false))
}
