import type {TerminalNotice} from '../model/driver.ts'
import {plainDuration} from './wait-text.ts'

/** What a person is told while a step runs at the terminal, in one line. */
export function terminalNotice(notice: TerminalNotice): string {
  switch (notice.kind) {
    case 'still-running':
      return 'Still running: Ctrl-C again ends it and all it started, Enter lets it go on.'
    case 'goes-on':
      return 'It goes on.'
    case 'not-suspended':
      return 'Ctrl-Z is not passed on: a suspended step could not be called back. Ctrl-C stops it.'
    case 'not-quit':
      return 'Ctrl-\\ is not passed on. Ctrl-C stops it.'
    case 'waits-for-input':
      return 'It waits for your input.'
    case 'watching':
      return `Watching for ${plainDuration(notice.forMs)}; q or Enter ends that.`
    case 'ending':
      return `It was asked to end; what is not gone after ${plainDuration(notice.forMs)} is killed.`
    case 'fallback':
      return notice.to === 'script'
        ? `No pseudo-terminal by node-pty (${notice.reason}): \`script\` gives one.`
        : `No pseudo-terminal (${notice.reason}): steps read from this terminal, and print to pipes; passwords cannot be asked for.`
  }
}
