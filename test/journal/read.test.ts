import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {hashOf} from '../../src/journal/chain.ts'
import {readJournal} from '../../src/journal/read.ts'
import type {JournalRecord} from '../../src/model/event.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {events, openJournal} from './sample.ts'

/** The bytes of a good journal, and a way to read others in its place. */
function sample(count = events.length) {
  const {dir, journal} = openJournal()
  for (const event of events.slice(0, count)) journal.append(event)
  journal.close()
  const path = join(dir, 'journal.jsonl')
  const bytes = readFileSync(path)
  return {
    bytes,
    lines: bytes.toString().trimEnd().split('\n'),
    read: (changed: string | Uint8Array) => {
      writeFileSync(path, changed)
      return readJournal(dir)
    },
  }
}

const summary = ({events, damage, torn}: Awaited<ReturnType<typeof readJournal>>) => ({
  events: events.length,
  damage,
  torn,
})

test('a journal that nobody touched verifies, and gives its events', async () => {
  const {bytes, lines, read} = sample()
  const journal = await read(bytes)
  expect(journal).toMatchObject({runId: 'run-1', damage: [], torn: false})
  expect(journal.events.map(({sequence, recordedtime, ...event}) => event)).toEqual(events)
  expect(journal.head).toEqual({sequence: 3, hash: JSON.parse(lines[2]!).hash, time: events.at(-1)!.time})
})

const edits: readonly [what: string, edit: (byte: number, at: number) => number][] = [
  ['becomes another', (byte, at) => byte ^ [0x01, 0x20, 0x80][at % 3]!],
  ['becomes a carriage return', () => 0x0d],
]

test.each(edits)('it is detected when any single byte %s', async (_, edit) => {
  const {bytes, read} = sample(2)
  const missed: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const {damage, torn} = await read(bytes.with(at, edit(bytes[at]!, at)))
    if (damage.length === 0 && !torn) missed.push(at)
  }
  expect(missed).toEqual([])
})

test('every cut is a torn tail, and what was cut off is left out; between lines it is a shorter journal', async () => {
  const {bytes, read} = sample(2)
  for (let length = 0; length < bytes.length; length++) {
    const whole = bytes.subarray(0, length).toString().split('\n').length - 1
    const atLine = length === 0 || bytes[length - 1] === 0x0a
    expect(summary(await read(bytes.subarray(0, length)))).toEqual({events: whole, damage: [], torn: !atLine})
  }
})

const ways: readonly [what: string, change: (lines: string[]) => string[], line: number][] = [
  ['a line is taken out of the middle', ([a, , c]) => [a!, c!], 2],
  ['the first line is taken out', ([, b, c]) => [b!, c!], 1],
  ['two lines are swapped', ([a, b, c]) => [a!, c!, b!], 2],
  ['a line stands twice', ([a, b, c]) => [a!, b!, b!, c!], 3],
  ['the last line stands twice', ([a, b, c]) => [a!, b!, c!, c!], 4],
  ['an empty line is put in', ([a, b, c]) => [a!, '', b!, c!], 2],
  [
    'a line is changed and its own hash made to fit',
    ([a, b, c]) => {
      const {hash, ...record} = JSON.parse(b!) as JournalRecord
      const forged = {...record, data: {...record.data, text: 'forged'}}
      return [a!, JSON.stringify({...forged, hash: hashOf(forged)}), c!]
    },
    3,
  ],
]

test.each(ways)('it is detected, and where, when %s', async (_, change, line) => {
  const {lines, read} = sample()
  const {damage} = await read(`${change(lines).join('\n')}\n`)
  expect(damage[0]).toEqual({line, reason: expect.any(String)})
})

/** A journal of these records, numbered and chained. */
function chained(records: readonly object[]): string {
  let prevhash = '0'.repeat(64)
  return records
    .map((more, index) => {
      const record = {
        specversion: '1.0' as const,
        id: String(index),
        source: 's',
        time: '2026-01-02T03:04:05.000Z',
        recordedtime: '2026-01-02T03:04:05.000Z',
        sequence: index + 1,
        runid: 'r',
        type: 'runbook.note.added',
        data: {kind: 'todo', text: 'x'},
        ...more,
        prevhash,
      }
      prevhash = hashOf(record)
      return `${JSON.stringify({...record, hash: prevhash})}\n`
    })
    .join('')
}

test('an event of a type that this version does not know is left out, and the chain holds', async () => {
  const {read} = sample()
  expect(summary(await read(chained([{}, {type: 'runbook.moon.risen', data: {phase: 'full'}}, {}])))).toEqual(
    {events: 2, damage: [], torn: false},
  )
})

test('a field that this version does not know is part of what the hash protects', async () => {
  const {read} = sample()
  const text = chained([{data: {kind: 'todo', text: 'x', colour: 'red'}, traceparent: '00-ab-cd-01'}, {}])
  expect(summary(await read(text))).toEqual({events: 2, damage: [], torn: false})
  for (const [from, to] of [
    ['red', 'bed'],
    ['00-ab', '00-ac'],
  ] as const) {
    expect((await read(text.replace(from, to))).damage).toEqual([
      {line: 1, reason: 'its hash does not fit what it says: it was changed'},
    ])
  }
})

test.each(['../journal.jsonl', 'outputs/../x', 'outputs/.hidden', 'outputs/a/b', '/etc/passwd', 'outputs/'])(
  'an output at %s is damage and not an event',
  async path => {
    const {read} = sample()
    const output = {path, sha256: 'ab', bytes: 1, lines: 1}
    const finished = {
      type: 'runbook.step.finished',
      data: {attempt: 1, outcome: {kind: 'success'}, durationMs: 0, output},
    }
    expect(summary(await read(chained([finished])))).toEqual({
      events: 0,
      damage: [{line: 1, reason: 'the data of runbook.step.finished is not as it should be'}],
      torn: false,
    })
  },
)

test('a directory without a journal is an error that says what to do', async () => {
  await expect(readJournal(temporaryDirectory())).rejects.toMatchObject({code: 'no-journal', exitCode: 2})
})

test('a line longer than a chunk of reading is one line', async () => {
  const {read} = sample()
  const text = chained([{data: {kind: 'todo', text: '🚀'.repeat(600_000)}}, {}])
  expect(summary(await read(text))).toEqual({events: 2, damage: [], torn: false})
})
