import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {expect, test} from 'vitest'
import {openJournal} from '../../src/journal/journal.ts'
import {readJournal} from '../../src/journal/read.ts'
import type {JournalRecord} from '../../src/model/event.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {openJournal as begin, events, holder, note} from './sample.ts'

const options = {runId: 'run-1', source: 'backend.md', now: () => new Date(0), newId: () => 'other', holder}

const textsOf = async (dir: string) => {
  const {events, damage, torn} = await readJournal(dir)
  return {texts: events.map(({data}) => (data as {text?: string}).text), damage, torn}
}

test('two writers chain to each other, and each is told of the other', async () => {
  const {dir, journal} = begin()
  journal.append(note('one'))
  const foreign: JournalRecord[] = []
  const other = openJournal(dir, {...options, onForeign: record => foreign.push(record)})
  expect(other.head()).toEqual(journal.head())
  journal.append(note('two'))
  journal.append(note('three'))
  expect(other.append(note('four')).sequence).toBe(4)
  expect(foreign.map(({sequence}) => sequence)).toEqual([2, 3])
  expect(journal.append(note('five')).sequence).toBe(5)
  other.close()
  expect(await textsOf(dir)).toEqual({
    texts: ['one', 'two', 'three', 'four', 'five'],
    damage: [],
    torn: false,
  })
  expect(existsSync(join(dir, 'journal.lock'))).toBe(false)
})

test('who only looks is told of what the other wrote, once, and chains to it', async () => {
  const {dir, journal} = begin()
  journal.append(note('one'))
  const foreign: JournalRecord[] = []
  const other = openJournal(dir, {...options, onForeign: record => foreign.push(record)})
  other.look()
  journal.append(note('two'))
  other.look()
  other.look()
  expect(foreign.map(({sequence}) => sequence)).toEqual([2])
  expect(other.append(note('three')).sequence).toBe(3)
  other.close()
  other.look()
  expect(await textsOf(dir)).toEqual({texts: ['one', 'two', 'three'], damage: [], torn: false})
})

test('a last line that was cut off is taken away by the next writer, and nothing else is', async () => {
  const {dir, journal} = begin()
  journal.append(note('one'))
  journal.append(note('lost'))
  journal.close()
  const path = join(dir, 'journal.jsonl')
  truncateSync(path, readFileSync(path).length - 10)
  const other = openJournal(dir, options)
  expect(other.append(note('two')).sequence).toBe(2)
  other.close()
  expect(await textsOf(dir)).toEqual({texts: ['one', 'two'], damage: [], torn: false})
})

test('a journal without a whole line is written from its beginning', async () => {
  const {dir, journal} = begin()
  journal.close()
  appendFileSync(join(dir, 'journal.jsonl'), '{"half')
  const other = openJournal(dir, options)
  expect(other.append(events[0]!).sequence).toBe(1)
  other.close()
  expect((await readJournal(dir)).events).toHaveLength(1)
})

test('nothing is chained to a line that was changed', () => {
  const {dir, journal} = begin()
  journal.append(note('one'))
  const other = openJournal(dir, options)
  journal.append(note('two'))
  const path = join(dir, 'journal.jsonl')
  writeFileSync(path, readFileSync(path, 'utf8').replace('two', 'owt'))
  expect(() => other.append(note('three'))).toThrow(/a line of it is no record or was changed/)
})

test.each([
  ['of a process that is gone', '4194304 nowhere:1'],
  ['of an earlier process of the same number', `${process.pid} earlier:1`],
])('a lock %s is taken over', (_, signature) => {
  const {dir, journal} = begin()
  journal.close()
  const lock = join(dir, 'journal.lock')
  writeFileSync(lock, `${signature}\n`)
  const other = openJournal(dir, {...options, holder: {...holder, isAlive: pid => pid === process.pid}})
  expect(other.append(note('one')).sequence).toBe(1)
  other.close()
  expect(existsSync(lock)).toBe(false)
})

test('many processes that write at once, some of them killed, leave one unbroken chain with all that was acknowledged', async () => {
  const {dir, journal} = begin()
  journal.append(note('begin'))
  const script = join(temporaryDirectory(), 'write.mjs')
  await build({
    stdin: {
      contents: `
        import {openJournal} from './src/journal/journal.ts'
        import {thisProcess} from './src/cli/record/holder.ts'
        const [, , dir, name, count] = process.argv
        const journal = openJournal(dir, {runId: 'run-1', source: 's', now: () => new Date(), newId: () => name, holder: thisProcess()})
        for (let n = 0; n < Number(count); n++) {
          const text = name + ' ' + n
          journal.append({type: 'note.added', time: new Date().toISOString(), data: {kind: 'todo', text}})
          process.stdout.write(text + '\\n')
        }`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: script,
    banner: {js: "import {createRequire} from 'node:module';const require=createRequire(import.meta.url);"},
  })
  const writers = ['a', 'b', 'c', 'd'].map(name => {
    const killed = name > 'b'
    const child = spawn(process.execPath, [script, dir, name, killed ? '100000' : '60'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      if (killed && said.split('\n').length > 40) child.kill('SIGKILL')
    })
    return once(child, 'close').then(() => said.split('\n').filter(line => /^\w \d+$/.test(line)))
  })
  const acknowledged = (await Promise.all(writers)).flat()
  const last = openJournal(dir, options)
  last.append(note('end'))
  last.close()
  const {texts, damage, torn} = await textsOf(dir)
  expect({damage, torn, first: texts[0], last: texts.at(-1)}).toEqual({
    damage: [],
    torn: false,
    first: 'begin',
    last: 'end',
  })
  expect(acknowledged.length).toBeGreaterThanOrEqual(200)
  expect(acknowledged.filter(text => !texts.includes(text))).toEqual([])
  expect(new Set(texts).size).toBe(texts.length)
})
