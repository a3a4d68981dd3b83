import {
  type Command,
  type CommandNode,
  type Function as FunctionNode,
  type PipelineNode,
  parse,
  type Script,
  type Statement,
  type SyntaxNode,
} from 'unbash'
import {type Argument, argumentsOf, innerScripts} from './argument.ts'
import {classify} from './classify.ts'
import {handsOut, hijacked, subscripted, subscriptedText, withEnvironment} from './environment.ts'
import {forever, pipedFrom, printed, stopsEarly} from './flow.ts'
import {isKnownProgram} from './known.ts'
import {emptied, redirected} from './redirection.ts'
import type {Finding} from './rule.ts'
import {
  inOwnShell,
  inSequence,
  mapFindings,
  type Scope,
  type Seen,
  type Stdin,
  seen,
  together,
} from './scope.ts'
import type {Surroundings} from './surroundings.ts'
import {finding} from './wording.ts'

const nothing: Seen = {findings: [], endless: undefined}

/** What statements do, one after the other. */
function walkAll(statements: readonly Statement[], around: Surroundings): Seen {
  return inSequence(statements.map(statement => walkStatement(statement, around)))
}

/** What one statement does. In the background nothing waits for it and nobody talks to it. */
export function walkStatement({command, background}: Statement, around: Surroundings): Seen {
  if (!background) return walk(command, around)
  const piece = walk(command, {...around, stdin: {from: 'file', text: undefined, source: '/dev/null'}})
  return {findings: piece.findings.map(({interactive: _, ...rest}) => rest), endless: undefined}
}

function walk(node: PipelineNode | Statement['command'], around: Surroundings): Seen {
  switch (node.type) {
    case 'Command':
      return simple(node, around)
    case 'Pipeline':
      return pipeline(node.commands, around)
    case 'AndOr':
      return inSequence(node.commands.map(command => walk(command, around)))
    case 'Redirected': {
      const {findings, stdin} = redirected(node.redirects, around.stdin)
      const body = walk(node.command, {...around, stdin})
      return {
        findings: [...body.findings, ...findings, ...substitutions(node.redirects, around)],
        endless: body.endless,
      }
    }
    case 'Subshell':
      return inOwnShell(walkAll(node.body.commands, {...around, functions: new Map(around.functions)}))
    case 'BraceGroup':
      return walkAll(node.body.commands, around)
    case 'If': {
      const clauses = [node.clause, ...node.elif.map(elif => elif.clause)].map(list =>
        walkAll(list.commands, around),
      )
      const branches = [
        node.then,
        ...node.elif.map(elif => elif.then),
        ...(node.else ? [node.else] : []),
      ].map(list => walkAll(list.commands, around))
      return inSequence([...clauses, together(branches)])
    }
    case 'While': {
      const body = inSequence([walkAll(node.clause.commands, around), walkAll(node.body.commands, around)])
      const text = forever(node) ? `\`${node.kind} ${node.kind === 'while' ? 'true' : 'false'}\`` : undefined
      return {
        findings: body.findings,
        endless: text ? {text, last: true} : body.endless && {...body.endless, last: false},
      }
    }
    case 'For':
    case 'Select':
    case 'ArithmeticFor': {
      const {findings, endless} = walkAll(node.body.commands, around)
      const heads =
        node.type === 'ArithmeticFor' ? [node.initialize, node.test, node.update] : (node.wordlist ?? [])
      const asked =
        node.type === 'Select'
          ? [
              {
                ...finding('local', 'select'),
                state: true,
                interactive: '`select` asks a person at a terminal',
              },
            ]
          : []
      const unending =
        node.type === 'ArithmeticFor' && !node.test
          ? {text: '`for ((;;))`', last: true}
          : endless && {...endless, last: false}
      return {findings: [...substitutions(heads, around), ...findings, ...asked], endless: unending}
    }
    case 'Case':
      return inSequence([
        {findings: substitutions([node.word], around), endless: undefined},
        together(node.items.map(item => walkAll(item.body.commands, around))),
      ])
    case 'Function':
      return define(node, around)
    case 'Coproc':
      return node.body.type === 'CompoundList'
        ? walkAll(node.body.commands, around)
        : {...walk(node.body, around), endless: undefined}
    case 'TestCommand':
    case 'ArithmeticCommand':
      return {
        findings: [...substitutions([node], around), ...subscriptedText(node)],
        endless: undefined,
      }
  }
}

/** Defining is harmless, but whoever defines something that destroys should know before it is called. */
function define(node: FunctionNode, around: Surroundings): Seen {
  const name = node.name.value
  const local = {...finding('local', `${name}()`, 'is defined here'), state: true}
  around.functions.set(name, node)
  if (around.calling.length > 3) return seen(local)
  const body = functionBody(node, {
    ...around,
    calling: [...around.calling, name],
    positional: undefined,
    functions: new Map(around.functions),
  })
  const worse = body.findings.find(found => found.effect === 'destroy')
  return seen(
    worse
      ? {...worse, name: `${name}()`, text: `defines \`${name}\`: ${worse.text}`, interactive: undefined}
      : local,
  )
}

function functionBody({body}: FunctionNode, around: Surroundings): Seen {
  return body.type === 'CompoundList' ? walkAll(body.commands, around) : walk(body, around)
}

function pipeline(commands: readonly CommandNode[], around: Surroundings): Seen {
  let stdin = around.stdin
  let source = ''
  const pieces = commands.map(command => {
    const inside = {...around, stdin, functions: new Map(around.functions)}
    const piece = walk(command, inside)
    source = pipedFrom(source, command)
    stdin = {from: 'pipe', text: printed(command, around.positional), source}
    return piece
  })
  const all = together(pieces)
  return commands.slice(1).some(stopsEarly) ? {findings: all.findings, endless: undefined} : all
}

/** What the substitutions inside these nodes do. */
function substitutions(nodes: readonly (SyntaxNode | undefined)[], around: Surroundings) {
  if (around.depth > 20) return [finding('unknown', '$(…)', 'is nested too deeply to be read')]
  const inside = {...around, depth: around.depth + 1, functions: new Map(around.functions)}
  return nodes
    .flatMap(node => (node ? innerScripts(node) : []))
    .flatMap(script => inOwnShell(walkAll((script as Script).commands, inside)).findings)
}

function simple(node: Command, around: Surroundings): Seen {
  if (around.budget.left-- <= 0)
    return seen(finding('unknown', node.name?.text ?? '', 'is part of a script too long to be read'))
  const {findings: written, stdin} = redirected(node.redirects, around.stdin)
  const inner = substitutions([...node.prefix, ...node.suffix, node.name], around)
  const assignments = node.prefix.filter(part => part.type === 'Assignment')
  const args = argumentsOf(node.name ? [node.name, ...node.args] : [], around.positional)
  const hijacks = [...hijacked(node, args), ...subscripted(args, argumentsOf(assignments, undefined))]
  if (!node.name) {
    const sets = assignments.map(({name}) => ({
      ...finding('local', `${name}=`, 'sets a variable'),
      state: true,
    }))
    const empties = assignments.length === 0 ? emptied(node.redirects) : undefined
    return {
      findings: [...(empties ? [empties] : [...sets, ...written]), ...hijacks, ...asState(inner)],
      endless: undefined,
    }
  }
  const silent = /^(?:true|:|cat \/dev\/null|echo -n|printf ''|echo -n ''|echo -n "")$/.test(
    [node.name.text, ...node.args.map(arg => arg.text)].join(' '),
  )
  const empties = silent ? emptied(node.redirects) : undefined
  const called = withEnvironment(
    call(args, {...around, stdin}),
    args[0]?.value ?? '',
    assignments.map(({name}) => name),
  )
  // What is exported may make any program after it run another.
  if (handsOut(args)) for (const found of called.findings) found.state = false
  const settling = called.findings.length > 0 && called.findings.every(found => found.state)
  return {
    findings: [
      ...called.findings,
      ...(empties ? [empties] : written),
      ...hijacks,
      ...(settling ? asState(inner) : inner),
    ],
    endless: called.endless,
  }
}

/** What is only looked at to set a variable is part of setting it. */
function asState(findings: readonly Finding[]): Finding[] {
  return findings.map(found => (found.effect === 'read' ? {...found, state: true} : found))
}

function call(args: readonly Argument[], around: Surroundings): Seen {
  const [head, ...rest] = args
  const name = head && !head.dynamic ? head.value : ''
  const known = around.functions.get(name)
  if (known === undefined || (typeof known === 'string' && around.calling.includes(name))) {
    const words = /^(?:builtin|command)$/.test(name) ? rest : args
    if (words[0]?.value === 'alias') for (const {value} of words.slice(1)) alias(value, around)
    return classify(args, scopeOf(around))
  }
  const defined = callDefined(name, known, rest, around)
  // A definition may be conditional, taken back or, an alias, not in force: then the program itself runs.
  return isKnownProgram(name) ? either(defined, classify(args, scopeOf(around))) : defined
}

/** One of two that both may happen. */
function either(first: Seen, second: Seen): Seen {
  return {findings: [...first.findings, ...second.findings], endless: first.endless ?? second.endless}
}

function callDefined(
  name: string,
  known: FunctionNode | string,
  rest: readonly Argument[],
  around: Surroundings,
): Seen {
  if (around.calling.includes(name)) return nothing
  if (around.calling.length > 20) return seen(finding('unknown', name))
  const inside = {...around, calling: [...around.calling, name]}
  if (typeof known !== 'string') {
    const body = functionBody(known, {...inside, positional: [...rest]})
    return body.findings.length > 0
      ? mapFindings(body, found => ({...found, name}))
      : seen(finding('read', name))
  }
  const [statement, ...others] = parse(known).commands
  const meaning = statement?.command
  if (others.length > 0 || meaning?.type !== 'Command' || !meaning.name) return seen(finding('unknown', name))
  return mapFindings(
    call([...argumentsOf([meaning.name, ...meaning.args], undefined), ...rest], inside),
    found => ({...found, name}),
  )
}

function alias(definition: string, around: Surroundings) {
  const equals = definition.indexOf('=')
  if (equals > 0) around.functions.set(definition.slice(0, equals), definition.slice(equals + 1))
}

function scopeOf(around: Surroundings): Scope {
  const deeper = (stdin: Stdin, elsewhere: boolean): Surroundings => ({
    ...around,
    stdin,
    positional: undefined,
    depth: around.depth + 1,
    functions: elsewhere ? new Map() : around.functions,
  })
  return {
    stdin: around.stdin,
    sqlEffect: around.sqlEffect,
    script: (text, stdin, elsewhere) => {
      if (around.depth > 5) return seen(finding('unknown', 'bash -c', 'is nested too deeply to be read'))
      const script = parse(text)
      const piece = walkAll(script.commands, deeper(stdin, elsewhere))
      return script.errors?.length
        ? {
            ...piece,
            findings: [
              ...piece.findings,
              finding('unknown', text.split(/\s/)[0] ?? '', 'is followed by text that is not a shell script'),
            ],
          }
        : piece
    },
    command: (args, stdin, elsewhere) =>
      around.depth > 20
        ? seen(finding('unknown', args[0]?.text ?? ''))
        : classify(args, scopeOf(deeper(stdin, elsewhere))),
  }
}
