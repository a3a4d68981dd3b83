import {formatDuration} from '../../model/duration.ts'
import {isLive} from './countdown.ts'
import type {Screen} from './screen.ts'

/** What ends sooner needs no clock. */
const soonMs = 1000

/**
 * Shows on the last line how long a step has been running, from its second second on and until it prints something; the
 * function that it gives ends that. `usualMs` is how long it usually takes.
 */
export function runningClock(
  screen: Pick<Screen, 'stream' | 'style' | 'over' | 'printed'>,
  now: () => Date,
  usualMs?: number,
): () => void {
  const {style, over, printed} = screen
  if (!isLive(screen) || style.ascii) return () => {}
  const [began, before] = [now().getTime(), printed()]
  const usual = usualMs === undefined ? '' : `, usually ${formatDuration(usualMs)}`
  const draw = () => {
    if (printed() !== before) clearInterval(timer)
    else over(style.colors.dim(`  running ${formatDuration(Math.max(0, now().getTime() - began))}${usual}`))
  }
  const timer = setInterval(draw, soonMs).unref()
  return () => {
    clearInterval(timer)
    over('')
  }
}
