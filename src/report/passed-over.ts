import type {Run, RunStep} from '../model/fold.ts'

/** Steps that were passed over for one reason; several where a branch of a choice was not picked. */
export interface PassedOver {
  steps: [RunStep, ...RunStep[]]
  choice: string | undefined
}

/** What was passed over or does not apply, in plan order; the steps of what was not picked at a choice as one. */
export function passedOver({steps}: Run, isPassed: (step: RunStep) => boolean): PassedOver[] {
  const found: PassedOver[] = []
  const atChoice = new Map<string, PassedOver>()
  for (const step of steps.filter(isPassed)) {
    const choice = step.skipped?.choice
    const before = choice === undefined ? undefined : atChoice.get(choice)
    if (before) before.steps.push(step)
    else {
      const first: PassedOver = {steps: [step], choice}
      found.push(first)
      if (choice !== undefined) atChoice.set(choice, first)
    }
  }
  return found
}

/** `step 4`, `steps 4–7, 9`. */
export function stepNumbers(steps: readonly RunStep[]): string {
  const ranges: [from: number, to: number][] = []
  for (const {number} of steps.map(({listed}) => listed)) {
    const last = ranges.at(-1)
    if (last && last[1] + 1 === number) last[1] = number
    else ranges.push([number, number])
  }
  const text = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
  return `${steps.length === 1 ? 'step' : 'steps'} ${text}`
}
