import {spawn} from 'node:child_process'
import {symlinkSync} from 'node:fs'
import {join} from 'node:path'
import type {TerminalSize} from '../../model/driver.ts'
import {Arrivals} from './arrivals.ts'
import {leaderArguments} from './leader.ts'
import {endMarker} from './marker.ts'
import {quote} from './prelude.ts'
import {openPty} from './pty.ts'
import {
  createPrinter,
  exitOf,
  type OnPiece,
  openPipe,
  pause,
  type SessionStreams,
  takePieces,
} from './streams.ts'

/**
 * The streams of a session in a pseudo-terminal: what is printed there, errors and all, and a named pipe for the standard output of blocks
 * that must be kept apart. Throws where there is no pseudo-terminal to be had.
 */
export async function openTerminalStreams(
  dir: string,
  token: string,
  onPiece: OnPiece,
  size: TerminalSize,
): Promise<SessionStreams> {
  const terminal = await openPty(size)
  const arrivals = new Arrivals(dir, token)
  const pipe = await openPipe(join(dir, 'stdout'), token, piece => {
    if (!arrivals.take(piece)) onPiece('stdout', piece)
  })
  const path = join(dir, 'stderr')
  symlinkSync(terminal.path, path)
  takePieces(terminal.output, token, piece => onPiece('stderr', piece))
  terminal.output.resume()
  const printer = createPrinter([pipe.writer])
  const screen = createPrinter([terminal.slave])
  return {
    input: `0<>${quote(path)}`,
    terminal,
    async start({bash, cwd, env}) {
      const child = spawn('sh', leaderArguments(terminal.path, bash, terminal.master), {
        cwd,
        env,
        stdio: ['pipe', terminal.slave, terminal.slave],
        detached: true, // a session of its own, or it could not get the terminal
      })
      const commands = child.stdin!
      const exit = exitOf(child)
      const pid = await arrivals.next(child, commands, exit)
      const leader = child.pid
      return {pid, leader, all: [leader, pid].filter(one => one !== undefined), commands, exit}
    },
    end(sequence, exitCode) {
      for (const {print} of [printer, screen]) print(endMarker(token, sequence, exitCode))
    },
    hold(name, until) {
      if (name === 'stdout') pipe.hold(until)
      else pause(terminal.output, until)
    },
    close() {
      printer.close()
      screen.close()
      pipe.socket.destroy()
      terminal.output.destroy()
    },
  }
}
