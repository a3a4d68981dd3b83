import type {SqlSpec, StepSpec} from '../model/driver.ts'
import type {RunEvent} from '../model/event.ts'
import type {BlockAction, PlannedStep} from '../model/plan.ts'
import {questions} from './questions.ts'
import type {Say} from './say.ts'
import type {World} from './world.ts'

/** A block as the server's catalog lets it be known, and what else is to be said before it. */
interface Known<Spec> {
  action: BlockAction
  spec: Spec
  notes: string[]
  /** Why the block does more than its text tells. */
  learnt?: string[]
}

/**
 * Asks the catalog of a block's database whether what only seems to read calls what may change something: then what the block
 * does is unknown, and asked about as such. A reason that its author gives for `effect=read` stands.
 */
export async function* knowCatalog<Spec extends StepSpec>(
  step: PlannedStep,
  action: BlockAction,
  spec: Spec,
  world: World,
  say: Say,
): AsyncGenerator<RunEvent, Known<Spec>> {
  const {effect, reasons, attributes} = action
  const open = effect === 'read' || effect === 'local' || effect === 'unknown'
  if (spec.kind !== 'sql' || !open) return {action, spec, notes: []}
  const asked: SqlSpec = spec
  const found = yield* questions(step, spec, world, say).run(asks => world.drivers.sql.volatile(asked, asks))
  const said = attributes.effect !== undefined && attributes.reason !== undefined
  if (effect === 'unknown' || said || found.length === 0) return {action, spec, notes: found}
  const more = found.map(text => ({effect: 'unknown', text}) as const)
  return {
    action: {
      ...action,
      effect: 'unknown',
      reasons: [...more, ...reasons.filter(one => one.effect !== 'read')],
    },
    spec: {...spec, acts: true},
    notes: [],
    learnt: found,
  }
}
