import type {Command, Function as FunctionNode} from 'unbash'
import {type Argument, argumentsOf} from './argument.ts'
import {classify} from './classify.ts'
import {aliasesIn, type Definition, Functions} from './functions.ts'
import {isKnownProgram} from './known.ts'
import {mapFindings, type Scope, type Seen, seen, together} from './scope.ts'
import type {Surroundings} from './surroundings.ts'
import {treeOf} from './tree.ts'
import {finding} from './wording.ts'

/** How what a call leads to is read. */
export interface Reader {
  body(body: FunctionNode['body'], around: Surroundings): Seen
  scopeOf(around: Surroundings): Scope
}

const nothing: Seen = {findings: [], endless: undefined}

/** Defining is harmless, but whoever defines something that destroys should know before it is called. */
export function define(node: FunctionNode, around: Surroundings, reader: Reader): Seen {
  const name = node.name.value
  const local = {state: true, ...finding('local', `${name}()`, 'is defined here')}
  around.functions.add(name, node, around.sure)
  if (around.calling.length > 3) return seen(local)
  const {findings} = reader.body(node.body, {
    ...around,
    calling: [...around.calling, name],
    positional: undefined,
    functions: new Functions(around.functions),
  })
  const worse = findings.find(found => found.effect === 'destroy')
  return seen(
    worse
      ? {...worse, name: `${name}()`, text: `defines \`${name}\`: ${worse.text}`, interactive: undefined}
      : local,
  )
}

/** What a command does, from its words: all that its name may stand for counts. */
export function call(args: readonly Argument[], around: Surroundings, reader: Reader): Seen {
  const [head, ...rest] = args
  const name = head && !head.dynamic ? head.value : ''
  const known = around.functions.get(name)
  const program = () => classify(args, reader.scopeOf(around))
  if (!known) {
    const words = args.map(({value}) => value)
    for (const [alias, meaning] of aliasesIn(words)) around.functions.add(alias, meaning, around.sure)
    around.functions.takeBack(words)
    return program()
  }
  const within = around.calling.includes(name)
  // an alias is not replaced within itself
  if (within) return known.definitions.some(one => typeof one === 'string') ? program() : nothing
  const [defined = nothing, ...others] = known.definitions.map(one =>
    callDefined(name, one, rest, around, reader),
  )
  // A definition may be conditional, taken back or, an alias, not in force: then the program itself runs.
  return together([defined, ...others, ...(known.bound && !isKnownProgram(name) ? [] : [program()])])
}

function callDefined(
  name: string,
  known: Definition,
  rest: readonly Argument[],
  around: Surroundings,
  reader: Reader,
): Seen {
  if (around.calling.length > 20 || around.budget.left-- <= 0) return seen(finding('unknown', name))
  const inside = {...around, sure: false, calling: [...around.calling, name]}
  if (typeof known !== 'string') {
    const body = reader.body(known.body, {...inside, positional: [...rest]})
    return body.findings.length > 0
      ? mapFindings(body, found => ({...found, name}))
      : seen(finding('read', name))
  }
  const only = onlyCommand(known)
  if (!only?.name) return seen(finding('unknown', name))
  const words = argumentsOf([only.name, ...only.args], undefined)
  return mapFindings(call([...words, ...rest], inside, reader), found => ({...found, name}))
}

function onlyCommand(text: string): Command | undefined {
  const [statement, ...others] = treeOf(text).commands
  return others.length === 0 && statement?.command.type === 'Command' ? statement.command : undefined
}
