import {parse} from 'unbash'
import {argumentsOf} from './shell/argument.ts'

/** The words of a command that others are put behind; undefined where a shell would have to make something of it. */
export function readPrefix(text: string): string[] | undefined {
  const tree = parse(text)
  const [statement, ...more] = tree.commands
  if (statement?.command.type !== 'Command' || more.length > 0 || tree.errors?.length) return undefined
  const {name, prefix, redirects, args} = statement.command
  if (statement.background || !name || prefix.length > 0 || redirects.length > 0) return undefined
  const words = argumentsOf([name, ...args], undefined)
  if (words.some(({dynamic, spread}) => dynamic || spread) || /[\n#*?[\]{}~]/.test(text)) return undefined
  return words.map(({value}) => value)
}
