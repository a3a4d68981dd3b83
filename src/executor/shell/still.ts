import {isPlainlyReadable, token} from './plainly-readable.ts'
import {trapsNote} from './prelude.ts'

/** Builtins that leave bash as they find it; of `printf` only what `formats` takes. */
const quiet = new Set(': true false echo pwd printf'.split(' '))

/** A name that means itself. */
const literal = /^[A-Za-z_./][\w.:@%+/-]*$/

/** A format of `printf` that stands there whole. `%n` sets a variable, and so does `-v`. */
const formats = /^(?:'[^']*'|"[^"$]*"|[^-'"$][^'"$]*)$/
const counting = /%[-+ #'0*.\d]*[hjlLtz]*n/

/**
 * The names of the commands of a block, where it does nothing to the bash that runs it unless one of them does: no assignment, no
 * expansion but of a variable, no name that is only known when it runs. Undefined for every other block.
 */
export function programsIn(script: string): string[] | undefined {
  if (!isPlainlyReadable(script)) return undefined
  const names: string[] = []
  let words: string[] = []
  let isTarget = false
  let isPlain = true
  const end = () => {
    const [name, first] = words
    words = []
    if (name === undefined) return
    names.push(name)
    if (!literal.test(name)) isPlain = false
    if (name === 'printf' && (first === undefined || !formats.test(first) || counting.test(first)))
      isPlain = false
  }
  for (const {0: text, groups} of script.matchAll(new RegExp(token.source, 'gy'))) {
    if (groups!.word !== undefined) {
      if (!isTarget) words.push(text)
      isTarget = false
    } else if (groups!.operator !== undefined) end()
    else if (/[<>]/.test(text)) isTarget = true
  }
  end()
  return isPlain ? names : undefined
}

/**
 * The names of what bash carries out itself, in a state that it wrote: functions, and builtins that may change it. Undefined where any
 * command may: there are traps, aliases or references by name, what traces commands is computed, or the state does not tell.
 */
export function actingNames(state: string): Set<string> | undefined {
  if (!/^enable builtin$/m.test(state) || state.includes(`\n${trapsNote}`)) return undefined
  if (/^(?:alias |declare -\w*n|set -o (?:keyword|xtrace)$)/m.test(state)) return undefined
  for (const [trap] of state.matchAll(/^trap -- .*/gm)) if (!trap.includes('__rb_exit')) return undefined
  const names = new Set<string>()
  for (const [, name] of state.matchAll(/^enable (?:-n )?(\S+)$/gm)) if (!quiet.has(name!)) names.add(name!)
  for (const [, name] of state.matchAll(/^(?:function )?(\S+) \(\) *$/gm)) names.add(name!)
  return names
}
