import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, test} from 'vitest'
import {commandsTo} from '../../../src/executor/shell/commands.ts'
import {makePipes} from '../../../src/executor/shell/make-pipes.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'commands-'))
})
afterEach(() => rmSync(dir, {recursive: true, force: true}))

/** A named pipe, with both of its ends. */
async function pipe() {
  const path = join(dir, 'told')
  await makePipes([path])
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  return {reader, writer: openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)}
}

test('what finds room is there when writing returns', async () => {
  const {reader, writer} = await pipe()
  const commands = commandsTo(writer)
  commands.write('true\n')
  commands.write('false\n')
  commands.end()
  expect(readFileSync(reader, 'utf8')).toBe('true\nfalse\n')
  closeSync(reader)
})

test('more than a pipe holds comes whole and in its order, to its end', async () => {
  const {reader, writer} = await pipe()
  const commands = commandsTo(writer)
  const long = `# ${'é'.repeat(150_000)}\n`
  commands.write(long)
  commands.write('true\n')
  commands.end()
  commands.write('too late\n')
  const child = spawn('cat', {stdio: [reader, 'pipe', 'inherit']})
  closeSync(reader)
  const said: Buffer[] = []
  child.stdout!.on('data', bytes => said.push(bytes))
  await once(child, 'close')
  expect(Buffer.concat(said).toString()).toBe(`${long}true\n`)
})

test('nothing comes of writing to one that nobody reads any more', async () => {
  const {reader, writer} = await pipe()
  closeSync(reader)
  const commands = commandsTo(writer)
  commands.write('true\n')
  commands.write('x'.repeat(200_000))
  commands.destroy()
  commands.destroy()
  commands.end()
})
