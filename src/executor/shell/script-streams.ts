import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, constants, openSync, readFileSync} from 'node:fs'
import type {Socket} from 'node:net'
import {join} from 'node:path'
import type {Writable} from 'node:stream'
import {execa} from 'execa'
import type {TerminalSize} from '../../model/driver.ts'
import {leaderScript} from './leader.ts'
import {endMarker} from './marker.ts'
import {quote, terminalPrelude} from './prelude.ts'
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
  let ready = () => {}
  const pipe = await openPipe(join(dir, 'stdout'), token, piece => {
    if (piece.kind === 'end' && piece.sequence === 0) ready()
    else onPiece('stdout', piece)
  })
  const printer = createPrinter([pipe.writer])
  let given: Given | undefined
  let window = size
  const early: Uint8Array[] = [] // typed before there was a terminal
  const forget = () => {
    if (given) closeSync(given.slave)
    given = undefined
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
    prelude: terminalPrelude,
    input: 198,
    terminal,
    async start({bash, cwd, env}) {
      const told = new Promise<void>(resolve => {
        ready = resolve
      })
      const child = spawn('script', ['-qefc', command(dir, token, bash, env, window), '/dev/null'], {
        cwd,
        env: {...env, SHELL: '/bin/sh'},
        stdio: ['pipe', 'pipe', 'ignore', 'pipe', pipe.writer],
        detached: true,
      })
      const exit = exitOf(child)
      const [output, keys, commands] = [child.stdout as Socket, child.stdin!, child.stdio[3] as Writable]
      takePieces(output, token, piece => onPiece('stderr', piece))
      keys.on('error', () => {}) // nobody is left to type to
      const drained = once(output, 'close')
      await Promise.race([told, exit])
      const [path = '', pid] = readFileSync(join(dir, 'terminal'), 'utf8').trim().split('\n')
      const slave = openSync(path, constants.O_RDWR | constants.O_NOCTTY)
      const typing = await createTyping({path, slave}, (bytes, done) => keys.write(bytes, done))
      given = {path, slave, output, ...typing}
      for (const bytes of early.splice(0)) typing.type(bytes)
      return {
        pid: Number(pid),
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
      const stream = name === 'stdout' ? pipe.socket : given?.output
      if (stream) pause(stream, until)
    },
    close() {
      printer.close()
      pipe.socket.destroy()
      given?.output.destroy()
      forget()
    },
  }
}

/** What `script` runs: it says which terminal it got and who leads its session, then leads it as any other. */
function command(
  dir: string,
  token: string,
  bash: string,
  env: Record<string, string>,
  size: TerminalSize,
): string {
  return [
    `{ tty; echo $$; } <&1 > ${quote(join(dir, 'terminal'))}`,
    `stty ${sizeArguments(size).join(' ')} <&1`,
    env.SHELL === undefined ? 'unset SHELL' : `SHELL=${quote(env.SHELL)}`,
    `printf '\\036%s:0:0\\036' ${quote(token)} >&4`,
    'owner=$(cut -d " " -f 4 "/proc/$PPID/stat")', // `script` itself stays behind when its own parent ends
    `exec ${quote(bash)} --noprofile --norc -m -c ${quote(leaderScript)} ${quote(bash)} "$owner" <&3 3>&4 4>&-`,
  ].join('\n')
}

function sizeArguments({columns, rows}: TerminalSize): string[] {
  return ['cols', String(columns), 'rows', String(rows)]
}
