import type {Function as FunctionNode} from 'unbash'
import type {Argument} from './argument.ts'
import {type SqlEffect, type Stdin, terminal} from './scope.ts'

/** What a piece of a script stands in. */
export interface Surroundings {
  stdin: Stdin
  /** Functions known so far, and aliases as their text. */
  functions: Map<string, FunctionNode | string>
  /** The arguments of the function that is being called. */
  positional: Argument[] | undefined
  calling: readonly string[]
  /** How many scripts within scripts lie around. */
  depth: number
  /** How many more commands are read before giving up: functions that call one another multiply. */
  budget: {left: number}
  sqlEffect: SqlEffect | undefined
}

/** The surroundings of a whole script. */
export function outermost(sqlEffect: SqlEffect | undefined): Surroundings {
  return {
    stdin: terminal,
    functions: new Map(),
    positional: undefined,
    calling: [],
    depth: 0,
    budget: {left: 5000},
    sqlEffect,
  }
}
