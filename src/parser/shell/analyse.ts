// In: the text of a shell script. Out: what it may do, needs, sets, and where its commands stand.
// It must never run, look anything up outside the text, or throw.

import {forEachChild, type Script, type SyntaxNode} from 'unbash'
import {type Effect, type Reason, worst} from '../../model/effect.ts'
import {type Away, behind, onHost, there} from './away.ts'
import {contextsOf, type ShellContext, type Surrounding} from './context.ts'
import {definitionsOf} from './definition.ts'
import {strangeDescriptor} from './descriptor.ts'
import type {Finding} from './rule.ts'
import {type Endless, inSequence, type Seen, type SqlEffect, seen} from './scope.ts'
import {readSessions, type Stretch} from './session.ts'
import {outermost} from './surroundings.ts'
import {variablesOf} from './variables.ts'
import {finding} from './wording.ts'

/** What the text of a shell script tells. Offsets are UTF-16 units into it. */
export interface ShellAnalysis {
  /** Top-level statements in order; those that cannot be told apart, such as sharing a line with a here-document, are one. */
  commands: {text: string; name: string; effect: Effect; start: number; end: number}[]
  /** The worst of its commands'; setting variables and changing the directory count only where nothing else is done. */
  effect: Effect
  /** For people, one a finding; a single short one where everything only reads. */
  reasons: Reason[]
  /** Used and not set by the script, in order of first use. */
  variables: string[]
  /** Used as they are, where an empty value would make another command: `rm -r "$DIR/old"`. */
  nonEmpty: string[]
  /** Set by it for the scripts after it. */
  assigns: string[]
  /** What a person at a terminal is needed for. */
  interactive: string | undefined
  /**
   * Where the lines begin that are typed into a session, and the program that opens it: the lines after `ssh host` are for that host.
   * From there on nothing is meant for the shell that runs the script.
   */
  inner: {start: number; name: string} | undefined
  /** What does not end by itself. */
  endless: Endless | undefined
  syntaxError: {message: string; offset: number} | undefined
  contextAt(offset: number): ShellContext | 'comment'
  /** The quotes, word or here-document that an offset stands in; undefined outside of every word. */
  surroundingAt(offset: number): Surrounding | undefined
  /** The text of functions and aliases that it leaves behind, to be given to the analysis of later scripts. */
  definitions: string[]
}

export interface ShellOptions {
  /** What SQL given to `psql -c` does; without it that is unknown. */
  sqlEffect?: SqlEffect
  /** The `definitions` of scripts before. */
  definitions?: readonly string[]
  /** Where it is run, if not here: on a host, or behind a command. */
  at?: 'host' | {prefix: string} | undefined
}

/** Longer scripts are not read: they are unknown. */
const longest = 200_000

/** What was found last without options: a fence is asked about first, then the block that it is. */
let last: {script: string; found: ShellAnalysis} | undefined

/** Says what a shell script may do, without running it. Never throws. */
export function analyseShell(script: string, options: ShellOptions = {}): ShellAnalysis {
  if (script.length > longest) return unread('the script is too long to be read', 0)
  try {
    const {sqlEffect, definitions = [], at} = options
    if (sqlEffect || at !== undefined || definitions.length > 0) return analyse(script, options)
    if (last?.script !== script) last = {script, found: analyse(script, options)}
    return last.found
  } catch (error) {
    return unread(error instanceof Error ? error.message : 'the script cannot be read', 0)
  }
}

function unread(message: string, offset: number): ShellAnalysis {
  const reasons: Reason[] = [{effect: 'unknown', text: message}]
  return {
    commands: [],
    effect: 'unknown',
    reasons,
    variables: [],
    nonEmpty: [],
    assigns: [],
    interactive: undefined,
    inner: undefined,
    endless: undefined,
    syntaxError: {message, offset},
    contextAt: () => 'comment',
    surroundingAt: () => undefined,
    definitions: [],
  }
}

function analyse(script: string, options: ShellOptions): ShellAnalysis {
  const around = outermost(options.sqlEffect, options.definitions)
  const {stretches, inner} = readSessions(script, around)
  const away = awayAt(options)
  const told = stretches
    .flatMap(stretch => stretch.told)
    .map(one => (away ? {...one, seen: there(one.seen, away)} : one))
  const commands = told.map(({text, start, end, seen: {findings}}) => ({
    text,
    name: findings[0]?.name ?? text.split(/\s/)[0]!,
    effect: worst(findings.map(found => found.effect)),
    start,
    end,
  }))
  const syntaxError = errorOf(stretches, script)
  const broken: Seen[] = syntaxError
    ? [seen({...finding('unknown', ''), text: `bash would refuse this: ${syntaxError.message}`})]
    : []
  const strange = strangeDescriptor(script)
  if (strange !== undefined)
    broken.push(
      seen(finding('unknown', strange, 'writes to what was opened elsewhere, and may lead anywhere')),
    )
  const {findings, endless} = inSequence(told.map(one => one.seen))
  const surroundingAt = contextAcross(stretches)
  const all = [...(away?.findings ?? []), ...findings, ...broken.flatMap(piece => piece.findings)]
  const {variables, nonEmpty, assigns} = variablesOf(ownScript(stretches))
  return {
    commands,
    effect: worst(lasting(all).map(found => found.effect)),
    reasons: reasonsOf(lasting(all)),
    variables,
    nonEmpty,
    assigns,
    interactive: all.find(found => found.interactive)?.interactive,
    endless,
    inner,
    syntaxError,
    contextAt: offset => surroundingAt(offset)?.context ?? 'comment',
    surroundingAt,
    definitions: stretches.flatMap(({tree, own, start, end}) =>
      tree && own ? definitionsOf(tree, script.slice(start, end)) : [],
    ),
  }
}

/** What it is to be run where the author says. */
function awayAt({at, sqlEffect}: ShellOptions): Away | undefined {
  if (at === undefined || at === 'host') return at && onHost
  return behind(at.prefix, outermost(sqlEffect))
}

/** Beside commands that look at something, it does not count that they are given a directory and variables first. */
function lasting(findings: readonly Finding[]): readonly Finding[] {
  const telling = findings.filter(({state, effect}) => !state || (effect !== 'read' && effect !== 'local'))
  return telling.some(({name}) => !/^(?:echo|printf|true|:|sleep|wait|exit)$/.test(name)) ? telling : findings
}

/** What the script's own shell reads, as one script. */
function ownScript(stretches: readonly Stretch[]): Script {
  const trees = stretches.flatMap(({tree, own}) => (tree && own ? [tree] : []))
  return {...trees[0]!, commands: trees.flatMap(tree => tree.commands)}
}

function errorOf(stretches: readonly Stretch[], script: string) {
  for (const {tree, start, end} of stretches) {
    const error = tree && firstError(tree, script.slice(start, end))
    if (error) return {message: error.message, offset: start + error.offset}
  }
  return undefined
}

/** What is typed into another program is a word to the shell, whatever it is there. */
function contextAcross(stretches: readonly Stretch[]): (offset: number) => Surrounding | undefined {
  const read = new Map<Stretch, ReturnType<typeof contextsOf>>()
  return offset => {
    const stretch = stretches.find(({end}) => offset < end) ?? stretches.at(-1)
    if (!stretch?.tree) return {start: offset, end: offset, context: 'word'}
    const contextAt = read.get(stretch) ?? contextsOf(stretch.tree)
    read.set(stretch, contextAt)
    const found = contextAt(offset - stretch.start)
    return found && {...found, start: found.start + stretch.start, end: found.end + stretch.start}
  }
}

function reasonsOf(findings: readonly Finding[]): Reason[] {
  const telling = findings.filter(found => found.effect !== 'read')
  const texts = new Map(telling.map(({effect, text}) => [text, effect]))
  if (texts.size > 0) return [...texts].map(([text, effect]) => ({effect, text}))
  const names = [...new Set(findings.map(found => `\`${found.name}\``))]
  if (names.length === 0) return [{effect: 'read', text: 'nothing runs'}]
  return [
    {
      effect: 'read',
      text: `${names.slice(0, 5).join(', ')}${names.length > 5 ? ' …' : ''} only read${names.length === 1 ? 's' : ''}`,
    },
  ]
}

/** The first error of the script or of a script inside it; bash reads both before it runs a line. */
function firstError(
  tree: Script & {errors?: readonly {message: string; pos: number}[] | undefined},
  text: string,
) {
  if (!tree.errors?.length && !/[(`{]/.test(text)) return undefined // no script is inside it
  const {length} = text
  let found: {message: string; offset: number} | undefined
  const visit = (node: SyntaxNode, at: number | undefined) => {
    if (found) return
    if (node.type === 'Script') {
      const error = node.errors?.[0]
      if (error) found = {message: error.message, offset: Math.min(Math.max(at ?? error.pos, 0), length)}
    }
    const decoded = node.type === 'CommandExpansion' && node.script?.source !== undefined ? node.pos : at
    forEachChild(node, child => visit(child, decoded))
  }
  visit(tree as SyntaxNode, undefined)
  return found
}
