import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {createOutputFile} from '../../src/journal/output-file.ts'
import {readOutput} from '../../src/journal/read.ts'
import {readShown} from '../../src/journal/read-shown.ts'
import {createRunDirectory} from '../../src/journal/run-directory.ts'
import {endBytes, longOutput} from '../../src/model/output-ends.ts'
import {temporaryDirectory} from '../support/temporary.ts'

const lines = (bytes: number) => {
  const text = Array.from({length: bytes / 10 + 1}, (_, line) => String(line).padStart(9, ' ')).join('\n')
  return Buffer.from(text).subarray(0, bytes)
}

function printed(bytes: number, piece = 65_536) {
  const dir = createRunDirectory(temporaryDirectory(), 'run')
  const file = createOutputFile(dir, 'a.log')
  const text = lines(bytes)
  for (let at = 0; at < bytes; at += piece) file.write(text.subarray(at, at + piece))
  const output = file.end()!
  const change = (at: number) => {
    const whole = readFileSync(join(dir, output.path))
    whole[at]! ^= 1
    writeFileSync(join(dir, output.path), whole)
  }
  return {dir, output, change, path: join(dir, output.path), text}
}

test.each([[longOutput], [2 * endBytes], [endBytes], [1]])(
  'an output of %i bytes has no digest of its ends',
  bytes => {
    expect(printed(bytes).output).not.toHaveProperty('ends')
  },
)

test.each([[65_536], [endBytes], [endBytes + 1], [1000], [longOutput + 1]])(
  'the ends of a long output that came in pieces of %i bytes are shown as of the whole',
  async piece => {
    const {dir, output, text} = printed(longOutput + 1, piece)
    expect(output.ends).toBeDefined()
    const shown = await readShown(dir, output, 4096)
    expect(shown).toEqual({head: text.subarray(0, 1024), tail: text.subarray(-4096), intact: true})
    expect(shown).toEqual(await readOutput(dir, output, 4096))
  },
)

test.each([
  ['first', 0],
  ['first end\u2019s last', endBytes - 1],
  ['last', -1],
  ['last end\u2019s first', -endBytes],
])('a long output of which the %s byte was changed is not intact', async (_, at) => {
  const {dir, output, change} = printed(longOutput + 1)
  change(at < 0 ? output.bytes + at : at)
  expect(await readShown(dir, output, endBytes)).toMatchObject({intact: false})
})

test('between the ends of a long output a change is found by who reads the whole', async () => {
  const {dir, output, change} = printed(longOutput + 1)
  change(longOutput / 2)
  expect(await readShown(dir, output, endBytes)).toMatchObject({intact: true})
  expect(await readOutput(dir, output, endBytes)).toMatchObject({intact: false})
})

test('a long output that is longer or shorter than it was is not intact, and one that is gone is undefined', async () => {
  const {dir, output, path, text} = printed(longOutput + 1)
  for (const other of [Buffer.concat([text, text]), text.subarray(0, -1), text.subarray(0, 10)]) {
    writeFileSync(path, other)
    expect(await readShown(dir, output, endBytes)).toMatchObject({intact: false})
  }
  rmSync(path)
  expect(await readShown(dir, output, endBytes)).toBeUndefined()
})
