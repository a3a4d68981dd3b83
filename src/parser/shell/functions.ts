import type {Function as FunctionNode} from 'unbash'
import {argumentsOf} from './argument.ts'
import {treeOf} from './tree.ts'

/** A function, or an alias as its text. */
export type Definition = FunctionNode | string

/** What a name may stand for. */
export interface Meaning {
  /** Any of these may be in force. */
  definitions: readonly Definition[]
  /** One of them surely is: else the name may also be that of a program. */
  bound: boolean
}

/** The functions and aliases known at one point of a script. */
export class Functions {
  readonly #byName: Map<string, Meaning>

  constructor(known?: Functions) {
    this.#byName = new Map(known ? known.#byName : [])
  }

  get(name: string): Meaning | undefined {
    return this.#byName.get(name)
  }

  /**
   * A definition that surely runs replaces the functions of its name before it. It replaces no alias, and an alias replaces
   * nothing: whether aliases are in force is up to the shell.
   */
  add(name: string, definition: Definition, sure: boolean): void {
    const {definitions = [], bound = false} = this.#byName.get(name) ?? {}
    const kept =
      sure && typeof definition !== 'string'
        ? definitions.filter(before => typeof before === 'string')
        : definitions
    this.#byName.set(name, {definitions: [...kept, definition], bound: bound || sure})
  }

  /** Adds what an earlier script left behind: it is taken to be in force, but so are others of its name. */
  addEarlier(text: string): void {
    for (const {command} of treeOf(text).commands) {
      if (command.type === 'Function') this.#addBeside(command.name.value, command)
      if (command.type !== 'Command' || !command.name) continue
      const words = argumentsOf([command.name, ...command.args], undefined).map(({value}) => value)
      for (const [name, meaning] of aliasesIn(words)) this.#addBeside(name, meaning)
    }
  }

  #addBeside(name: string, definition: Definition): void {
    this.#byName.set(name, {
      definitions: [...(this.#byName.get(name)?.definitions ?? []), definition],
      bound: true,
    })
  }

  /** What `unset -f` or `unalias` names may be gone; it may also have failed. */
  takeBack(words: readonly string[]): void {
    for (const name of takenBack(words) ?? this.#byName.keys()) {
      const meaning = this.#byName.get(name)
      if (meaning) this.#byName.set(name, {...meaning, bound: false})
    }
  }
}

/** The names and meanings that the words of an `alias` command define; none for other commands. */
export function aliasesIn(words: readonly string[]): [string, string][] {
  const [program, ...definitions] = withoutBuiltin(words)
  if (program !== 'alias') return []
  return definitions.flatMap(definition => {
    const equals = definition.indexOf('=')
    return equals > 0 ? [[definition.slice(0, equals), definition.slice(equals + 1)] as [string, string]] : []
  })
}

/** The names that the words of an `unset` or `unalias` command take back; undefined for all of them. */
export function takenBack(words: readonly string[]): string[] | undefined {
  const [program, ...names] = withoutBuiltin(words)
  if (program === 'unalias' && names.some(name => /^-\w*a/.test(name))) return undefined
  if (program !== 'unalias' && (program !== 'unset' || names.some(name => /^-\w*v/.test(name)))) return []
  return names.filter(name => !name.startsWith('-'))
}

/** A command's words without `builtin` and `command` before them. */
export function withoutBuiltin(words: readonly string[]): readonly string[] {
  const from = words.findIndex(word => word !== 'builtin' && word !== 'command')
  return from === -1 ? [] : words.slice(from)
}
