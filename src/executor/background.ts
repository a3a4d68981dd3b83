import type {DriverResult, Running} from '../model/driver.ts'
import type {EventOf, Output, RunEvent} from '../model/event.ts'
import type {PlannedStep} from '../model/plan.ts'
import type {World} from './world.ts'

/** An attempt that was left running. */
export interface LeftRunning {
  running: Running
  attempt: number
  began: Date
  /** Closes its output. */
  close(): Promise<Output | undefined>
}

/** What a run remembers of its steps, where one that failed is to be noted. */
interface Verdicts {
  failed: Set<string>
  verdicts: Map<string, 'met' | 'unmet' | 'failed'>
}

interface Background extends LeftRunning {
  step: PlannedStep
  result: DriverResult | undefined
  endedAt: Date | undefined
}

/** The steps of a run that are left running. */
export class Backgrounds {
  readonly #all = new Set<Background>()

  add(step: PlannedStep, left: LeftRunning, now: () => Date): void {
    const background: Background = {...left, step, result: undefined, endedAt: undefined}
    this.#all.add(background)
    void left.running.ended.then(result => {
      background.result = result
      background.endedAt = now()
    })
  }

  /** Tells of those that have ended by themselves; one that failed makes its step a failed one. */
  async *report(state: Verdicts): AsyncGenerator<RunEvent, void> {
    for (const background of this.#all) {
      if (background.result) yield await this.#ended(background, background.result, 'itself', state)
    }
  }

  /** Ends all, and tells of each. */
  async *end(state: Verdicts): AsyncGenerator<RunEvent, void> {
    yield* this.report(state)
    await Promise.all([...this.#all].map(({running}) => running.end()))
    for (const background of this.#all) {
      yield await this.#ended(background, await background.running.ended, 'run', state)
    }
  }

  async #ended(
    background: Background,
    {outcome, exitCode}: DriverResult,
    by: EventOf<'background.ended'>['data']['by'],
    state: Verdicts,
  ): Promise<RunEvent> {
    const {step, attempt, began, endedAt = began, close} = background
    this.#all.delete(background)
    const failed = by === 'itself' && outcome.kind !== 'success'
    if (failed) {
      state.failed.add(step.id)
      state.verdicts.set(step.id, 'failed')
    }
    const output = await close()
    return {
      type: 'background.ended',
      time: endedAt.toISOString(),
      subject: step.id,
      data: {
        attempt,
        outcome: failed
          ? outcome
          : {
              kind: 'success',
              detail: by === 'run' ? 'left running, ended with the run' : 'left running, ended by itself',
            },
        by,
        durationMs: Math.max(0, endedAt.getTime() - began.getTime()),
        ...(output ? {output} : {}),
        ...(exitCode === undefined || by === 'run' ? {} : {process: {exit: {code: exitCode}}}),
      },
    }
  }
}

/** Before a run ends: its steps in the background are ended, and what else steps have left running is listed. */
export async function* endBackground(
  state: Verdicts & {backgrounds: Backgrounds},
  world: World,
): AsyncGenerator<RunEvent, void> {
  yield* state.backgrounds.end(state)
  for (const {pid, name, step} of (await world.drivers.shell.left?.()) ?? []) {
    yield {
      type: 'process.left',
      time: world.now().toISOString(),
      ...(step === undefined ? {} : {subject: step}),
      data: {pid, name},
    }
  }
}
