import process from 'node:process'
import {dateOf, offset} from '../report/clock.ts'
import {plainDuration} from '../report/wait-text.ts'
import type {Screen} from './screen.ts'

/** Until when a wait lasts, in UTC and, where that differs, on this machine's clock: `5 min, until 03:17 UTC (04:17 here)`. */
export function untilText(waitMs: number, from: Date): string {
  const until = new Date(from.getTime() + waitMs)
  const day = dateOf(until.toISOString())
  const utc = until.toISOString().slice(11, 16)
  const here = [until.getHours(), until.getMinutes()].map(part => String(part).padStart(2, '0')).join(':')
  return `${plainDuration(waitMs)}, until ${day === dateOf(from.toISOString()) ? '' : `${day} `}${utc} UTC${here === utc ? '' : ` (${here} here)`}`
}

/**
 * Shows what is left of a wait on the last line of a terminal, each second anew; the function that it gives stops that and
 * clears the line. Where there is no terminal, it shows nothing.
 */
export function countDown(
  {stream, show}: Pick<Screen, 'stream' | 'show'>,
  waitMs: number,
  now: () => Date,
): () => void {
  if (!stream.isTTY || process.env.TERM === 'dumb') return () => {}
  const end = now().getTime() + waitMs
  const draw = () => {
    const left = offset(Math.max(0, Math.ceil((end - now().getTime()) / 1000) * 1000)).slice(1)
    show(`\r\u001b[K  ${left} left; Ctrl-C ends the wait`)
  }
  draw()
  const timer = setInterval(draw, 1000).unref()
  return () => {
    clearInterval(timer)
    show('\r\u001b[K')
  }
}
