import type {Command, CommandNode, PipelineNode, Script, Statement, SyntaxNode} from 'unbash'
import {argumentsOf, innerScripts} from './argument.ts'
import {call, define, type Reader} from './call.ts'
import {classify} from './classify.ts'
import {
  asPrompt,
  handsOut,
  hijacked,
  namesGiven,
  subscripted,
  subscriptedText,
  withEnvironment,
} from './environment.ts'
import {forever, pipedFrom, printed, stopsEarly} from './flow.ts'
import {Functions} from './functions.ts'
import {emptied, redirected} from './redirection.ts'
import type {Finding} from './rule.ts'
import {inOwnShell, inSequence, type Scope, type Seen, type Stdin, seen, together} from './scope.ts'
import type {Surroundings} from './surroundings.ts'
import {treeOf} from './tree.ts'
import {finding} from './wording.ts'

/** What statements do, one after the other. */
function walkAll(statements: readonly Statement[], around: Surroundings): Seen {
  return inSequence(statements.map(statement => walkStatement(statement, around)))
}

/** What one statement does. In the background nothing waits for it and nobody talks to it. */
export function walkStatement({command, background}: Statement, around: Surroundings): Seen {
  if (!background) return walk(command, around)
  const stdin: Stdin = {from: 'file', text: undefined, source: '/dev/null'}
  const piece = walk(command, {...around, stdin, functions: new Functions(around.functions)})
  return {findings: piece.findings.map(({interactive: _, ...rest}) => rest), endless: undefined}
}

function walk(node: PipelineNode | Statement['command'], around: Surroundings): Seen {
  const perhaps = around.sure ? {...around, sure: false} : around
  switch (node.type) {
    case 'Command':
      return simple(node, around)
    case 'Pipeline':
      return pipeline(node.commands, around)
    case 'AndOr':
      return inSequence(node.commands.map((command, i) => walk(command, i === 0 ? around : perhaps)))
    case 'Redirected': {
      const {findings, stdin} = redirected(node.redirects, around.stdin)
      const body = walk(node.command, {...perhaps, stdin})
      return {
        findings: [...body.findings, ...findings, ...substitutions(node.redirects, around)],
        endless: body.endless,
      }
    }
    case 'Subshell':
      return inOwnShell(walkAll(node.body.commands, {...around, functions: new Functions(around.functions)}))
    case 'BraceGroup':
      return walkAll(node.body.commands, around)
    case 'If': {
      const clauses = [
        walkAll(node.clause.commands, around),
        ...node.elif.map(elif => walkAll(elif.clause.commands, perhaps)),
      ]
      const branches = [
        node.then,
        ...node.elif.map(elif => elif.then),
        ...(node.else ? [node.else] : []),
      ].map(list => walkAll(list.commands, perhaps))
      return inSequence([...clauses, together(branches)])
    }
    case 'While': {
      const body = inSequence([walkAll(node.clause.commands, perhaps), walkAll(node.body.commands, perhaps)])
      const text = forever(node) ? `\`${node.kind} ${node.kind === 'while' ? 'true' : 'false'}\`` : undefined
      return {
        findings: body.findings,
        endless: text ? {text, last: true} : body.endless && {...body.endless, last: false},
      }
    }
    case 'For':
    case 'Select':
    case 'ArithmeticFor': {
      const {findings, endless} = walkAll(node.body.commands, perhaps)
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
        together(node.items.map(item => walkAll(item.body.commands, perhaps))),
      ])
    case 'Function':
      return define(node, around, reader)
    case 'Coproc':
      return node.body.type === 'CompoundList'
        ? walkAll(node.body.commands, perhaps)
        : {...walk(node.body, perhaps), endless: undefined}
    case 'TestCommand':
    case 'ArithmeticCommand':
      return {
        findings: [...substitutions([node], around), ...subscriptedText(node)],
        endless: undefined,
      }
  }
}

/** How the functions that a command calls are read. */
const reader: Reader = {
  body: (body, around) =>
    body.type === 'CompoundList' ? walkAll(body.commands, around) : walk(body, around),
  scopeOf,
}

function pipeline(commands: readonly CommandNode[], around: Surroundings): Seen {
  let stdin = around.stdin
  let source = ''
  const pieces = commands.map(command => {
    // `! f() { …; }` is one command of this very shell
    const functions = commands.length > 1 ? new Functions(around.functions) : around.functions
    const piece = walk(command, {...around, stdin, functions})
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
  const prompts = nodes.flatMap(node => (node ? asPrompt(node) : []))
  const scripts = nodes.flatMap(node => (node ? innerScripts(node) : []))
  if (scripts.length === 0) return prompts
  const inside = {...around, depth: around.depth + 1, functions: new Functions(around.functions)}
  const found = scripts.flatMap(script => inOwnShell(walkAll((script as Script).commands, inside)).findings)
  return [...prompts, ...found]
}

function simple(node: Command, around: Surroundings): Seen {
  if (around.budget.left-- <= 0)
    return seen(finding('unknown', node.name?.text ?? '', 'is part of a script too long to be read'))
  const {findings: written, stdin} = redirected(node.redirects, around.stdin)
  const inner = substitutions([...node.prefix, ...node.suffix, node.name], around)
  const assignments = node.prefix.filter(part => part.type === 'Assignment')
  const args = argumentsOf(node.name ? [node.name, ...node.args] : [], around.positional)
  const given = argumentsOf(assignments, undefined)
  const hijacks = [...hijacked(node, args), ...subscripted(args, given)]
  if (!node.name) {
    const sets = assignments.map(({name}) => ({
      state: true,
      ...finding('local', `${name}=`, 'sets a variable'),
    }))
    const empties = assignments.length === 0 ? emptied(node.redirects) : undefined
    return {
      findings: [...(empties ? [empties] : [...sets, ...written]), ...hijacks, ...asState(inner)],
      endless: undefined,
    }
  }
  const empties = node.redirects.length > 0 && isSilent(node) ? emptied(node.redirects) : undefined
  const called = withEnvironment(
    call(args, {...around, stdin}, reader),
    args[0]?.value ?? '',
    namesGiven(given.map(({value}) => value)),
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

/** Whether a command prints nothing. */
function isSilent({name, args}: Command): boolean {
  return /^(?:true|:|cat \/dev\/null|echo -n|printf ''|echo -n ''|echo -n "")$/.test(
    [name?.text, ...args.map(arg => arg.text)].join(' '),
  )
}

/** What is only looked at to set a variable is part of setting it. */
function asState(findings: readonly Finding[]): Finding[] {
  return findings.map(found => (found.effect === 'read' ? {...found, state: true} : found))
}

function scopeOf(around: Surroundings): Scope {
  const deeper = (stdin: Stdin, elsewhere: boolean): Surroundings => ({
    ...around,
    stdin,
    positional: undefined,
    depth: around.depth + 1,
    functions: elsewhere ? new Functions() : around.functions,
    sure: false,
  })
  return {
    stdin: around.stdin,
    sqlEffect: around.sqlEffect,
    script: (text, stdin, elsewhere) => {
      if (around.depth > 5) return seen(finding('unknown', 'bash -c', 'is nested too deeply to be read'))
      const script = treeOf(text)
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
