import {spawnSync} from 'node:child_process'
import {readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {build} from 'esbuild'
import {expect, test} from 'vitest'
import {createJournal} from '../../src/journal/journal.ts'
import {readJournal} from '../../src/journal/read.ts'
import {createRunDirectory} from '../../src/journal/run-directory.ts'
import {RunbookError} from '../../src/model/error.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {events, holder, note, openJournal} from './sample.ts'

test('an event is on disk, numbered and chained, when append has returned', () => {
  const {dir, journal} = openJournal()
  const first = journal.append(events[0]!)
  expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).toBe(`${JSON.stringify(first)}\n`)
  const second = journal.append(note('x'))
  expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).toBe(
    `${JSON.stringify(first)}\n${JSON.stringify(second)}\n`,
  )
  expect([first.sequence, first.prevhash, second.sequence, second.prevhash]).toEqual([
    1,
    '0'.repeat(64),
    2,
    first.hash,
  ])
  expect(journal.head()).toEqual({sequence: 2, hash: second.hash})
})

test('a record is a CloudEvent with all that the event said', () => {
  const {journal} = openJournal()
  expect(journal.append({...note('x'), subject: 's1', authid: 'alice'})).toEqual({
    specversion: '1.0',
    id: 'id-1',
    source: 'backend.md',
    type: 'runbook.note.added',
    time: '2026-01-02T03:04:05.000Z',
    recordedtime: '2026-01-02T03:04:06.000Z',
    sequence: 1,
    runid: 'run-1',
    subject: 's1',
    authid: 'alice',
    data: {kind: 'todo', text: 'x'},
    prevhash: '0'.repeat(64),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test.each([
  ['line ends of other alphabets', 'a\u2028b\u2029c\u0085d\rc\n'],
  ['half a character', 'cut \ud83d', 'cut \ufffd'],
  ['control characters and a NUL', '\0\x1b[31m\x7f'],
  ['text of any language', 'ünïcödé 🚀 العربية'],
])('%s are read back as they were', async (_, text, back = text) => {
  const {dir, journal} = openJournal()
  journal.append(note(text))
  journal.append(note('next'))
  const read = await readJournal(dir)
  expect({
    texts: read.events.map(({data}) => (data as {text: string}).text),
    damage: read.damage,
    torn: read.torn,
  }).toEqual({
    texts: [back, 'next'],
    damage: [],
    torn: false,
  })
})

test('a directory and its files are private to their owner', () => {
  const {dir, journal} = openJournal()
  journal.append(events[0]!)
  expect(
    [dir, join(dir, 'outputs'), join(dir, 'journal.jsonl')].map(path =>
      (statSync(path).mode & 0o777).toString(8),
    ),
  ).toEqual(['700', '700', '600'])
})

test('a run directory must be new, and so must a journal', () => {
  const logDir = temporaryDirectory()
  const dir = createRunDirectory(logDir, 'one')
  expect(() => createRunDirectory(logDir, 'one')).toThrow(RunbookError)
  writeFileSync(join(dir, 'journal.jsonl'), '')
  const options = {runId: 'r', source: 's', now: () => new Date(0), newId: () => 'i', holder}
  expect(() => createJournal(dir, options)).toThrow(
    /journal\.jsonl: the journal cannot be written \(EEXIST\)/,
  )
})

test('a closed journal takes no more, and closing twice is no error', () => {
  const {dir, journal} = openJournal()
  journal.close()
  journal.close()
  expect(() => journal.append(events[0]!)).toThrow(RunbookError)
  expect(readFileSync(join(dir, 'journal.jsonl'), 'utf8')).toBe('')
})

test('where the disk takes no more, the run stops: nothing is acknowledged, and nothing is taken afterwards', async () => {
  const dir = createRunDirectory(temporaryDirectory(), 'run')
  const script = join(temporaryDirectory(), 'fill.mjs')
  await build({
    stdin: {
      contents: `
        import {createJournal} from './src/journal/journal.ts'
        let id = 0
        const journal = createJournal(process.argv[2], {runId: 'r', source: 's', now: () => new Date(0), newId: () => String(++id), holder: {signature: process.pid + ' -', isAlive: () => true, now: () => new Date()}})
        const said = []
        for (let n = 0; n < 20; n++) {
          try {
            said.push(journal.append({type: 'note.added', time: '2026-01-02T03:04:05.000Z', data: {kind: 'todo', text: 'x'.repeat(300)}}).sequence)
          } catch (error) {
            said.push([error.name, error.code, error.exitCode])
          }
        }
        process.stdout.write(JSON.stringify({said, head: journal.head().sequence}))`,
      resolveDir: fileURLToPath(new URL('../..', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: script,
  })
  // a file may grow to 2 KiB and no further; without SIGXFSZ the write fails, as it does on a full disk
  const limited = `trap '' XFSZ; ulimit -f 2; exec "$0" "$@"`
  const {stdout, stderr} = spawnSync('bash', ['-c', limited, process.execPath, script, dir], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const {said, head} = JSON.parse(stdout) as {said: unknown[]; head: number}
  const kept = said.filter(one => typeof one === 'number').length
  expect(kept).toBeGreaterThan(0)
  expect({said, head}).toEqual({
    said: said.map((_, index) => (index < kept ? index + 1 : ['RunbookError', 'journal-write', 70])),
    head: kept,
  })
  const read = await readJournal(dir)
  expect({events: read.events.length, torn: read.torn, damage: read.damage}).toEqual({
    events: kept,
    torn: true,
    damage: [],
  })
})
