import process from 'node:process'
import {dateOf, offset} from '../../report/clock.ts'
import {plainDuration} from '../../report/wait-text.ts'
import {pieces} from '../../report/width.ts'
import type {Screen} from './screen.ts'

/** Until when a wait lasts, in UTC and, where that differs, on this machine's clock: `5 min, until 03:17 UTC (04:17 here)`. */
export function untilText(waitMs: number, from: Date): string {
  const until = new Date(from.getTime() + waitMs)
  const day = dateOf(until.toISOString())
  const utc = until.toISOString().slice(11, 16)
  const here = [until.getHours(), until.getMinutes()].map(part => String(part).padStart(2, '0')).join(':')
  return `${plainDuration(waitMs)}, until ${day === dateOf(from.toISOString()) ? '' : `${day} `}${utc} UTC${here === utc ? '' : ` (${here} here)`}`
}

/** Whether a line can be written over on this stream. */
export function isLive({stream}: Pick<Screen, 'stream'>): boolean {
  return stream.isTTY === true && process.env.TERM !== 'dumb'
}

/**
 * Shows on the last line of a terminal what `text` says of the milliseconds that are left of `ms`, each second anew; the
 * function that it gives stops that and clears the line. Where there is no terminal, it shows nothing.
 */
export function countDown(
  screen: Pick<Screen, 'stream' | 'show' | 'style'>,
  ms: number,
  now: () => Date,
  text: (leftMs: number) => string,
): () => void {
  if (!isLive(screen)) return () => {}
  const end = now().getTime() + ms
  const draw = () => {
    const left = Math.max(0, Math.ceil((end - now().getTime()) / 1000) * 1000)
    const [line] = pieces(`  ${text(left)}`, screen.style.columns - 3) // one that wraps, by `^C` behind it, would not be cleared
    screen.show(`\r\u001b[K${line}`)
  }
  draw()
  const timer = setInterval(draw, 1000).unref()
  return () => {
    clearInterval(timer)
    screen.show('\r\u001b[K')
  }
}

/** What is left of a wait, as `2:05 left`. */
export function waitLeft(leftMs: number): string {
  return `${offset(leftMs).slice(1)} left; Ctrl-C ends the wait`
}
