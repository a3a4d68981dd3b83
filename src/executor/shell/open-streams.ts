import type {StepTerminal} from '../../model/driver.ts'
import type {SessionWorld} from './session.ts'
import {type OnPiece, openStreams, type SessionStreams} from './streams.ts'

/** Opens a session's streams: pipes, or with a person's terminal the best kind of terminal to be had, saying so if it is not the best. */
export async function openSessionStreams(
  {dir, token}: SessionWorld,
  onPiece: OnPiece,
  terminal: StepTerminal | undefined,
): Promise<SessionStreams> {
  if (!terminal) return openStreams(dir, token, onPiece)
  const {openTerminalStreams} = await import('./terminal-streams.ts')
  return openTerminalStreams(dir, token, onPiece, terminal.size())
}
