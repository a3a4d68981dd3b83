import type {RunEvent} from '../model/event.ts'
import {inputKey} from '../model/input.ts'
import type {BlockAction, Plan} from '../model/plan.ts'
import {isSecretName, secretsOf} from '../model/secret.ts'
import type {AttemptEnd} from './attempt.ts'
import type {Say} from './say.ts'
import type {RunState} from './state.ts'
import type {World} from './world.ts'

/** Keeps what a step that succeeded printed or wrote for later steps: as inputs, and as shell variables of these names. */
export async function* keep(
  {attributes, printsSecret}: BlockAction,
  {value, values}: AttemptEnd,
  plan: Plan,
  state: RunState,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, void> {
  const declared = (name: string) =>
    plan.inputs.find(input => inputKey(input.name) === inputKey(name))?.secret === true
  const one = (name: string, text: string, hidden: boolean) => {
    // an address may carry a password, whatever its name says
    const found = text === '' ? [] : secretsOf({[name]: text})
    const secret = hidden || declared(name) || isSecretName(name) || found.length > 0
    const parts = found.length > 0 || !secret ? found : [{name, value: text}]
    for (const part of text === '' ? [] : parts) world.addSecret(part)
    state.values.capture(name, text, secret)
    return say('input.set', {name, ...(secret ? {} : {value: text}), secret, source: 'capture'})
  }
  if (attributes.captureSecret) yield one(attributes.captureSecret, value, true)
  if (attributes.capture) yield one(attributes.capture, value, printsSecret !== undefined)
  for (const [name, text] of values) yield one(name, text, false)
}
