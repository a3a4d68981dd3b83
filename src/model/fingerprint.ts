import {createHash} from 'node:crypto'
import type {PlannedStep} from './plan.ts'

/** SHA-256 of what a step says and how it is carried out: two steps that share it are the same work. `redact` masks what may be secret. */
export function fingerprintOf({action, title}: PlannedStep, redact: (text: string) => string): string {
  return createHash('sha256')
    .update(redact(JSON.stringify(whatOf(action, title))))
    .digest('hex')
}

function whatOf(action: PlannedStep['action'], title: string): unknown {
  switch (action.kind) {
    case 'checklist':
    case 'manual':
      return [action.kind, title]
    case 'wait':
      return [action.kind, title, action.leastMs, action.mostMs]
    case 'choice':
      return [action.kind, action.menu, action.branches.map(branch => branch.title)]
    default: {
      const {kind, language, text, script, client, attributes} = action
      const {id: _, ...how} = attributes
      return [kind, language, text, script, client, Object.entries(how).sort()]
    }
  }
}
