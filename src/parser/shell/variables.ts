import {
  type Assignment,
  type Command,
  type For,
  type Function as FunctionNode,
  forEachChild,
  type ParameterExpansionPart,
  type Script,
  type Select,
  type SyntaxNode,
  type Word,
} from 'unbash'
import {treeOf} from './tree.ts'
import {namesSetBy} from './variables-set.ts'

/** What the shell sets by itself, or the engine for every block. */
const ofTheShell =
  /^(?:HOME|PWD|OLDPWD|PATH|USER|LOGNAME|SHELL|TERM|LANG|LC_\w+|RANDOM|SRANDOM|SECONDS|EPOCHSECONDS|EPOCHREALTIME|BASH|BASH_\w+|BASHPID|HOSTNAME|HOSTTYPE|MACHTYPE|OSTYPE|UID|EUID|PPID|GROUPS|SHLVL|IFS|LINENO|FUNCNAME|DIRSTACK|PIPESTATUS|OPTARG|OPTIND|OPTERR|REPLY|SHELLOPTS|BASHOPTS|COLUMNS|LINES|PS[0-4]|COPROC|MAPFILE|COMP_\w+|RUNBOOK_\w+|_)$/
/** Of these, what a cron job or a service may lack. */
const ofThePerson = /^(?:HOME|USER|LOGNAME|OLDPWD)$/
const name = /^[A-Za-z_]\w*$/
/** How many functions that call one another are followed, and how many texts one in the other. */
const deepest = 20
const deepestText = 4

interface Names {
  used: Set<string>
  /** Of these, those whose value a command gets as it is: an empty one may turn it into another command. */
  nonEmpty: Set<string>
  /** Names that the shell has been told to end at where they are empty: `${X:?}`. */
  checked: Set<string>
  /** Inside a test or arithmetic, where an empty value is looked at or counts as zero. */
  looking: boolean
  /** Set here, for what follows. */
  set: Set<string>
  /** A file was read in that may have set anything. */
  sourced: boolean
  functions: FunctionNode[]
  /** What functions that are called set for those after them; empty while one is being read. */
  returned: Map<FunctionNode, Pick<Names, 'set' | 'sourced'>>
  depth: number
  /** How many texts given to `eval` the place stands in. */
  texts: number
  /** What the function being followed keeps to itself. */
  locals: Set<string> | undefined
}

/**
 * Variables that a script needs from outside, in order of first use; those of them that must not be empty where it changes
 * something; and those that it leaves behind.
 */
export function variablesOf(script: Script): {variables: string[]; nonEmpty: string[]; assigns: string[]} {
  const names: Names = {
    used: new Set(),
    nonEmpty: new Set(),
    checked: new Set(),
    looking: false,
    set: new Set(),
    sourced: false,
    functions: [],
    returned: new Map(),
    depth: 0,
    texts: 0,
    locals: undefined,
  }
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
    nonEmpty: [...names.nonEmpty].filter(variable => plain(variable) || ofThePerson.test(variable)),
    assigns: assigns.filter(variable => name.test(variable) && !/^RUNBOOK_/.test(variable)),
  }
}

/** `asItIs` where an empty value would reach a command as nothing. */
function use(variable: string, names: Names, asItIs = true) {
  if (names.set.has(variable) || names.sourced) return
  names.used.add(variable)
  if (asItIs && !names.looking && !names.checked.has(variable)) names.nonEmpty.add(variable)
}

function inSubshell(names: Names): Names {
  return {...names, set: new Set(names.set), checked: new Set(names.checked)}
}

function looking(names: Names): Names {
  return {...names, looking: true}
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
  Coproc: (node, names) => {
    children(node, inSubshell(names))
    names.set.add(node.name?.value ?? 'COPROC')
  },
  Pipeline: (node, names) => {
    const alone = node.commands.length === 1
    for (const part of node.commands) visit(part, alone ? names : inSubshell(names))
  },
  Function: (node, names) => names.functions.push(node),
  Assignment: (node, names) => {
    children(node, names)
    if (node.append) use(node.name, names, false)
    names.set.add(node.name)
  },
  For: loop,
  Select: loop,
  TestCommand: (node, names) => children(node, looking(names)),
  ArithmeticExpansion: (node, names) => children(node, looking(names)),
  ArithmeticCommand: (node, names) => children(node, looking(names)),
  ArithmeticFor: (node, names) => {
    for (const part of [node.initialize, node.test, node.update]) if (part) visit(part, looking(names))
    visit(node.body, names)
  },
  Case: (node, names) => {
    visit(node.word, looking(names))
    for (const item of node.items) visit(item, names)
  },
  CaseItem: (node, names) => {
    for (const word of node.pattern) visit(word, looking(names))
    visit(node.body, names)
  },
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
    if (operation.operator.endsWith('?')) {
      use(node.parameter, names, false) // without a value the shell would end the script
      if (operation.operator === ':?') names.checked.add(node.parameter)
    } else if (operation.operator.endsWith('-') || operation.operator.endsWith('+')) {
      visit(operation.operand, inSubshell(names))
    } else {
      visit(operation.operand, names)
      names.set.add(node.parameter)
    }
    return
  }
  // a list may well be empty, and a length is a number
  if (operation?.type !== 'Names') use(node.parameter, names, !node.index && node.prefix !== '#')
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
  const seen = program === '[' || program === 'test' ? looking(names) : names
  const declares = /^(?:export|declare|typeset|local|readonly|alias)$/.test(program)
  if (/^(?:local|declare|typeset)$/.test(program)) for (const part of node.args) keep(part, names)
  for (const part of node.suffix) {
    if (part.type !== 'Assignment' || declares) visit(part, seen)
    else children(part, seen)
  }
  for (const redirect of node.redirects) {
    if (redirect.descriptor?.type === 'FileDescriptorVariable') names.set.add(redirect.descriptor.name)
  }
  for (const variable of namesSetBy(program, words)) names.set.add(variable)
  if (program === 'source' || program === '.' || program === 'eval') {
    const literal =
      program === 'eval' &&
      names.texts < deepestText &&
      node.args.every(arg => arg.type === 'Word' && !/[$`]/.test(arg.value))
    if (literal) evaluate(words.join(' '), names)
    else names.sourced = true
  }
  for (const word of declares ? words : []) {
    const quoted = /^([A-Za-z_]\w*)\+?=/.exec(word)?.[1]
    if (quoted) names.set.add(quoted)
  }
  // `export "$k=$v"` may set anything.
  if (declares && program !== 'alias' && node.args.some(arg => arg.type === 'Word' && isDynamic(arg)))
    names.sourced = true
  if (program === 'unset') for (const word of words) names.set.delete(word)
  follow(program, names)
}

/** A text given to `eval` may hold another `eval`, and so on: that is followed so far, and no further. */
function evaluate(text: string, names: Names) {
  names.texts++
  for (const statement of treeOf(text).commands) visit(statement, names)
  names.texts--
}

/** A name given to `local`, and to `declare` inside a function, is gone when the function returns. */
function keep(part: Word | Assignment, {locals}: Names) {
  const own = part.type === 'Assignment' ? part.name : part.value
  if (name.test(own)) locals?.add(own)
}

function isDynamic({value}: Word): boolean {
  return /^[^=]*[$`]/.test(value)
}

/** What a function of this script that is called here sets for those after it. */
function follow(program: string, names: Names) {
  const called = names.functions.findLast(({name}) => name.value === program)
  if (!called || names.depth > deepest) return
  let returned = names.returned.get(called)
  if (!returned) {
    returned = {set: new Set(), sourced: false}
    names.returned.set(called, returned)
    const locals = new Set<string>()
    const inside: Names = {
      ...names,
      used: new Set(),
      nonEmpty: new Set(),
      checked: new Set(),
      set: new Set(),
      sourced: false,
      functions: [...names.functions],
      depth: names.depth + 1,
      locals,
    }
    visit(called.body, inside)
    for (const variable of inside.set) if (!locals.has(variable)) returned.set.add(variable)
    returned.sourced = inside.sourced
  }
  for (const variable of returned.set) names.set.add(variable)
  names.sourced ||= returned.sourced
}
