import {parse, type Statement} from 'unbash'
import {grouped} from './group.ts'

/** The statements of a script, each a script of its own; or why it cannot be taken apart. */
export type Separated = {texts: string[]} | {problem: string}

/** What ends more than the statement that it stands in. */
const ending: ReadonlySet<string> = new Set(['exit', 'return', 'exec', 'logout', 'break', 'continue'])

/** Takes a script apart where bash's grammar has statements side by side at its top: one that holds others stays whole. `gaps` are filled with words. */
export function separate(script: string, gaps: readonly {start: number; end: number}[]): Separated {
  let text = script
  for (const {start, end} of gaps) text = text.slice(0, start) + 'x'.repeat(end - start) + text.slice(end)
  try {
    const tree = parse(text)
    if (tree.errors && tree.errors.length > 0) return {problem: 'bash’s grammar does not take it whole'}
    const groups = grouped(tree.commands, text)
    const ends = groups.flatMap(({statements}) => statements.flatMap(endingIn))
    if (ends.length > 0) return {problem: `\`${ends[0]}\` in it ends what stands after it`}
    if (groups.length < 2) return {problem: 'it is one command'}
    return {texts: groups.map(({start, end}) => script.slice(start, end))}
  } catch {
    return {problem: 'it is nested too deep to be read'}
  }
}

function endingIn({command}: Statement): string[] {
  const name = command.type === 'Command' ? command.name?.text : undefined
  return name !== undefined && ending.has(name) ? [name] : []
}
