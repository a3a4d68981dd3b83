import {constants, openSync} from 'node:fs'
import type {StepTerminal} from '../../model/driver.ts'
import type {MakePipes} from './make-pipes.ts'
import {type OnPiece, openStreams, type SessionStreams, type TerminalKind} from './streams.ts'

const all: readonly TerminalKind[] = ['pty', 'script', 'inherited']

/** Opens a session's streams: pipes, or with a person's terminal the best kind of terminal to be had, saying so if it is not the best. */
export async function openSessionStreams(
  {
    dir,
    token,
    terminals = all,
    makePipes: make,
  }: {dir: string; token: string; terminals?: readonly TerminalKind[]; makePipes?: MakePipes},
  onPiece: OnPiece,
  terminal: StepTerminal | undefined,
): Promise<SessionStreams> {
  if (!terminal) return openStreams(dir, token, onPiece, {make})
  let reason = 'not wanted'
  for (const kind of terminals) {
    try {
      if (kind === 'inherited') break
      if (kind === 'pty') {
        const {openTerminalStreams} = await import('./terminal-streams.ts')
        return await openTerminalStreams(dir, token, onPiece, terminal.size())
      }
      const {openScriptStreams} = await import('./script-streams.ts')
      const streams = await openScriptStreams(dir, token, onPiece, terminal.size())
      terminal.tell({kind: 'fallback', to: 'script', reason})
      return streams
    } catch (error) {
      reason = (error as Error).message.split('\n')[0]!
    }
  }
  terminal.tell({kind: 'fallback', to: 'inherited', reason})
  // opened anew: what reads keys for a prompt has made its own descriptor one that never waits
  const input = terminal.descriptor === undefined ? undefined : openSync('/dev/tty', constants.O_RDONLY)
  return openStreams(dir, token, onPiece, {input, make})
}
