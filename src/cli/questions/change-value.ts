import {inputProblem} from '../../executor/input.ts'
import {inputKey} from '../../model/input.ts'
import type {Answer} from '../../model/operator.ts'
import type {NeededInput} from '../../model/plan.ts'
import {clip, oneLine} from '../../report/clean.ts'
import {gone} from './ask-input.ts'
import type {Terminal} from './person.ts'

/** A value of the run, as a person may see it. */
interface Shown {
  input: NeededInput
  value: string
}

/** Shows the values of inputs and captures, secrets masked, and has the person change one; undefined where none is. */
export async function changeValue(
  typed: string,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<Answer | undefined> {
  const {prompt, show, style} = terminal
  const {colors} = style
  const values = valuesOf(terminal)
  const tell = (text: string) => show(`  ${colors.yellow(text)}\n`)
  if (values.length === 0) {
    tell('This run has no inputs and has captured nothing.')
    return undefined
  }
  let said: string | undefined = typed
  if (said === '') {
    const digits = String(values.length).length
    const lines = values.map(({input, value}, index) => {
      const number = colors.bold(String(index + 1).padStart(digits))
      return `  ${number} ${oneLine(input.name)}  ${colors.dim(clip(oneLine(value), style.columns))}`
    })
    show(`\n${lines.join('\n')}\n\n`)
    said = await prompt('Change which? (a number or a name; empty: none)')
    if (said === undefined) return gone(signal)
  }
  const wanted = said.trim()
  if (wanted === '') return undefined
  const found = /^\d+$/.test(wanted)
    ? values[Number(wanted) - 1]
    : values.find(({input}) => inputKey(input.name) === inputKey(wanted))
  if (!found) {
    tell(`No value is called “${clip(oneLine(wanted), 40)}”. Nothing was changed.`)
    return undefined
  }
  const {input} = found
  const value = await prompt(`New value of ${oneLine(input.name)} (empty: as it is)`, {
    secret: input.secret ?? false,
  })
  if (value === undefined) return gone(signal)
  if (value === '') return undefined
  const problem = inputProblem(input, value)
  if (!problem) return {do: 'set', name: input.name, value}
  tell(`${oneLine(problem)}. Nothing was changed.`)
  return undefined
}

/** The inputs of the plan, then what steps have captured. */
function valuesOf({plan, run}: Terminal): Shown[] {
  const set = new Map(run().inputs.map(input => [inputKey(input.name), input]))
  const shown = (input: NeededInput): Shown => {
    const now = set.get(inputKey(input.name))
    set.delete(inputKey(input.name))
    const secret = now?.secret === true || input.secret === true
    const value = now
      ? `${secret ? 'secret' : (now.value ?? 'not recorded')} (${now.source})`
      : 'not given yet'
    return {input: secret ? {...input, secret} : input, value}
  }
  const declared = plan.inputs.map(shown)
  return [...declared, ...[...set.values()].map(({name}) => shown({name, kind: 'variable'}))]
}
