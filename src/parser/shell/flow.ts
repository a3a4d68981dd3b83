import {type CommandNode, forEachChild, type SyntaxNode, type While} from 'unbash'
import {type Argument, argumentsOf, textOf} from './argument.ts'

/** Whether a loop has no way to end: `while true` whose body never leaves. */
export function forever({kind, clause, body}: While): boolean {
  const [only, ...others] = clause.commands
  if (others.length > 0 || only?.command.type !== 'Command') return false
  const {name, args} = only.command
  const always = kind === 'while' ? /^(?:true|:)$/ : /^false$/
  const named = name?.value ?? ''
  const holds =
    always.test(named) ||
    (kind === 'while' &&
      /^(?:\[|test)$/.test(named) &&
      /^(?:1|true)$/.test(args[0]?.text ?? '') &&
      args.length <= 2)
  return holds && !leaves(body)
}

function leaves(node: SyntaxNode): boolean {
  if (node.type === 'Command' && /^(?:break|exit|return|exec)$/.test(node.name?.value ?? '')) return true
  if (node.type === 'Function') return false
  let found = false
  forEachChild(node, child => {
    found ||= leaves(child)
  })
  return found
}

/** A reader that takes what it needs and closes the pipe: `head`, `grep -q`, `grep -m 1`. */
export function stopsEarly(node: CommandNode): boolean {
  if (node.type !== 'Command') return false
  const name = node.name?.value ?? ''
  const args = node.args.map(arg => arg.text)
  if (name === 'head') return true
  if (/^[ef]?grep$/.test(name)) return args.some(arg => /^-\w*[qm]|^--(?:quiet|silent|max-count)/.test(arg))
  return name === 'sed' && args.some(arg => /^['"]?(?:\d+|\/[^/]*\/)q['"]?$/.test(arg))
}

/** What a command prints, where the script itself says so: `echo`, a plain `printf`, `cat` of a here-document. */
export function printed(node: CommandNode, positional: readonly Argument[] | undefined): string | undefined {
  if (node.type !== 'Command' || !node.name) return undefined
  const [{value: name}, ...args] = argumentsOf([node.name, ...node.args], positional) as [
    Argument,
    ...Argument[],
  ]
  if (name === 'echo') {
    const words = args.filter((arg, i) => i > 0 || !/^-[neE]+$/.test(arg.value))
    const text = words.map(word => word.value).join(' ')
    return /^-\w*e/.test(args[0]?.value ?? '') ? text.replaceAll('\\n', '\n') : text
  }
  if (name === 'printf') {
    const [format, value, ...more] = args
    if (!format || more.length > 0) return undefined
    const text = format.value.replaceAll('\\n', '\n')
    if (value === undefined) return text.includes('%') ? undefined : text
    return /^%s\s*$/.test(text) ? value.value : undefined
  }
  if (name !== 'cat' || args.some(arg => arg.value !== '-')) return undefined
  const heredoc = node.redirects.find(redirect => redirect.type === 'HereDoc')
  return heredoc ? textOf(heredoc.body.parts, heredoc.body.text).value : undefined
}

/** The words of a command as written, for judging what it hands on. */
function wordsOf(node: CommandNode): string {
  if (node.type !== 'Command') return node.type
  const redirects = node.redirects.map(redirect =>
    redirect.type === 'HereDoc' ? '' : (redirect.target?.text ?? ''),
  )
  return [node.name?.text ?? '', ...node.args.map(arg => arg.text), ...redirects].join(' ')
}

/** What fills a pipe is told up to here. Unit: characters. */
const longestSource = 2000

/** What fills the pipe behind one more command of a pipeline, in words. */
export function pipedFrom(source: string, command: CommandNode): string {
  if (source.length >= longestSource) return source
  return source === '' ? wordsOf(command) : `${source} | ${wordsOf(command)}`
}
