import {constants, openSync, write} from 'node:fs'
import type {ReadStream} from 'node:tty'
import type {TerminalSize} from '../../model/driver.ts'
import {masters} from './masters.ts'
import type {Pty} from './session-terminal.ts'
import {createTyping} from './typing.ts'

/** A terminal that lives on when its programs end; destroying `output`, which begins paused, hangs it up. */
export interface LastingPty extends Pty {
  /** The descriptor of its other side, which programs inherit. */
  master: number
  output: ReadStream
}

/** What `open` of node-pty gives; its own types leave it out. */
interface OpenedPty {
  master: ReadStream
  slave: ReadStream
  ptsName: string
  fd: number
  resize(columns: number, rows: number): void
}

/** Opens a pseudo-terminal. Throws where node-pty cannot be loaded or the system gives none. */
export async function openPty(size: TerminalSize): Promise<LastingPty> {
  const loaded = (await import('@lydell/node-pty')) as unknown as {
    default: {open(options: object): OpenedPty}
  }
  const opened = loaded.default.open({cols: size.columns, rows: size.rows, encoding: null})
  const path = opened.ptsName
  const slave = openSync(path, constants.O_RDWR | constants.O_NOCTTY)
  opened.slave.destroy() // it would read what is typed
  const {master: output} = opened
  output.pause()
  output.on('error', () => output.destroy())
  masters.add(opened.fd)
  output.on('close', () => masters.delete(opened.fd))
  const typing = await createTyping({path, slave}, (bytes, done) => offer(opened.fd, output, bytes, done))
  return {
    path,
    slave,
    output,
    master: opened.fd,
    ...typing,
    resize: ({columns, rows}) => opened.resize(columns, rows),
  }
}

/** How long to wait before a full terminal is offered more. */
const fullMs = 10

/** Writes to the master, again and again while it is full: Node's own writing to one stands still, and all else with it. */
function offer(fd: number, output: ReadStream, bytes: Uint8Array, done: () => void): void {
  if (output.destroyed || bytes.length === 0) {
    done()
    return
  }
  write(fd, bytes, (error, count) => {
    if (error && error.code !== 'EAGAIN') done()
    else if (error) setTimeout(() => offer(fd, output, bytes, done), fullMs)
    else offer(fd, output, bytes.subarray(count), done)
  })
}
