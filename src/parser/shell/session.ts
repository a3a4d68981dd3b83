// In: a script. Out: what each of its shells reads, and what is typed into the programs that it opens.
// The lines after `ssh host` are for that host, those after `psql` are SQL: none of them are commands of the shell that runs the script.
import type {Script, Statement} from 'unbash'
import {Functions} from './functions.ts'
import {grouped} from './group.ts'
import {isKnownProgram} from './known.ts'
import type {Finding, Session} from './rule.ts'
import {inSequence, onSharedSystem, type Seen, seen} from './scope.ts'
import type {Surroundings} from './surroundings.ts'
import {treeOf} from './tree.ts'
import {walkStatement} from './walk.ts'
import {finding} from './wording.ts'

/** One command of a script, with what it was found to do. */
export interface Told {
  text: string
  start: number
  end: number
  seen: Seen
}

/** Lines that one shell reads, or that are typed into another program. Offsets are of the whole script. */
export interface Stretch {
  start: number
  end: number
  /** Of a shell's lines; undefined for those typed into another program. */
  tree: Script | undefined
  /** Read by the shell that runs the script. */
  own: boolean
  told: Told[]
}

/** A script taken apart; `inner` says where the first lines begin that are typed into what a command opens, and its name. */
export interface Reading {
  stretches: Stretch[]
  inner: {start: number; name: string} | undefined
}

interface Level {
  around: Surroundings
  /** The session that this is; undefined for the script's own shell. */
  session: Session | undefined
  /** What opened it. */
  statements: readonly Statement[]
  name: string
  outer: Surroundings
}

/** More sessions than this are not told apart. */
const most = 8

/** Reads a script as the shells and programs would to which its lines are given. */
export function readSessions(script: string, around: Surroundings): Reading {
  const stretches: Stretch[] = []
  const levels: Level[] = [{around, session: undefined, statements: [], name: '', outer: around}]
  let inner: Reading['inner']
  let at = 0
  for (let count = 0; at < script.length || count === 0; count++) {
    const level = levels.at(-1)!
    const start = at
    if (count > most) {
      stretches.push(unread(script, start, level))
      break
    }
    if (level.session && !level.session.shell) {
      const {end, next} = untilQuit(script, start)
      stretches.push(typed(script, start, end, level))
      levels.pop()
      at = next
      continue
    }
    const {stretch, opened, left} = shellLines(script, start, level)
    stretches.push(stretch)
    at = stretch.end
    if (left) levels.pop()
    if (opened) {
      levels.push(opened)
      inner ??= {start: at + script.slice(at).search(/\S/), name: opened.name}
    }
  }
  return {stretches, inner}
}

/** The lines from `start` on that one shell reads: up to the end of the line that leaves it or opens something else. */
function shellLines(script: string, start: number, level: Level) {
  const text = script.slice(start)
  const tree = treeOf(text)
  const told: Told[] = []
  let opened: Level | undefined
  let left = false
  let end = text.length
  for (const {statements, start: from, end: to} of grouped(tree.commands, text)) {
    if (from >= end) break
    const place = {text: text.slice(from, to), start: start + from, end: start + to}
    if (level.session && !opened && /^(?:exit|logout)(?:\s+\d+)?$/.test(place.text)) {
      told.push({seen: seen(finding('read', 'exit')), ...place})
      left = true
      end = lineEnd(text, to)
      break
    }
    const found = inSequence(statements.map(statement => walkStatement(statement, level.around)))
    const here = level.session?.shared ? onSharedSystem(found) : found
    const opener = here.findings.find(({session}) => session)
    if (opener && !opened && /^[ \t]*[^\s#]/m.test(text.slice(lineEnd(text, to)))) {
      end = lineEnd(text, to)
      const fresh = {...level.around, functions: new Functions(), positional: undefined, calling: []}
      opened = {
        around: fresh,
        session: {...opener.session!, shared: opener.session!.shared || (level.session?.shared ?? false)},
        statements,
        name: opener.name,
        outer: level.around,
      }
      told.push({seen: {...here, findings: here.findings.map(opening)}, ...place})
    } else told.push({seen: here, ...place})
  }
  const whole = end === text.length
  const stretch: Stretch = {
    start,
    end: start + end,
    tree: whole ? tree : treeOf(text.slice(0, end)),
    own: level.session === undefined,
    told,
  }
  return {stretch, opened, left}
}

/** Once the lines that follow are read by themselves, opening a session does nothing but wait for them. */
function opening(found: Finding): Finding {
  // what it does besides, such as a command given to it, still counts
  return found.session && found.effect !== 'destroy'
    ? {
        ...found,
        effect: 'read',
        text: `\`${found.name}\` opens a session, into which the lines after it are typed`,
      }
    : found
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', Math.max(from - 1, 0))
  return end === -1 ? text.length : end + 1
}

const quits =
  /^[ \t]*(?:\\q|:q|\.exit|\.quit|(?:exit|quit|bye|logout)(?:\(\))?|\^[DC]|<?ctrl[-+ ][dc]>?)[ \t]*;?[ \t]*$/im

/** Where the lines end that are typed into a program, and where its shell reads on. */
function untilQuit(script: string, start: number): {end: number; next: number} {
  const quit = quits.exec(script.slice(start))
  if (!quit) return {end: script.length, next: script.length}
  const end = start + quit.index
  return {end, next: lineEnd(script, end + quit[0].length)}
}

/** The lines typed into a program, read as if they were piped into it. */
function typed(script: string, start: number, end: number, level: Level): Stretch {
  const body = script.slice(start, end)
  const from = start + Math.max(body.search(/\S/), 0)
  const to = start + body.trimEnd().length
  const stdin = {from: 'text', text: body, source: ''} as const
  const found = inSequence(
    level.statements.map(statement => walkStatement(statement, {...level.outer, stdin})),
  )
  const shared = onSharedSystem(found)
  const told = {text: script.slice(from, to), start: from, end: Math.max(to, from)}
  const stretch = {start, end, tree: undefined, own: false}
  if (told.text === '') return {...stretch, told: []}
  if (!shared.findings.some(({effect}) => effect === 'unknown'))
    return {...stretch, told: [{...told, seen: shared}]}
  // They may be commands of a shell all the same: then what destroys there is not hidden by not knowing.
  const fresh = {...level.around, functions: new Functions(), calling: []}
  const destroying = treeOf(body)
    .commands.flatMap(statement => walkStatement(statement, fresh).findings)
    .filter(({effect, name}) => effect === 'destroy' && isKnownProgram(name.split(' ')[0]!))
  const own = [...shared.findings, ...destroying].map(({session: _, interactive: __, ...rest}) => rest)
  return {...stretch, told: [{...told, seen: {findings: own, endless: undefined}}]}
}

/** The rest of a script of too many sessions: unknown, but what destroys there is not hidden. */
function unread(script: string, start: number, level: Level): Stretch {
  const rest = script.slice(start)
  const text = rest.trim()
  const from = start + Math.max(rest.search(/\S/), 0)
  const stretch = {start, end: script.length, tree: undefined, own: false}
  if (text === '') return {...stretch, told: []}
  const first = finding(
    'unknown',
    level.name || text.split(/\s/)[0]!,
    'is one of too many sessions to be told apart',
  )
  const {findings} = inSequence(
    treeOf(rest).commands.map(statement => walkStatement(statement, level.around)),
  )
  const told = {text, start: from, end: from + text.length}
  return {...stretch, told: [{...told, seen: {findings: [first, ...findings], endless: undefined}}]}
}
