import type {Attributes} from '../model/attributes.ts'
import type {Block} from '../model/runbook.ts'

/** Attributes by the spelling of the document, where they mean something for one kind of block alone. */
const only: Record<'shell' | 'sql', Record<string, (attributes: Attributes) => unknown>> = {
  shell: {
    'expect-exit': ({expect}) => expect?.exit,
    cwd: ({cwd}) => cwd,
    follow: ({followMs}) => followMs,
    interactive: ({interactive}) => interactive,
    background: ({background}) => background,
  },
  sql: {
    'expect-rows': ({expect}) => expect?.rows,
    'max-affected': ({maxAffected}) => maxAffected,
    db: ({db}) => db,
    write: ({write}) => write,
    autocommit: ({autocommit}) => autocommit,
  },
}

/** What is wrong with attributes of a block that would be ignored, since they are for another kind; undefined without any. */
export function misplaced({kind, client, attributes}: Block): string | undefined {
  if (kind === 'show') return undefined
  const sql = kind === 'sql' && client === undefined
  const name = Object.keys(only[sql ? 'shell' : 'sql']).find(
    name => only[sql ? 'shell' : 'sql'][name]!(attributes) !== undefined,
  )
  if (name === undefined) return undefined
  const [own, other] = sql ? ['SQL', 'a shell block'] : ['a shell block', 'SQL']
  return `Unexpected \`${name}\` on ${own}, expected it on ${other} only`
}
