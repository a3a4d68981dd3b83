import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, constants, mkdtempSync, openSync, rmSync} from 'node:fs'
import {Socket, type SocketConstructorOpts} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, expect, test} from 'vitest'
import {createReading} from '../../../src/executor/shell/reading.ts'

const dirs: string[] = []
const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill()
  for (const dir of dirs.splice(0)) rmSync(dir, {recursive: true})
})

type Take = (chunk: Buffer, hold: (until: Promise<void>) => void) => void

/** Reads what a command prints to a named pipe; `take` gets each chunk, and what holds it. */
async function read(command: string, take: Take, paused = () => {}) {
  const dir = mkdtempSync(join(tmpdir(), 'runbook-reading-'))
  dirs.push(dir)
  const path = join(dir, 'pipe')
  await once(spawn('mkfifo', [path]), 'close')
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(path, constants.O_WRONLY)
  const stream = () => ({
    pause() {
      socket.pause()
      setImmediate(paused)
      return socket
    },
    resume: () => socket.resume(),
  })
  const {onread, hold} = createReading(chunk => take(chunk, hold), stream)
  const socket: Socket = new Socket({fd, readable: true, writable: false, onread} as SocketConstructorOpts)
  const ended = once(socket, 'close')
  socket.on('end', () => socket.destroy())
  children.push(spawn('bash', ['-c', command], {stdio: ['ignore', writer, 'inherit']}))
  closeSync(writer)
  return ended
}

test('what is held stays as it is, however much follows it', async () => {
  const release: (() => void)[] = []
  const held: {chunk: Buffer; was: Buffer}[] = []
  let all = 0
  let same = 0
  const take: Take = (chunk, hold) => {
    all += chunk.length
    held.push({chunk, was: Buffer.from(chunk)})
    hold(new Promise(settle => release.push(settle)))
    // in order, and late: when nothing more is read, or enough is held
    setImmediate(() => {
      const {chunk, was} = held.shift()!
      if (chunk.equals(was)) same += was.length
      release.shift()!()
    })
  }
  await read('seq 400000', take)
  expect([all, same]).toEqual([2_688_895, 2_688_895])
})

test('a chunk that is held stays, where those behind it are not', async () => {
  let first: {chunk: Buffer; was: Buffer; release: () => void} | undefined
  const seen: {all: number; isSame: boolean}[] = []
  let all = 0
  const take: Take = (chunk, hold) => {
    all += chunk.length
    if (first) return
    first = {chunk, was: Buffer.from(chunk), release: () => {}}
    hold(new Promise(release => Object.assign(first!, {release})))
  }
  await read('seq 400000', take, () => {
    seen.push({all, isSame: first!.chunk.equals(first!.was)})
    first!.release()
  })
  expect(seen).toEqual([{all: expect.any(Number), isSame: true}])
  expect(seen[0]!.all).toBeLessThanOrEqual(4 * 65_536)
  expect(all).toBe(2_688_895)
})
