import {
  type Command,
  type For,
  type Function as FunctionNode,
  forEachChild,
  type ParameterExpansionPart,
  parse,
  type Script,
  type Select,
  type SyntaxNode,
} from 'unbash'

/** What the shell sets by itself, or the engine for every block. */
const ofTheShell =
  /^(?:HOME|PWD|OLDPWD|PATH|USER|LOGNAME|SHELL|TERM|LANG|LC_\w+|RANDOM|SRANDOM|SECONDS|EPOCHSECONDS|EPOCHREALTIME|BASH|BASH_\w+|BASHPID|HOSTNAME|HOSTTYPE|MACHTYPE|OSTYPE|UID|EUID|PPID|GROUPS|SHLVL|IFS|LINENO|FUNCNAME|DIRSTACK|PIPESTATUS|OPTARG|OPTIND|OPTERR|REPLY|SHELLOPTS|BASHOPTS|TMPDIR|TZ|COLUMNS|LINES|EDITOR|VISUAL|PAGER|DISPLAY|XDG_\w+|SSH_\w+|SUDO_\w+|PS[0-4]|COPROC|MAPFILE|COMP_\w+|RUNBOOK_\w+|_)$/
const name = /^[A-Za-z_]\w*$/

interface Names {
  used: Set<string>
  /** Set here, for what follows. */
  set: Set<string>
  /** A file was read in that may have set anything. */
  sourced: boolean
  functions: FunctionNode[]
}

/** Variables that a script needs from outside, in order of first use, and those that it leaves behind. */
export function variablesOf(script: Script): {variables: string[]; assigns: string[]} {
  const names: Names = {used: new Set(), set: new Set(), sourced: false, functions: []}
  for (const statement of script.commands) visit(statement, names)
  const assigns = [...names.set]
  // A function sees what is set when it is called: take that for everything the script sets.
  for (let i = 0; i < names.functions.length && i < 1000; i++) {
    const {body} = names.functions[i]!
    const inside: Names = {...names, set: new Set(names.set), functions: names.functions}
    visit(body, inside)
  }
  const plain = (variable: string) => name.test(variable) && !ofTheShell.test(variable)
  return {
    variables: [...names.used].filter(plain),
    assigns: assigns.filter(variable => name.test(variable) && !/^RUNBOOK_/.test(variable)),
  }
}

function use(variable: string, names: Names) {
  if (!names.set.has(variable) && !names.sourced) names.used.add(variable)
}

function inSubshell(names: Names): Names {
  return {...names, set: new Set(names.set)}
}

type Visitors = {[T in SyntaxNode['type']]?: (node: Extract<SyntaxNode, {type: T}>, names: Names) => void}

function visit(node: SyntaxNode, names: Names) {
  const visitor = visitors[node.type] as ((node: SyntaxNode, names: Names) => void) | undefined
  if (visitor) visitor(node, names)
  else children(node, names)
}

function children(node: SyntaxNode, names: Names) {
  forEachChild(node, child => visit(child, names))
}

const visitors: Visitors = {
  SimpleExpansion: (node, names) => use(node.text.replace(/^\$/, ''), names),
  ParameterExpansion: expansion,
  Script: (node, names) => children(node, inSubshell(names)),
  Subshell: (node, names) => children(node, inSubshell(names)),
  Coproc: (node, names) => children(node, inSubshell(names)),
  Pipeline: (node, names) => {
    const alone = node.commands.length === 1
    for (const part of node.commands) visit(part, alone ? names : inSubshell(names))
  },
  Function: (node, names) => names.functions.push(node),
  Assignment: (node, names) => {
    children(node, names)
    if (node.append) use(node.name, names)
    names.set.add(node.name)
  },
  For: loop,
  Select: loop,
  ArithmeticWord: (node, names) => {
    // Names inside quotes or expansions are found through the parts.
    if (node.parts?.length) children(node, names)
    else if (name.test(node.value)) use(node.value, names)
  },
  ArithmeticBinary: (node, names) => {
    const assigns = /^(?:[-+*/%&|^]|<<|>>)?=$/.test(node.operator) && node.left.type === 'ArithmeticWord'
    if (!assigns) return children(node, names)
    visit(node.right, names)
    if (node.operator !== '=') visit(node.left, names)
    if (node.left.type === 'ArithmeticWord') names.set.add(node.left.value)
  },
  Command: command,
}

function loop(node: For | Select, names: Names) {
  for (const word of node.wordlist ?? []) visit(word, names)
  names.set.add(node.name.value)
  visit(node.body, names)
}

function expansion(node: ParameterExpansionPart, names: Names) {
  const {operation} = node
  if (node.index) visit(node.index, names)
  if (operation?.type === 'Default') {
    if (
      operation.operator.endsWith('?') ||
      operation.operator.endsWith('-') ||
      operation.operator.endsWith('+')
    ) {
      visit(operation.operand, inSubshell(names))
    } else {
      visit(operation.operand, names)
      names.set.add(node.parameter)
    }
    return
  }
  if (operation?.type !== 'Names') use(node.parameter, names)
  if (operation) forEachChild(operation, child => visit(child, names))
}

function command(node: Command, names: Names) {
  const program = node.name?.value ?? ''
  const words = node.args.map(arg => (arg.type === 'Word' ? arg.value : ''))
  for (const part of node.prefix) {
    // `X=1 cmd $X` sets X for cmd alone, and the shell expands `$X` before.
    if (part.type === 'Assignment' && node.name) children(part, names)
    else visit(part, names)
  }
  if (node.name) visit(node.name, names)
  const declares = /^(?:export|declare|typeset|local|readonly|alias)$/.test(program)
  for (const part of node.suffix) {
    if (part.type !== 'Assignment' || declares) visit(part, names)
    else children(part, names)
  }
  for (const redirect of node.redirects) {
    if (redirect.descriptor?.type === 'FileDescriptorVariable') names.set.add(redirect.descriptor.name)
  }
  for (const variable of namesSetBy(program, words)) names.set.add(variable)
  if (program === 'source' || program === '.' || program === 'eval') {
    const literal =
      program === 'eval' && node.args.every(arg => arg.type === 'Word' && !/[$`]/.test(arg.value))
    if (!literal) names.sourced = true
    else for (const statement of parse(words.join(' ')).commands) visit(statement, names)
  }
  if (program === 'unset') for (const word of words) names.set.delete(word)
}

function namesSetBy(program: string, words: readonly string[]): string[] {
  const plain = words.filter(word => name.test(word))
  switch (program) {
    case 'read': {
      const taking = /^-[adinNptu]$/
      const found = words.filter(
        (word, i) => name.test(word) && !(taking.test(words[i - 1] ?? '') && words[i - 1] !== '-a'),
      )
      return found.length > 0 ? found : ['REPLY']
    }
    case 'mapfile':
    case 'readarray':
      return plain.length > 0 ? plain.slice(-1) : ['MAPFILE']
    case 'getopts':
      return plain.slice(1, 2)
    case 'printf':
      return words[0] === '-v' ? words.slice(1, 2) : []
    case 'let':
      return words.map(word => /^([A-Za-z_]\w*)\s*[-+*/%]?=/.exec(word)?.[1] ?? '').filter(Boolean)
    case 'wait':
      return words[0] === '-p' ? words.slice(1, 2) : []
    case 'declare':
    case 'typeset':
    case 'local':
      return plain
    default:
      return []
  }
}
