import {fc, test} from '@fast-check/vitest'
import {expect} from 'vitest'
import type {Group, Piece} from '../../src/parser/group.ts'
import {groupsOf} from '../../src/parser/groups.ts'
import type {Part} from '../../src/parser/part.ts'
import {processorMs} from '../support/processor-time.ts'
import {rounds} from '../support/rounds.ts'
import {partOf} from './groups-outline.ts'

const line = fc.constantFrom(
  '',
  'uptime',
  '  df',
  '# 1. Load',
  '# 2. Disk',
  '# If it is down:',
  '# or',
  '# Option A',
  '# remark',
  '# ====',
  '-- Size',
  'SELECT 1;',
  'SELECT',
  'BEGIN;',
  'cat <<E',
  'E',
  "'",
  'if true; then',
  'fi',
  'a \\',
  '#!/bin/sh',
  '$ w',
  '/*',
  '*/',
)
const kind = fc.constantFrom<Part['kind']>('shell', 'sql', 'console', 'show')
const fence = fc
  .array(fc.tuple(kind, fc.array(line, {minLength: 1, maxLength: 12})), {minLength: 1, maxLength: 4})
  .map(stretches => {
    const text = stretches.flatMap(([, lines]) => lines).join('\n')
    let from = 0
    const parts = stretches.map(([kind, {length}]) => {
      const part = partOf(text, kind, {
        from,
        to: from + length,
        ...(kind === 'console' ? {prompt: /^\$ /} : {}),
        ...(kind === 'show' ? {shows: 'output'} : {}),
      })
      from += length
      return part
    })
    return {text, parts}
  })
const headings = fc.constantFrom([], ['Quick commands'])

const groupsIn = (pieces: readonly Piece[]): Group[] =>
  pieces.flatMap(piece => (piece.type === 'group' ? [piece] : piece.branches.flatMap(({groups}) => groups)))

test.prop([fence, headings], {numRuns: rounds(1000)})(
  'groups cover the fence in order, each within its part, and keep every line of every script',
  ({text, parts}, headings) => {
    const groups = groupsIn(groupsOf(parts, text, {headings}))
    let line = 0
    for (const {from, to, part} of groups) {
      expect(from).toBe(line)
      expect(to).toBeGreaterThan(from)
      expect(part.lines).toEqual({from, to})
      expect(part.script === '' ? 0 : part.script.split('\n').length).toBe(
        part.script === '' ? 0 : part.origin.length,
      )
      expect(parts.some(({lines}) => lines.from <= from && to <= lines.to)).toBe(true)
      line = to
    }
    expect(line).toBe(text.split('\n').length)
    // no line of a script is lost, but for the comments that are instructions
    const kept = groups.flatMap(({part}) => part.origin.map(({line}) => line))
    const told = parts.filter(({kind, script}) => kind !== 'sql' || !script.includes('/*'))
    const lost = told.flatMap(part => part.origin.flatMap(({line}) => (kept.includes(line) ? [] : [line])))
    for (const index of lost) expect(text.split('\n')[index]).toMatch(/^\s*(?:#|--|$|\$ #)/)
  },
)

test.prop([fence, headings])('a branch holds at least one group', ({text, parts}, headings) => {
  for (const piece of groupsOf(parts, text, {headings})) {
    if (piece.type === 'group') continue
    for (const {title, groups} of piece.branches) {
      expect(title).not.toBe('')
      expect(groups.length).toBeGreaterThan(0)
    }
  }
})

test.each([
  ['shell', '# 1. Load\nuptime\n\n'],
  ['shell', '# If down\nuptime\n\n# or\nw\n'],
  ['shell', '# a\n'],
  ['shell', 'uptime\n'],
  ['shell', '# 1. a\n# 2. b\n'],
  ['sql', '-- Load\nSELECT 1;\n\n'],
  ['sql', 'BEGIN;\n'],
  ['sql', '/* '],
  ['shell', '('],
] as const)('a long %s fence of %j is read in time', async (kind, unit) => {
  const text = unit.repeat(Math.floor(60_000 / unit.length))
  const read = () => groupsOf([partOf(text, kind)], text, {headings: []})
  expect(await processorMs(read)).toBeLessThan(2000)
})

test('what is nested too deep to be read is one group', () => {
  const text = `# Deep\n${'('.repeat(20_000)}a${')'.repeat(20_000)}`
  expect(groupsOf([partOf(text, 'shell')], text, {headings: []})).toMatchObject([
    {title: 'Deep', from: 0, to: 2},
  ])
})
