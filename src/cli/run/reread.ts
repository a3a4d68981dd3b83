import type {World} from '../../executor/world.ts'
import {blockAction} from '../../model/block-action.ts'
import {inputKey} from '../../model/input.ts'
import type {Plan} from '../../model/plan.ts'
import type {Redactor} from '../../model/redact.ts'
import {followValues} from '../../model/value-flow.ts'
import {readEdited} from '../../parser/edited.ts'
import {unifiedDiff} from '../../report/unified-diff.ts'
import type {Loaded} from '../documents/load.ts'

/** Reads texts that the operator put in the place of blocks, as the document's own are read. */
export function rereading(
  plan: Plan,
  loaded: Loaded,
  {text: redacted}: Pick<Redactor, 'text'>,
  environment: ReadonlySet<string>,
): NonNullable<World['reread']> {
  return async (of, text, around) => {
    const {settings} = loaded.runbook
    const block = await readEdited(of, text, around, settings.optedIn)
    const action = blockAction(block, {
      inputs: Object.keys(settings.inputs),
      environment,
      databases: Object.keys(plan.databases),
      assigned: environment,
      captured: new Set(around.flatMap(({attributes: {capture}}) => (capture ? [inputKey(capture)] : []))),
    })
    followValues([action, ...around].map(action => ({block: action, action})))
    // an editor ends the last line, and the document does not
    const [before, after] = [of.script, text].map(one => redacted(one.endsWith('\n') ? one : `${one}\n`))
    return {...action, edited: {diff: unifiedDiff(of.id, before!, after!), was: of.effect}}
  }
}
