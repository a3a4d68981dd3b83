import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, constants, openSync, readFileSync, rmSync, symlinkSync} from 'node:fs'
import type {Socket} from 'node:net'
import {join} from 'node:path'
import type {Writable} from 'node:stream'
import {execa} from 'execa'
import type {TerminalSize} from '../../model/driver.ts'
import {Arrivals} from './arrivals.ts'
import {leaderScript} from './leader.ts'
import {endMarker} from './marker.ts'
import {quote} from './prelude.ts'
import type {Pty} from './session-terminal.ts'
import {
  createPrinter,
  exitOf,
  type OnPiece,
  openPipe,
  pause,
  type SessionStreams,
  takePieces,
} from './streams.ts'
import {stty} from './stty.ts'
import {createTyping} from './typing.ts'

/** What `script` gave one bash: its own terminal, which ends with it. */
interface Given extends Pick<Pty, 'path' | 'slave' | 'type' | 'reset'> {
  output: Socket
}

/**
 * The streams of a session in a terminal that util-linux's `script` gives, a new one for each bash; else like those of a
 * pseudo-terminal of our own. Throws where there is no such program.
 */
export async function openScriptStreams(
  dir: string,
  token: string,
  onPiece: OnPiece,
  size: TerminalSize,
): Promise<SessionStreams> {
  const {stdout: name} = await execa('script', ['--version'])
  if (!name.includes('util-linux')) throw new Error('`script` is not that of util-linux')
  const arrivals = new Arrivals(dir, token)
  const pipe = await openPipe(join(dir, 'stdout'), token, piece => {
    if (!arrivals.take(piece)) onPiece('stdout', piece)
  })
  const link = join(dir, 'stderr')
  const printer = createPrinter([pipe.writer])
  let given: Given | undefined
  let window = size
  const early: Uint8Array[] = [] // typed before there was a terminal
  let child: ChildProcess | undefined
  const forget = () => {
    if (given) closeSync(given.slave)
    given = undefined
    rmSync(link, {force: true})
  }
  const terminal: Pty = {
    get path() {
      return given?.path ?? ''
    },
    get slave() {
      return given?.slave ?? -1
    },
    type(bytes) {
      if (given) given.type(bytes)
      else early.push(bytes)
    },
    reset: async () => given?.reset(),
    resize(next) {
      window = next
      if (given) void stty(given.slave, sizeArguments(next))
    },
  }
  return {
    input: `0<>${quote(link)}`,
    terminal,
    async start({bash, cwd, env}) {
      child = spawn('script', ['-qefc', command(dir, bash, env, window), '/dev/null'], {
        cwd,
        env: {...env, SHELL: '/bin/sh'},
        stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
        detached: true,
      })
      const exit = exitOf(child)
      const [output, keys, commands] = [child.stdout as Socket, child.stdin!, child.stdio[3] as Writable]
      takePieces(output, token, piece => onPiece('stderr', piece))
      const drained = once(output, 'close')
      const pid = await arrivals.next(child, commands, exit)
      const host = child.pid
      if (pid === undefined) return {pid, leader: undefined, all: [], host, commands, exit}
      const [path = '', leader] = readFileSync(join(dir, 'terminal'), 'utf8').trim().split('\n')
      symlinkSync(path, link)
      const slave = openSync(path, constants.O_RDWR | constants.O_NOCTTY)
      const typing = await createTyping({path, slave}, (bytes, done) => keys.write(bytes, done))
      given = {path, slave, output, ...typing}
      for (const bytes of early.splice(0)) typing.type(bytes)
      return {
        pid,
        leader: Number(leader),
        all: [Number(leader), pid],
        host,
        commands,
        exit: Promise.all([exit, drained]).then(([code]) => {
          forget()
          return code
        }),
      }
    },
    end(sequence, exitCode) {
      printer.print(endMarker(token, sequence, exitCode))
      onPiece('stderr', {kind: 'end', sequence, exitCode}) // its terminal is gone, with all that it printed read
    },
    hold(name, until) {
      if (name === 'stdout') pipe.hold(until)
      else if (given) pause(given.output, until)
    },
    close() {
      printer.close()
      pipe.socket.destroy()
      given?.output.destroy()
      child?.kill('SIGKILL')
      forget()
    },
  }
}

/** What `script` runs: it says which terminal it got and who leads its session, then leads it as any other. */
function command(dir: string, bash: string, env: Record<string, string>, size: TerminalSize): string {
  return [
    `{ tty; echo $$; } <&1 > ${quote(join(dir, 'terminal'))}`,
    `stty ${sizeArguments(size).join(' ')} <&1`,
    env.SHELL === undefined ? 'unset SHELL' : `SHELL=${quote(env.SHELL)}`,
    'owner=$(cut -d " " -f 4 "/proc/$PPID/stat")', // `script` itself stays behind when its own parent ends
    `exec ${quote(bash)} --noprofile --norc -m -c ${quote(leaderScript)} ${quote(bash)} "$owner" <&3 3<&-`,
  ].join('\n')
}

function sizeArguments({columns, rows}: TerminalSize): string[] {
  return ['cols', String(columns), 'rows', String(rows)]
}
