import fc from 'fast-check'
import {expect, test} from 'vitest'
import {erase, leaksOfPattern, leaksOfValue} from '../../src/model/erase.ts'
import {eraseRecord} from '../../src/model/erase-record.ts'

const secret = 'correct horse'
const find = leaksOfValue(secret)
const without = (text: string, leaks = find) =>
  erase([Buffer.from(text)], leaks(Buffer.from(text)))[0]!.toString()

test('wherever a text is cut into pieces, the same is taken out of them', () => {
  const part = fc.constantFrom(secret, 'é', 'correct ', Buffer.from(secret).toString('base64'), '\n')
  fc.assert(
    fc.property(fc.array(part), fc.array(fc.nat(60)), (parts, cuts) => {
      const text = Buffer.from(parts.join(''))
      const places = [0, ...cuts.filter(cut => cut <= text.length).sort((a, b) => a - b), text.length]
      const pieces = places.slice(1).map((to, index) => text.subarray(places[index]!, to))
      const clear = erase(pieces, find(text))
      expect(clear).toHaveLength(pieces.length)
      expect(Buffer.concat(clear).toString()).toBe(without(text.toString()))
      expect(find(Buffer.concat(clear))).toEqual([])
    }),
  )
})

test('a pattern finds whole characters, in text and in bytes that are no text', () => {
  const word = leaksOfPattern(/k\w+y/gmu)
  expect(without('é kay, kéy key', word)).toBe('é ‹redacted›, kéy ‹redacted›')
  const bytes = Buffer.from([0xff, 0x6b, 0x61, 0x79, 0xfe])
  expect(erase([bytes], word(bytes))).toEqual([
    Buffer.concat([bytes.subarray(0, 1), Buffer.from('‹redacted›'), bytes.subarray(4)]),
  ])
  expect(leaksOfPattern(/x*/gmu)(Buffer.from('abc'))).toEqual([])
})

test('what was taken out is not found again, whatever the pattern', () => {
  const any = leaksOfPattern(/\w+/gmu)
  expect(any(Buffer.from('‹redacted› ‹redacted›'))).toEqual([])
  expect(any(Buffer.from('‹redacted› a'))).toHaveLength(1)
})

test('of a record the texts are cleared, a given value goes as a whole, and a word that it needs is told', () => {
  expect(eraseRecord({type: 'runbook.note.added', data: {kind: 'todo', text: `a ${secret}`}}, find)).toEqual({
    data: {kind: 'todo', text: 'a ‹redacted›'},
    places: 1,
    stuck: [],
  })
  expect(
    eraseRecord(
      {type: 'runbook.input.set', data: {name: 'n', value: `${secret}!`, secret: false, source: 'option'}},
      find,
    ),
  ).toEqual({data: {name: 'n', secret: true, source: 'option'}, places: 1, stuck: []})
  expect(
    eraseRecord(
      {
        type: 'runbook.run.started',
        data: {
          given: [
            {name: 'n', value: secret},
            {name: 'm', value: 'v'},
          ],
        },
      },
      find,
    ).data,
  ).toEqual({given: [{name: 'n'}, {name: 'm', value: 'v'}]})
  expect(eraseRecord({type: 'runbook.x', data: {path: secret}}, find)).toMatchObject({
    data: {path: secret},
    stuck: ['path'],
  })
})
