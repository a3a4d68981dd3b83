import {type Command, forEachChild, type Pipeline, type SyntaxNode, type Word} from 'unbash'
import {treeOf} from '../shell/tree.ts'
import {Call, type Role} from './role.ts'

/** What a word is for. */
interface Use {
  role: Role
  /** What it is the value of: an option, a variable. */
  label?: string | undefined
  program?: string | undefined
  /** The program that is run in the end, behind `sudo` and the like. */
  acting?: string
  /** The word before. */
  after?: string
  /** No other has stood before it that is no option, nor the value of one. */
  first?: boolean
}

/** A word of a script, or the body of a here-document, as far as it is text. */
export interface ShellWord extends Use {
  start: number
  /** As written; what only the running shell knows reads `\0`. */
  text: string
  /** A function that the script defines, or a file that it writes. */
  own?: boolean
}

/** Every word of a script that a command gets, in order. Never those of comments. */
export function shellWords(script: string): ShellWord[] {
  const found: ShellWord[] = []
  const made = new Set<string>()
  const printing = new Set<SyntaxNode>()
  const visit = (node: SyntaxNode, use: Use) => {
    if (node.type === 'Command') return command(node, use)
    if (node.type === 'ParameterExpansion') return // what stands there when nothing is given
    if (node.type === 'Script' && node.source !== undefined) return // counts from its own beginning
    if (node.type === 'Function') {
      made.add(node.name.value)
      return visit(node.body, {role: 'value'})
    }
    if (node.type === 'Redirect' && writing.test(node.operator) && node.target) made.add(node.target.value)
    if (node.type === 'Pipeline') for (const piped of handedOn(node)) printing.add(piped)
    if (node.type === 'CommandExpansion' && script[node.pos] === '`')
      found.push({start: node.pos + 1, text: script.slice(node.pos + 1, node.end - 1), role: 'script'})
    if (node.type === 'Word' || node.type === 'HereDocBody')
      found.push({start: node.pos, text: masked(script, node), ...use})
    const inside = usedIn(node, use)
    forEachChild(node, child => visit(child, inside))
  }
  const command = (node: Command, use: Use) => {
    for (const part of node.prefix) visit(part, use)
    if (!node.name) return
    const program = node.name.value
    if (!/^[a-z./]/.test(program) && /^\p{Lu}[\p{Lu} \d]+$/u.test(program)) return // the head of a table
    visit(node.name, {role: 'program', program})
    const call = new Call(program)
    let acting = program
    let told = false
    for (const part of node.suffix) {
      if (part.type === 'HereDoc') visit(part.body, {role: call.hereDocument(), program})
      else if (part.type === 'Word') {
        const label = labelIn(call, part)
        const isOperand = !part.value.startsWith('-') && (label === undefined || flag.test(call.last))
        const first = isOperand && !told
        const place = {label, program, acting, after: call.last, first}
        visit(part, {role: printing.has(node) ? given(part.text) : call.roleOf(part.text), ...place})
        call.pass(part.value)
        if (first && wrapping.test(acting)) acting = part.value
        else told ||= isOperand
        if (/^(?:touch|tee)$/.test(program)) made.add(part.value)
      } else visit(part, {role: 'value', program})
    }
  }
  for (const statement of treeOf(script).commands) visit(statement, {role: 'value'})
  if (made.size === 0) return found
  return found.map(word =>
    made.has(word.text.replace(/^(["'])(.*)\1$/, '$2')) ? {own: true, ...word} : word,
  )
}

/** What only prints a value for the program behind the pipe: `echo -n 'NEW_VALUE' | vault kv put …`. */
function handedOn({commands}: Pipeline): SyntaxNode[] {
  const [first, second] = commands
  if (first?.type !== 'Command' || second?.type !== 'Command') return []
  const takes =
    second.name !== undefined &&
    !/^(?:\w*grep|tee|awk|sed|cut|tr|wc|jq|sort|head|tail|cat|xargs|while|column)$/.test(second.name.value)
  return takes && /^(?:echo|printf)$/.test(first.name?.value ?? '') ? [first] : []
}

/** One word in capitals may stand for the value itself; others are a text. */
const given = (text: string): Role => (/^(["']?)\p{Lu}[\p{Lu}\d_-]+\1$/u.test(text) ? 'value' : 'text')

const wrapping = /^(?:sudo|doas|env|time|nohup|exec|command|watch|nice)$/
/** Options of those that connect that take no value. */
const flag = /^-[46AaCfgKkNnqTtVvXxYy]+$/
const writing = /^(?:&?>|>>|&>>|>\|)$/

/** What the words inside a node are for. */
function usedIn(node: SyntaxNode, use: Use): Use {
  if (node.type === 'Assignment') return {...use, role: 'value', label: node.name}
  if (node.type === 'TestCommand' || node.type === 'Case') return {role: 'text'}
  return node.type === 'Script' ? {role: 'value'} : use
}

/** What the word itself, up to its `=`, or the option before it calls it. */
function labelIn(call: Call, {value}: Word): string | undefined {
  const own = /^-{0,2}([\p{L}_][\p{L}\p{N}_.-]{0,80})=/u.exec(value)?.[1]
  return own ?? /^--?(\p{L}[\p{L}\p{N}-]*)$/u.exec(call.last)?.[1]
}

const expansions = new Set([
  'SimpleExpansion',
  'ParameterExpansion',
  'CommandExpansion',
  'ArithmeticExpansion',
  'ProcessSubstitution',
])

/** The text with every expansion blanked out, at the same offsets: what stands in one is found by itself. */
function masked(script: string, node: SyntaxNode): string {
  if (node.type === 'Word' && node.parts === undefined) return script.slice(node.pos, node.end)
  let text = ''
  let from = node.pos
  const hide = (part: SyntaxNode) => {
    if (!expansions.has(part.type)) return forEachChild(part, hide)
    if (part.pos < from) return
    text += script.slice(from, part.pos) + '\0'.repeat(part.end - part.pos)
    from = part.end
  }
  forEachChild(node, hide)
  return text + script.slice(from, node.end)
}
