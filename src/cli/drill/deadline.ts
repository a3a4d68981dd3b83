import {formatDuration} from '../../model/duration.ts'

/** A signal that is aborted after a time, or with another one; its reason is a text. */
export interface Deadline {
  signal: AbortSignal
  /** Whether the time is over. */
  over(): boolean
  /** Its timer goes. */
  clear(): void
}

/** Begins a time that something may take, at most; it is over earlier where `earlier` is aborted. */
export function deadline(ms: number, earlier?: AbortSignal): Deadline {
  const controller = new AbortController() // AbortSignal.timeout is forgotten where only AbortSignal.any knows it
  let over = false
  const stop = () => controller.abort(earlier?.reason)
  const timer = setTimeout(() => {
    over = true
    controller.abort(`was not done within ${formatDuration(ms)}`)
  }, ms)
  if (earlier?.aborted) stop()
  earlier?.addEventListener('abort', stop, {once: true})
  return {
    signal: controller.signal,
    over: () => over,
    clear() {
      clearTimeout(timer)
      earlier?.removeEventListener('abort', stop)
    },
  }
}
