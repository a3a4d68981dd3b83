import type {Finding} from './rule.ts'
import {inSequence, mapFindings, type Seen} from './scope.ts'
import type {Surroundings} from './surroundings.ts'
import {treeOf} from './tree.ts'
import {walkStatement} from './walk.ts'

/** What reaching a place does by itself, and whether what is local there is shared with others. */
export interface Away {
  findings: Finding[]
  shared: boolean
}

/** A host that `ssh` reaches: what is local there is not the operator's machine. */
export const onHost: Away = {findings: [], shared: true}

/** What a command does that a shell is run behind: `kubectl exec -i deploy/api --`, `railway run`. */
export function behind(prefix: string, around: Surroundings): Away {
  const read = (text: string) => {
    const stdin = {from: 'text', text, source: ''} as const
    return inSequence(treeOf(`${prefix} bash`).commands.map(one => walkStatement(one, {...around, stdin})))
  }
  const telling = read('touch file').findings
  return {
    findings: read('echo').findings.filter(({effect}) => effect !== 'read'),
    shared: telling.length === 0 || telling.some(({effect}) => effect !== 'local'),
  }
}

/** A piece of a script as it counts there: the state of the session is no more than that. */
export function there(piece: Seen, {shared}: Away): Seen {
  if (!shared) return piece
  return mapFindings(piece, found =>
    found.effect === 'local' && !found.state
      ? {...found, effect: 'change', text: found.text.replace('of this machine or shell', 'there')}
      : found,
  )
}
