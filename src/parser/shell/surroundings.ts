import type {Argument} from './argument.ts'
import {Functions} from './functions.ts'
import {type SqlEffect, type Stdin, terminal} from './scope.ts'

/** What a piece of a script stands in. */
export interface Surroundings {
  stdin: Stdin
  /** Those known so far. */
  functions: Functions
  /** It runs whenever what comes after it runs: no branch, loop, function or text of another script is around it. */
  sure: boolean
  /** The arguments of the function that is being called. */
  positional: Argument[] | undefined
  calling: readonly string[]
  /** How many scripts within scripts lie around. */
  depth: number
  /** How many more commands are read before giving up: functions that call one another multiply. */
  budget: {left: number}
  sqlEffect: SqlEffect | undefined
}

/** The surroundings of a whole script; `definitions` are the texts that scripts before it left behind. */
export function outermost(
  sqlEffect: SqlEffect | undefined,
  definitions: readonly string[] = [],
): Surroundings {
  const functions = new Functions()
  for (const definition of definitions) functions.addEarlier(definition)
  return {
    stdin: terminal,
    functions,
    sure: true,
    positional: undefined,
    calling: [],
    depth: 0,
    budget: {left: 5000},
    sqlEffect,
  }
}
