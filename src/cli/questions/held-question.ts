import type {HeldChange, PendingChange} from '../../model/driver.ts'
import {renderWaiting} from '../../report/change-screen.ts'
import type {ScreenStyle} from '../../report/step-screen.ts'
import type {Prompt} from '../terminal/prompt.ts'

/**
 * Asks about a change that the server holds: a line above the question tells of sessions that have begun to wait for it,
 * and the question disappears when there is nothing left to decide.
 */
export async function askWhileHeld(
  {onWaiting, over}: HeldChange,
  message: string,
  {prompt, show, style}: {prompt: Prompt; show(text: string): void; style: ScreenStyle},
): Promise<string | undefined> {
  for (;;) {
    const news = new AbortController()
    let waiting: PendingChange['waiting'] | undefined
    const end = onWaiting(found => {
      waiting = found
      news.abort()
    })
    const typed = await prompt(message, {withdraw: AbortSignal.any([news.signal, over])}).finally(end)
    if (typed !== undefined || over.aborted || !waiting) return typed
    show(renderWaiting(waiting, style))
  }
}
