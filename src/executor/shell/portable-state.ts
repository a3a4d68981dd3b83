/**
 * In: the state of a session as its bash wrote it, and as it was before the first block. Out: what a bash that another
 * run starts must read to be in that state. It must hold no secret, and nothing that comes from the environment of the
 * run: the next one has its own.
 */
import {isSecretName, secretsOf} from '../../model/secret.ts'
import {extglobNote, functionsNote, restNote, stateEnd} from './prelude.ts'
import {statementsOf, unquoted} from './statements.ts'

/** A state that may leave the private directory. */
export interface PortableState {
  /** For bash; one char a byte. */
  text: string
  /** Names of what was left out because it is or may be secret; a function's with `()`. */
  leftOut: string[]
  /** Those variables among them whose names say so, as `NAME=value`. */
  named: string[]
}

/** What bash sets by itself, and what each step sets anew. */
const volatile = new Set(
  (
    'BASH BASHOPTS BASHPID BASH_ALIASES BASH_ARGC BASH_ARGV BASH_ARGV0 BASH_CMDS BASH_COMMAND BASH_EXECUTION_STRING BASH_LINENO ' +
    'BASH_LOADABLES_PATH BASH_REMATCH BASH_SOURCE BASH_SUBSHELL BASH_VERSINFO BASH_VERSION COMP_WORDBREAKS DIRSTACK EPOCHREALTIME ' +
    'EPOCHSECONDS EUID FUNCNAME GROUPS HISTCMD HOSTNAME HOSTTYPE LINENO MACHTYPE OPTERR OSTYPE PIPESTATUS PPID PWD RANDOM ' +
    'SECONDS SHELL SHELLOPTS SHLVL SRANDOM TERM UID _ RUNBOOK_RUN_ID RUNBOOK_STEP_ID RUNBOOK_FILE RUNBOOK_OUTPUT'
  ).split(' '),
)

const volatileLine = new RegExp(`^declare -\\S+ (?:__rb_\\w+|${[...volatile].join('|')})(?:=.*)?\\n`, 'gm')

/** Whether two states differ in nothing that would be kept: far quicker than finding out what would be. */
export function isSameState(one: string, other: string): boolean {
  return one.replaceAll(volatileLine, '') === other.replaceAll(volatileLine, '')
}

/** Whether a secret stands in it, as it is written or as bash reads it. */
export function holdsSecret(text: string, isSecret: (text: string) => boolean): boolean {
  return isSecret(asText(text)) || isSecret(asText(unquoted(text)))
}

/** What of a state another run may read; `isSecret` knows the secrets of this run. Undefined for a state that is not whole. */
export function portableState(
  state: string,
  initial: string,
  token: string,
  isSecret: (text: string) => boolean,
): PortableState | undefined {
  const [now, before] = [partsOf(state, token), partsOf(initial, token)]
  if (!now || !before) return undefined
  const leftOut = new Set<string>()
  const named: string[] = []
  const safe = (name: string, statement: string) => {
    if (!holdsSecret(statement, isSecret)) return true
    leftOut.add(name)
    return false
  }
  const cd = now.directory.filter(statement => safe('the directory', statement))
  const was = new Set(before.variables)
  const variables = now.variables.filter(statement => {
    const name = nameOf(statement)
    if (name === undefined || volatile.has(name) || name.startsWith('__rb_') || was.has(statement))
      return false
    if (!isSecretName(name) && secretsOf({[name]: textOf(statement)}).length === 0)
      return safe(name, statement)
    leftOut.add(name)
    named.push(`${name}=${textOf(statement)}`)
    return false
  })
  const names = new Set(now.variables.map(nameOf))
  const gone = before.variables
    .map(nameOf)
    .filter(
      name => name !== undefined && !names.has(name) && !volatile.has(name) && !name.startsWith('__rb_'),
    )
    .map(name => `unset -v ${name}\n`)
  const rest = now.rest.filter(
    statement =>
      /^shopt -[su] (extglob|expand_aliases)\n/.test(statement) ||
      (!new Set(before.rest).has(statement) &&
        !ownTrap.test(statement) &&
        safe(titleOf(statement), statement)),
  )
  const functions = functionsOf(
    now,
    before,
    name => leftOut.add(name),
    text => holdsSecret(text, isSecret),
  )
  const text = [
    ...cd,
    'shopt -s extglob\nshopt -u expand_aliases\n',
    ...gone,
    ...variables,
    functions,
    ...rest,
    now.extglob ? extglobNote : '',
    stateEnd,
  ].join('')
  return holdsSecret(text, isSecret)
    ? {text: stateEnd, leftOut: [...leftOut, 'everything'], named}
    : {text, leftOut: [...leftOut], named}
}

interface Parts {
  directory: string[]
  variables: string[]
  functions: string
  rest: string[]
  extglob: boolean
}

/** An EXIT trap belongs to the bash in which it was set. */
const ownTrap = /^trap -- [\s\S]* EXIT\n$/

function partsOf(state: string, token: string): Parts | undefined {
  const [functionsAt, restAt] = [functionsNote(token), restNote(token)].map(note => state.indexOf(note))
  if (!state.endsWith(stateEnd) || functionsAt === -1 || restAt === -1) return undefined
  const [first = '', ...variables] = statementsOf(state.slice(0, functionsAt))
  return {
    directory: [first],
    variables: variables.filter(statement => statement.startsWith('declare ')),
    functions: state.slice(functionsAt! + functionsNote(token).length, restAt),
    rest: statementsOf(state.slice(restAt! + restNote(token).length)).filter(
      statement => !statement.startsWith('#') && !/^declare -fx __rb_/.test(statement),
    ),
    extglob: state.endsWith(extglobNote + stateEnd),
  }
}

/** The functions without the session's own, all together: where one ends cannot be told from its text alone. */
function functionsOf(
  now: Parts,
  before: Parts,
  leaveOut: (name: string) => void,
  isSecret: (text: string) => boolean,
): string {
  const own = /(?:^__rb_\w+ \(\) \n\{ \n(?:(?!\}\n).*\n)*\}\n)+/m.exec(before.functions)?.[0] ?? ''
  const theirs = now.functions.replace(own, () => '')
  if (theirs === before.functions.replace(own, () => '')) return ''
  if (!isSecret(theirs)) return theirs
  for (const [, name] of theirs.matchAll(/^(?:function )?(\S+) \(\) $/gm)) leaveOut(`${name}()`)
  return ''
}

function nameOf(statement: string): string | undefined {
  return /^declare -\S+ (\w+)/.exec(statement)?.[1]
}

function textOf(statement: string): string {
  return asText(
    unquoted(statement)
      .replace(/^declare -\S+ \w+=?/, '')
      .replace(/\n$/, ''),
  )
}

function titleOf(statement: string): string {
  return unquoted(statement).split(/[=\s]/, 2).join(' ').trim()
}

/** The text that its bytes are. */
function asText(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString()
}
