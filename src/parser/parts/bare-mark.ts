import {isCmdlet} from '../shell/commands/windows.ts'
import type {Mark} from './mark.ts'
import {isAway, type Reading} from './reading.ts'
import type {Unit} from './unit.ts'

/** Of what is typed in a program. */
export const typedInside: Mark = {
  kind: 'show',
  shows: 'session',
  role: 'aside',
  reason: 'it is typed in the program that the line before opens, so it is shown, not run',
}

/** Of `y` below a command that asks. */
export const answered: Mark = {
  ...typedInside,
  reason: 'it answers what the line before asks, so it is shown, not run',
}

/** Why what no shell here runs is shown. */
export const powerShell = 'it is PowerShell, so it is shown, not run'

/** Of a command. */
export function shellMark({tag}: Reading): Mark {
  const reason =
    tag === 'shell'
      ? undefined
      : tag === 'console'
        ? 'it has no prompts, but its lines are commands'
        : 'its lines look like commands'
  return {kind: 'shell', reason, role: 'run'}
}

/** Of SQL, or of what it gave, for the client that a line before opened. */
export function sqlMark(client: string | undefined, role: Mark['role'], reading: Reading): Mark {
  const reason =
    client === undefined ? 'it reads as SQL' : `it is typed in \`${client}\`, which the line before opens`
  return {kind: 'sql', reason, role, client, ...(isAway(reading) ? {elsewhere: true} : {})}
}

/** Of what is no command. */
export function shown({sense, program}: Unit): Mark {
  const kind = 'show' as const
  const role = 'aside' as const
  if (sense === 'output')
    return {kind, role, shows: 'output', reason: 'it looks like output, so it is shown, not run'}
  if (sense === 'prose')
    return {kind, role, shows: 'prose', reason: 'it reads as text for people, so it is shown, not run'}
  if (program && isCmdlet(program)) return {kind, role, shows: 'language', reason: powerShell}
  return {
    kind,
    role,
    shows: 'data',
    reason: 'it looks like data or another language, so it is shown, not run',
  }
}
