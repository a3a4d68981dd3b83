import type {Condition} from '../model/attributes.ts'
import {sectionsOf, stepsOf} from '../model/content.ts'
import type {Place} from '../model/place.ts'
import type {Section} from '../model/runbook.ts'
import type {Complain} from './complain.ts'
import {didYouMean} from './suggest.ts'

/** Complains about attributes that name no step: they would never hold, or end a run half-way. */
export function checkReferences(root: Section, complain: Complain): void {
  const steps = [...stepsOf(root)]
  const ids = new Set(steps.map(({id}) => id))
  let suggestions = 20 // each compares with every id
  const check = (key: string, id: string | undefined, place: Place) => {
    if (id === undefined || ids.has(id)) return
    const text = `Unexpected step \`${id}\` in \`${key}\`, expected the id of a step${suggestions-- > 0 ? didYouMean(id, ids) : ''}`
    complain('step-reference', text, place, {fatal: true})
  }
  for (const step of steps) {
    check('if', step.if?.step, step.place)
    if (step.type !== 'block') continue
    const {onFailure, undo, preview} = step.block.attributes
    check('on-failure', onFailure?.do === 'goto' ? onFailure.step : undefined, step.place)
    check('undo', undo, step.place)
    check('preview', preview, step.place)
  }
  const checked = new Set<Condition>() // a section hands its condition to those in it
  for (const {conditions, place} of sectionsOf(root)) {
    const last = conditions.at(-1)
    if (last && !checked.has(last)) check('if', last.step, place)
    if (last) checked.add(last)
  }
}
