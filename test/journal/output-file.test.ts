import {createHash} from 'node:crypto'
import {existsSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {createOutputFile} from '../../src/journal/output-file.ts'
import {readOutput} from '../../src/journal/read.ts'
import {createRunDirectory} from '../../src/journal/run-directory.ts'
import {RunbookError} from '../../src/model/error.ts'
import {temporaryDirectory} from '../support/temporary.ts'

const nothing = Buffer.alloc(0)
const directory = () => createRunDirectory(temporaryDirectory(), 'run')
const digest = (text: string) => createHash('sha256').update(text).digest('hex')

test('what was written is kept as it is, with its digest and counts', async () => {
  const dir = directory()
  const file = createOutputFile(dir, '001-a.1.log')
  for (const chunk of ['one\ntw', 'o\n', 'three']) file.write(Buffer.from(chunk))
  const output = file.end()!
  const text = 'one\ntwo\nthree'
  expect(output).toEqual({path: 'outputs/001-a.1.log', sha256: digest(text), bytes: 13, lines: 3})
  expect(readFileSync(join(dir, output.path), 'utf8')).toBe(text)
  expect((statSync(join(dir, output.path)).mode & 0o777).toString(8)).toBe('600')
  expect(await readOutput(dir, output, 100)).toEqual({head: nothing, tail: Buffer.from(text), intact: true})
})

test('what is synced meanwhile is kept just so, and cannot be ended twice', async () => {
  const [now, later] = [directory(), directory()]
  const files = [now, later].map(dir => createOutputFile(dir, 'a.log', 5))
  for (const file of files) file.write(Buffer.from('one\ntwo'))
  const {output, synced} = files[1]!.endMeanwhile()!
  expect(output).toEqual(files[0]!.end())
  await synced
  const [text, same] = [now, later].map(dir => readFileSync(join(dir, 'outputs/a.log'), 'utf8'))
  expect(same).toBe(text)
  expect(files[1]!.endMeanwhile()).toBeUndefined()
})

test('where nothing was written there is no file, and ending twice is no error', () => {
  const dir = directory()
  const file = createOutputFile(dir, 'a.log')
  expect([file.end(), file.end()]).toEqual([undefined, undefined])
  expect(existsSync(join(dir, 'outputs/a.log'))).toBe(false)
})

test.each([0, 1, 5, 9, 10])(
  'beyond %i bytes it says how much was not kept, and the digest is of what is there',
  limit => {
    const dir = directory()
    const file = createOutputFile(dir, 'a.log', limit)
    for (const chunk of ['12345', '6789\n']) file.write(Buffer.from(chunk))
    const output = file.end()
    if (limit === 0) return expect(output).toBeUndefined()
    const kept = '123456789\n'.slice(0, limit)
    const text =
      limit === 10
        ? kept
        : `${kept}\n[${10 - limit} more bytes were not kept: the limit is ${limit} byte${limit === 1 ? '' : 's'}]\n`
    expect(readFileSync(join(dir, 'outputs/a.log'), 'utf8')).toBe(text)
    expect(output).toEqual({
      path: 'outputs/a.log',
      sha256: digest(text),
      bytes: Buffer.byteLength(text),
      lines: text.split('\n').length - 1,
      ...(limit === 10 ? {} : {dropped: 10 - limit}),
    })
  },
)

test('an output is never written over another', () => {
  const dir = directory()
  writeFileSync(join(dir, 'outputs/a.log'), 'first')
  expect(() => createOutputFile(dir, 'a.log').write(Buffer.from('second'))).toThrow(RunbookError)
  expect(readFileSync(join(dir, 'outputs/a.log'), 'utf8')).toBe('first')
})

test('an output that cannot be kept is an error of the world with its path', () => {
  const dir = directory()
  rmSync(join(dir, 'outputs'), {recursive: true})
  expect(() => createOutputFile(dir, 'a.log').write(Buffer.from('x'))).toThrow(
    expect.objectContaining({
      code: 'output-write',
      exitCode: 70,
      message: expect.stringContaining('outputs/a.log: the output cannot be kept (ENOENT)'),
    }),
  )
})

test('a changed output is not intact, a removed one is undefined, and a tail is the last bytes', async () => {
  const dir = directory()
  const file = createOutputFile(dir, 'a.log')
  file.write(Buffer.from('0123456789'))
  const output = file.end()!
  expect(await readOutput(dir, output, 4)).toEqual({
    head: Buffer.from('0'),
    tail: Buffer.from('6789'),
    intact: true,
  })
  writeFileSync(join(dir, output.path), '0123456780')
  expect(await readOutput(dir, output, 4)).toEqual({
    head: Buffer.from('0'),
    tail: Buffer.from('6780'),
    intact: false,
  })
  rmSync(join(dir, output.path))
  expect(await readOutput(dir, output, 4)).toBeUndefined()
})
