import type {RunEvent} from '../../model/event.ts'
import type {Plan} from '../../model/plan.ts'
import {oneLine} from '../../report/clean.ts'
import {openCast} from './cast.ts'
import type {Screen} from './screen.ts'

/** A recording that goes on. */
export interface ScreenRecording {
  /** Takes each event, redacted: the start of a step is marked. */
  event(event: RunEvent): void
  /** Ends it with the exit code of the run. */
  end(exitCode: number): void
  /** Takes nothing more: it may be what is broken. */
  abandon(): void
}

/** Records all that the screen shows, from now on. */
export function startCast(dir: string, plan: Plan, screen: Screen, limit: number): ScreenRecording {
  const {columns = 80, rows = 24} = screen.stream
  const title = screen.safe(plan.procedure?.title ?? plan.runbook.title)
  const cast = openCast(dir, {columns, rows, title, time: new Date()}, limit)
  const stop = screen.record(cast)
  const total = plan.steps.length
  return {
    event(event) {
      if (event.type !== 'step.started') return
      const number = plan.steps.find(({id}) => id === event.subject)?.number
      cast.mark(`${number}/${total} ${oneLine(event.data.title)}`)
    },
    end(exitCode) {
      stop()
      cast.end(exitCode)
    },
    abandon: stop,
  }
}
