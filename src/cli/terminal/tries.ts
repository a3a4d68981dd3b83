import process from 'node:process'
import type {EventOf} from '../../model/event.ts'
import {cameTo, tryText} from '../../report/try-text.ts'
import {countDown, isLive} from './countdown.ts'
import type {Screen} from './screen.ts'

/** Where no line can be written over, a line says how polling goes at most this often. */
const lineMs = 30_000

/** Shows how the tries of a step go that is polled. */
export interface Tries {
  /** A try has ended that another follows; `name` is the step's, for people. */
  waiting(id: string | undefined, name: string, data: EventOf<'step.finished'>['data']): void
  /** Whether the step of this id is between two tries. */
  goesOn(id: string | undefined): boolean
  /** Clears the line that counts; nothing is between two tries any more where `over`. */
  still(over?: boolean): void
}

/** On a terminal one line that counts in place; elsewhere, and without colours, a line now and then. */
export function showTries(screen: Pick<Screen, 'stream' | 'show' | 'style'>, now: () => Date): Tries {
  const live = isLive(screen) && !process.env.NO_COLOR
  let polled: string | undefined
  let lineAt: number | undefined
  let stop = () => {}
  const still = (over = false) => {
    stop()
    stop = () => {}
    if (over) polled = lineAt = undefined
  }
  return {
    still,
    goesOn: id => id !== undefined && polled === id,
    waiting(id, name, data) {
      polled = id
      const leftMs = data.again?.leftMs ?? 0
      if (live) {
        stop = countDown(
          screen,
          leftMs,
          now,
          left => `${tryText(data, left)}; Ctrl-C stops it (${cameTo(data)})`,
        )
      } else if (lineAt === undefined || now().getTime() - lineAt >= lineMs) {
        lineAt = now().getTime()
        screen.show(`… ${name}: ${tryText(data, leftMs)} (${cameTo(data)})\n`)
      }
    },
  }
}
