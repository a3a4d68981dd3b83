import type {PlannedStep} from '../model/plan.ts'

/** The document's words before a step, but for a last paragraph that says no more than its title. */
export function wordsBefore({prose, title}: PlannedStep): string {
  const start = prose.lastIndexOf('\n\n') + 1
  const last = prose.slice(start).replaceAll(/[`*_]/g, '').replaceAll(/\s+/g, ' ').trim().replace(/\s*:$/, '')
  return last === title.replaceAll(/[`*_]/g, '') ? prose.slice(0, start).trimEnd() : prose
}
