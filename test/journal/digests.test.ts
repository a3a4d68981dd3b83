import {createHash} from 'node:crypto'
import {dirname, join} from 'node:path'
import {Worker} from 'node:worker_threads'
import {afterAll, expect, test} from 'vitest'
import {ringBytes} from '../../src/journal/digest-ring.ts'
import {openDigests} from '../../src/journal/digests.ts'
import {createOutputDigest} from '../../src/journal/output-digest.ts'
import {bundledCli} from '../support/workplace.ts'

const threads: Worker[] = []
/** Digests with a thread of their own, as it was built. */
const opened = () =>
  openDigests(ring => {
    threads.push(new Worker(join(dirname(bundledCli()), 'digest-thread.cjs'), {workerData: ring}))
  })
afterAll(() => Promise.all(threads.map(thread => thread.terminate())))

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
/** Lines that differ, so that one in another's place is seen. */
const linesOf = (bytes: number) => {
  let text = ''
  for (let number = 0; text.length < bytes; number++) text += `${number} bottles\n`
  return Buffer.from(text.slice(0, bytes))
}
const ofAll = (bytes: Uint8Array) => {
  const digest = createOutputDigest()
  digest.take(bytes)
  return digest.end()
}

test.each([100, 4096, 65_536, 300_001, 2 * ringBytes])(
  'a long output in parts of %i bytes comes to what it would without a thread',
  size => {
    const bytes = linesOf(5 * ringBytes + 12_345)
    const digest = opened()()
    for (let at = 0; at < bytes.length; at += size) digest.take(bytes.subarray(at, at + size))
    const end = digest.end()
    expect(end).toEqual(ofAll(bytes))
    expect(end.sha256).toBe(sha256(bytes))
  },
)

test('outputs follow each other through one thread, long and short, whatever their lengths', () => {
  const before = threads.length
  const open = opened()
  for (const size of [ringBytes + 1, 7, 3 * ringBytes, 0, ringBytes, 1, ringBytes - 3, 2 * ringBytes + 1]) {
    const bytes = linesOf(size)
    const digest = open()
    digest.take(bytes)
    expect([size, digest.end()]).toEqual([size, ofAll(bytes)])
  }
  expect(threads.length - before).toBe(1)
})

test('where no thread can be started, digests are made without one', () => {
  let starts = 0
  const open = openDigests(() => starts++, 20)
  for (const size of [2 * ringBytes + 5, 10, 2 * ringBytes]) {
    const bytes = linesOf(size)
    const digest = open()
    for (let at = 0; at < bytes.length; at += 300_001) digest.take(bytes.subarray(at, at + 300_001))
    expect([size, digest.end()]).toEqual([size, ofAll(bytes)])
  }
  expect(starts).toBe(1)
})

test('an output that fits into the ring starts no thread', () => {
  const before = threads.length
  const bytes = linesOf(ringBytes)
  const digest = opened()()
  for (let at = 0; at < bytes.length; at += 1000) digest.take(bytes.subarray(at, at + 1000))
  expect(digest.end()).toEqual(ofAll(bytes))
  expect(threads.length).toBe(before)
})

test('two outputs at a time do not meet', () => {
  const open = opened()
  const [one, other] = [linesOf(2 * ringBytes), linesOf(3 * ringBytes).subarray(11)]
  const [first, second] = [open(), open()]
  for (let at = 0; at < other.length; at += 100_000) {
    first.take(one.subarray(at, at + 100_000))
    second.take(other.subarray(at, at + 100_000))
  }
  expect(first.end()).toEqual(ofAll(one))
  expect(second.end()).toEqual(ofAll(other))
})

test('what was given to it is copied at once', () => {
  const bytes = linesOf(ringBytes + 100_000)
  const digest = opened()()
  const memory = Buffer.alloc(10_000)
  for (let at = 0; at < bytes.length; at += memory.length) {
    const size = bytes.copy(memory, 0, at)
    digest.take(memory.subarray(0, size))
    memory.fill(0)
  }
  expect(digest.end()).toEqual(ofAll(bytes))
})
