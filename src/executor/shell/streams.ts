import {type ChildProcess, spawn} from 'node:child_process'
import {closeSync, constants, openSync, write} from 'node:fs'
import {Socket, type SocketConstructorOpts} from 'node:net'
import {constants as systemConstants} from 'node:os'
import {join} from 'node:path'
import {type Commands, commandsTo} from './commands.ts'
import {type MakePipes, makePipes} from './make-pipes.ts'
import {createMarkerSplitter, endMarker, type Piece} from './marker.ts'
import {closingMasters} from './masters.ts'
import {createReading} from './reading.ts'
import type {Pty} from './session-terminal.ts'

export type StreamName = 'stdout' | 'stderr'

/** One that node-pty opens, one of the program `script`, or the person's own to read from. */
export type TerminalKind = 'pty' | 'script' | 'inherited'

/** Takes what came on a stream, piece by piece. */
export type OnPiece = (name: StreamName, piece: Piece) => void

/** Where and with what a bash is started. */
export interface BashCall {
  bash: string
  cwd: string
  env: Record<string, string>
}

/** A bash that was started. */
export interface StartedBash {
  /** The process that runs the blocks; undefined if it could not be started. */
  pid: number | undefined
  /** The leader of its session: itself, where nothing stands above it. */
  leader: number | undefined
  /** Itself and its leader. */
  all: readonly number[]
  /** What gives it a terminal and tells its exit code: it ends after it, by itself. */
  host?: number | undefined
  commands: Commands
  /** Its exit code, once it has ended. */
  exit: Promise<number>
}

/** The two streams of a session: they outlive a bash that ends, so nothing it printed is lost. */
export interface SessionStreams {
  /** What a bash is told first. */
  first?: string
  /** The redirection by which a block reads from the terminal, where there is one. */
  input?: string
  /** Starts a bash that prints to the streams, in a session of its own: a time limit must stop what it started too. */
  start(call: BashCall): Promise<StartedBash>
  /** Prints the end of a block in the place of a bash that can no longer do it. */
  end(sequence: number, exitCode: number): void
  /** Called while a stream gives something: that is there until the promise settles, and soon no more is read. */
  hold(name: StreamName, until: Promise<void>): void
  close(): void
  /** The terminal, where there is one: all but separate output comes from it, as `stderr`. */
  terminal?: Pty
}

/** A named pipe with both of its ends. */
export interface NamedPipe {
  writer: number
  socket: Socket
  /** Called with what is read: that is there until the promise settles. */
  hold(until: Promise<void>): void
}

/**
 * Opens the pipes of a session. Node's own `pipe` is a socket pair, in which `> /dev/stderr` fails and from which bash, which reads its
 * commands a byte at a time, takes twice as long to read; a named pipe is what a program expects.
 * `input` is a terminal that blocks read from; it is closed with the streams.
 */
export async function openStreams(
  dir: string,
  token: string,
  onPiece: OnPiece,
  {input, make = makePipes}: {input?: number | undefined; make?: MakePipes | undefined} = {},
): Promise<SessionStreams> {
  const names = ['stdout', 'stderr'] as const
  const told = join(dir, 'commands')
  await make([...names.map(name => join(dir, name)), told])
  const open = (name: StreamName) => readPipe(join(dir, name), token, piece => onPiece(name, piece))
  const pipes = {stdout: open('stdout'), stderr: open('stderr')}
  const writers = names.map(name => pipes[name].writer)
  const printer = createPrinter(writers)
  const inputs = input === undefined ? [] : [input]
  return {
    get first() {
      return closingMasters() + (input === undefined ? '' : '\\exec 201<&3 3<&-; ')
    },
    ...(input === undefined ? {} : {input: '<&201'}),
    async start({bash, cwd, env}) {
      const {reader, writer} = bothEnds(told)
      const child = spawn(bash, ['--noprofile', '--norc'], {
        cwd,
        env,
        stdio: [reader, ...writers, ...inputs],
        detached: true,
      })
      closeSync(reader)
      const {pid} = child
      return {
        pid,
        leader: pid,
        all: pid === undefined ? [] : [pid],
        commands: commandsTo(writer),
        exit: exitOf(child),
      }
    },
    end: (sequence, exitCode) => printer.print(endMarker(token, sequence, exitCode)),
    hold: (name, until) => pipes[name].hold(until),
    close() {
      printer.close()
      for (const fd of inputs) closeSync(fd)
      for (const {socket} of Object.values(pipes)) socket.destroy()
    },
  }
}

/** The exit code of a process; 128 + n after signal n, 127 if it could not be started. */
export function exitOf(child: ChildProcess): Promise<number> {
  for (const stream of child.stdio) stream?.on('error', () => {}) // it went away; its exit tells
  return new Promise(settle => {
    child.on('error', () => settle(127))
    child.on('exit', (code, signal) => settle(code ?? 128 + systemConstants.signals[signal!]))
  })
}

/** Makes a named pipe and reads it. */
export async function openPipe(
  path: string,
  token: string,
  onPiece: (piece: Piece) => void,
): Promise<NamedPipe> {
  await makePipes([path])
  return readPipe(path, token, onPiece)
}

/** Opens a named pipe that nobody has open, each end by itself; neither waits for the other, and who writes never for room. */
function bothEnds(path: string): {reader: number; writer: number} {
  const both = openSync(path, constants.O_RDWR)
  try {
    return {
      reader: openSync(path, constants.O_RDONLY),
      writer: openSync(path, constants.O_WRONLY | constants.O_NONBLOCK),
    }
  } finally {
    closeSync(both)
  }
}

/** Opens a named pipe; it is held open for writing too, so that reading never ends between two bashes. */
function readPipe(path: string, token: string, onPiece: (piece: Piece) => void): NamedPipe {
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(path, constants.O_WRONLY) // cannot block: the reader is open
  const {onread, hold} = createReading(piecesTo(token, onPiece), () => socket)
  const socket = new Socket({fd: reader, readable: true, writable: false, onread} as SocketConstructorOpts)
  socket.on('error', () => socket.destroy()) // a session that is closing; nobody waits for it any more
  return {writer, socket, hold}
}

/** Takes output and ends of blocks from a stream. */
export function takePieces(stream: Socket, token: string, onPiece: (piece: Piece) => void): void {
  stream.on('data', piecesTo(token, onPiece))
}

function piecesTo(token: string, onPiece: (piece: Piece) => void): (chunk: Buffer) => void {
  const split = createMarkerSplitter(token)
  return chunk => {
    for (const piece of split(chunk)) onPiece(piece)
  }
}

/** Prints on descriptors that may be full for a while; closing it closes them. */
export function createPrinter(descriptors: readonly number[]): {print(text: string): void; close(): void} {
  let closed = false
  const say = (fd: number, text: string) => {
    if (closed) return
    write(fd, text, error => {
      if (error?.message.startsWith('EAGAIN')) setImmediate(say, fd, text) // full: what is in it is being read
    })
  }
  return {
    print: text => {
      for (const fd of descriptors) say(fd, text)
    },
    close() {
      closed = true
      for (const fd of descriptors) closeSync(fd)
    },
  }
}

/** Stops reading a stream until the promise settles. */
export function pause(stream: Socket, until: Promise<void>): void {
  stream.pause()
  void until.finally(() => stream.resume())
}
