import fc from 'fast-check'
import {expect, test} from 'vitest'
import {createMarkerSplitter, endMarker, type Piece} from '../../../src/executor/shell/marker.ts'

const token = 'word'

/** What a splitter makes of the chunks, neighbouring outputs joined. */
function split(chunks: readonly Buffer[]): (string | [sequence: number, exitCode: number])[] {
  const splitter = createMarkerSplitter(token)
  const joined: (string | [number, number])[] = []
  const add = (piece: Piece) => {
    const last = joined.at(-1)
    if (piece.kind === 'end') joined.push([piece.sequence, piece.exitCode])
    else if (typeof last === 'string') joined[joined.length - 1] = last + piece.bytes.toString('latin1')
    else joined.push(piece.bytes.toString('latin1'))
  }
  for (const chunk of chunks) for (const piece of splitter(chunk)) add(piece)
  return joined
}

/** The text cut at some places. */
function cut(text: string, places: readonly number[]): Buffer[] {
  const bytes = Buffer.from(text, 'latin1')
  const sorted = [0, ...places.map(place => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  return sorted.slice(1).map((end, index) => bytes.subarray(sorted[index], end))
}

test('a marker is found wherever its stream is cut in two or three', () => {
  const text = `before\n${endMarker(token, 12, 130)}after`
  for (let first = 0; first <= text.length; first++) {
    for (let second = first; second <= text.length; second++) {
      expect(split(cut(text, [first, second]))).toEqual(['before\n', [12, 130], 'after'])
    }
  }
})

test('output without a marker is let go at once, but for what may be the beginning of one', () => {
  const splitter = createMarkerSplitter(token)
  expect(splitter(Buffer.from('a prompt: '))).toEqual([{kind: 'output', bytes: Buffer.from('a prompt: ')}])
  expect(splitter(Buffer.from('x\x1ewo'))).toEqual([{kind: 'output', bytes: Buffer.from('x')}])
  expect(splitter(Buffer.from('e'))).toEqual([{kind: 'output', bytes: Buffer.from('\x1ewoe')}])
})

test('two markers in one chunk are two', () =>
  expect(split([Buffer.from(`${endMarker(token, 1, 0)}${endMarker(token, 2, 3)}`)])).toEqual([
    [1, 0],
    [2, 3],
  ]))

test('however a stream is cut, its output and its markers come out whole and in order', () => {
  // pieces of markers are likely, whole ones of this word are only where they are meant
  const noise = fc
    .array(
      fc.constantFrom(
        '\x1e',
        '\x1ew',
        '\x1eword',
        'word:',
        ':',
        '1:0\x1e',
        '\x1eother:1:0\x1e',
        'text\n',
        '\xff\x00',
      ),
      {maxLength: 6},
    )
    .map(parts => parts.join(''))
    .filter(text => !text.includes(`\x1e${token}:`))
  const mark = fc.tuple(fc.nat(99), fc.nat(255))
  fc.assert(
    fc.property(
      fc.array(fc.tuple(noise, mark), {maxLength: 4}),
      noise,
      fc.array(fc.nat(), {maxLength: 8}),
      (blocks, rest, places) => {
        const expected = [...blocks.flat(), rest].filter(piece => piece.length > 0)
        const stream =
          blocks.map(([text, [sequence, code]]) => text + endMarker(token, sequence, code)).join('') + rest
        const seen = split(cut(`${stream}.`, places))
        const last = expected.at(-1)
        if (typeof last === 'string') expected[expected.length - 1] = `${last}.`
        else expected.push('.')
        expect(seen).toEqual(expected)
      },
    ),
  )
})
