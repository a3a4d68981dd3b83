import {readFileSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {readJournal} from '../../src/journal/read.ts'
import {streamJournal} from '../../src/journal/stream.ts'
import {eventOf, type JournalRecord} from '../../src/model/event.ts'
import {rounds} from '../support/rounds.ts'
import {events, note, openJournal} from './sample.ts'

function sample(all = events) {
  const {dir, journal} = openJournal()
  for (const event of all) journal.append(event)
  journal.close()
  const path = join(dir, 'journal.jsonl')
  return {dir, path, bytes: readFileSync(path)}
}

/** Says of data what the whole reading says, and keeps the numbers of what it knows. */
function wholly(record: JournalRecord, known: number[]): string | undefined {
  try {
    if (eventOf(record)) known.push(record.sequence)
    return undefined
  } catch {
    return `the data of ${record.type} is not as it should be`
  }
}

test('what goes by as a stream is judged as what is read whole, whichever byte is changed or where it is cut off', async () => {
  const {dir, path, bytes} = sample()
  const place = fc.nat({max: bytes.length - 1})
  const change = fc.record({
    at: place,
    to: fc.constantFrom(0x0a, 0x0d, 0x20, 0x22, 0x30, 0x31, 0x5a, 0x7d, 0xff),
  })
  await fc.assert(
    fc.asyncProperty(fc.option(change), fc.option(place), async (change, cut) => {
      const changed = change ? bytes.with(change.at, change.to) : bytes
      writeFileSync(path, cut === null ? changed : changed.subarray(0, cut))
      const {damage, torn, events} = await readJournal(dir)
      const seen: number[] = []
      const streamed = streamJournal(dir, {
        hashes: true,
        take: record => wholly(record, seen),
      })
      expect({damage: streamed.damage, torn: streamed.torn, more: streamed.more}).toEqual({
        damage,
        torn,
        more: 0,
      })
      expect(seen).toEqual(events.map(({sequence}) => sequence))
    }),
    {numRuns: rounds(300)},
  )
})

test('without hashes, numbers and links are checked, and a changed word is not seen', async () => {
  const {dir, path, bytes} = sample()
  const lines = bytes.toString().split('\n')
  const take = () => undefined
  writeFileSync(path, [lines[0], lines[2], ''].join('\n'))
  expect(streamJournal(dir, {hashes: false, take}).damage).toEqual([
    {line: 2, reason: 'its number is 3, expected 2: a record is missing or was moved'},
  ])
  writeFileSync(path, bytes.toString().replace('tell', 'sell'))
  expect(streamJournal(dir, {hashes: false, take}).damage).toEqual([])
  expect(streamJournal(dir, {hashes: true, take}).damage).toEqual([
    {line: 2, reason: 'its hash does not fit what it says: it was changed'},
  ])
})

test('lines longer than what is read at once come whole', async () => {
  const texts = ['a'.repeat(3_000_000), 'ü'.repeat(700_000), 'end']
  const {dir} = sample(texts.map(note))
  const seen: unknown[] = []
  const {damage} = streamJournal(dir, {
    hashes: true,
    take(record) {
      seen.push(record.data.text)
      return undefined
    },
  })
  expect(damage).toEqual([])
  expect(seen).toEqual(texts)
})
