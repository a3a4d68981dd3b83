import type {Argument} from './argument.ts'
import {glob} from './glob.ts'
import type {Rule} from './rule.ts'
import {wordList} from './word-list.ts'

/** An option of a call with its value, if it has one. */
export interface Option {
  name: string
  value: Argument | undefined
  /** Nothing tells whether the next word is its value. */
  ambiguous: boolean
}

/** A call's arguments, taken apart. */
export interface Call {
  options: Option[]
  words: Argument[]
  /** Those of the words that may be the value of the option before them. */
  doubtful: Set<Argument>
  /** What was taken for the value of an option, but looks like an option: not each value must be given (`journalctl -b -f`). */
  swallowed: Option[]
}

/** Options that take no value in any program that a table lists, unless it says otherwise. */
const everywhere = new Set(['--debug', '--verbose', '--quiet'])

/** Takes arguments apart as the rule's program would. After `--` everything is a word. */
export function takeApart(
  args: readonly Argument[],
  rule: Pick<Rule, 'values' | 'flags' | 'singleDash'>,
): Call {
  const values = wordList(rule.values)
  const flags = wordList(rule.flags)
  const options: Option[] = []
  const words: Argument[] = []
  const doubtful = new Set<Argument>()
  const swallowed: Option[] = []
  let afterOption = false
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    const {value} = arg
    if (value === '--') {
      words.push(...args.slice(i + 1))
      break
    }
    if (!/^-./.test(value) || (arg.dynamic && arg.value === 'x')) {
      words.push(arg)
      if (afterOption && options.at(-1)?.ambiguous) doubtful.add(arg)
      afterOption = false
      continue
    }
    afterOption = true
    const take = (): Argument | undefined => {
      const taken = args[++i]
      if (taken && /^--?[A-Za-z]/.test(taken.value))
        swallowed.push(...takeApart([taken], {singleDash: rule.singleDash ?? false}).options)
      return taken
    }
    const equals = value.indexOf('=')
    if (equals > 0 && (value.startsWith('--') || rule.singleDash)) {
      const attached = value.slice(equals + 1)
      options.push({name: value.slice(0, equals), value: {...arg, value: attached}, ambiguous: false})
    } else if (values.has(value)) options.push({name: value, value: take(), ambiguous: false})
    else if (value.startsWith('--') || rule.singleDash || value.length === 2) {
      options.push({
        name: value,
        value: undefined,
        ambiguous: !flags.has(value) && !value.startsWith('--no-') && !everywhere.has(value),
      })
    } else options.push(...letters(arg, values, flags, take))
  }
  return {options, words, doubtful, swallowed}
}

/** The words in every way the call may be read; doubts beyond the fourth are taken for words. */
export function readings({words, doubtful}: Call): Argument[][] {
  let found: Argument[][] = [words]
  for (const doubt of [...doubtful].slice(0, 4)) {
    found = found.flatMap(reading => [reading, reading.filter(word => word !== doubt)])
  }
  return found
}

/** `-xzf file`: one letter an option, the rest of the word its value where it takes one. */
function letters(
  arg: Argument,
  values: ReadonlySet<string>,
  flags: ReadonlySet<string>,
  take: () => Argument | undefined,
): Option[] {
  const found: Option[] = []
  for (let i = 1; i < arg.value.length; i++) {
    const name = `-${arg.value[i]}`
    if (!values.has(name))
      found.push({name, value: undefined, ambiguous: i === arg.value.length - 1 && !flags.has(name)})
    else {
      const rest = arg.value.slice(i + 1).replace(/^=/, '')
      found.push({name, value: rest === '' ? take() : {...arg, value: rest}, ambiguous: false})
      break
    }
  }
  return found
}

/** The call with every option that it may have: for what makes it worse. */
export function atWorst(call: Call): Call {
  return call.swallowed.length === 0 ? call : {...call, options: [...call.options, ...call.swallowed]}
}

/** Whether the call has the option, given as `-f`, `--force` or, with its value, `--dry-run=client`. */
export function hasOption(call: Pick<Call, 'options'>, wanted: string, abbreviated = false): boolean {
  const equals = wanted.indexOf('=')
  const name = equals > 0 ? wanted.slice(0, equals) : wanted
  const value = equals > 0 ? wanted.slice(equals + 1) : undefined
  return call.options.some(option => {
    const same =
      glob(name, option.name) || (abbreviated && option.name.length > 4 && name.startsWith(option.name))
    if (!same) return false
    if (value !== undefined) return glob(value, option.value?.value)
    return abbreviated || option.value === undefined || option.value.value !== 'false'
  })
}

/** The last value given to one of these options. */
export function optionValue(call: Pick<Call, 'options'>, ...names: string[]): Argument | undefined {
  return call.options.findLast(option => names.includes(option.name))?.value
}

const negated = /^--no-(?:d|ch|si|ju|li|pl|pre|syn|assumeno)/
const off = /^(?:false|none|no|off|0|)$/i

/** Whether the call has an option that makes it do less, and nothing in it that takes this back or hides whether it does. */
export function lowers(call: Pick<Call, 'options'>, wanted: string): boolean {
  // An option that takes a value with one subcommand and none with another may have swallowed it.
  if (call.options.some(({name, value}) => negated.test(name) || negated.test(value?.value ?? '')))
    return false
  const dry = call.options.findLast(({name}) => name === '--dry-run')?.value
  if (dry && (dry.dynamic || off.test(dry.value))) return false
  const [name = '', value] = wanted.split('=')
  const last = call.options.findLast(option => glob(name, option.name))
  if (!last || last.value?.dynamic) return false
  return value === undefined ? !off.test(last.value?.value ?? 'on') : glob(value, last.value?.value)
}
