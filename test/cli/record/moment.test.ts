import {execFileSync} from 'node:child_process'
import process from 'node:process'
import {build} from 'esbuild'
import {describe, expect, test} from 'vitest'
import {parseMoment} from '../../../src/cli/record/moment.ts'

const now = new Date('2026-11-22T03:12:07.500Z')
const told = (text: string) => {
  const moment = parseMoment(text, now)
  return moment && `${moment.approximate ? '~' : ''}${moment.time.toISOString()}`
}

test.each([
  ['-5m', '2026-11-22T03:07:07.500Z'],
  ['- 90s', '2026-11-22T03:10:37.500Z'],
  ['2h ago', '2026-11-22T01:12:07.500Z'],
  ['~-10m', '~2026-11-22T03:02:07.500Z'],
  ['~ 03:05Z', '~2026-11-22T03:05:00.000Z'],
  ['03:05Z', '2026-11-22T03:05:00.000Z'],
  ['03:05:10 UTC', '2026-11-22T03:05:10.000Z'],
  ['2026-11-22 03:05Z', '2026-11-22T03:05:00.000Z'],
  ['2026-11-22T04:05:09+01:00', '2026-11-22T03:05:09.000Z'],
  ['2026-11-22 04:05:09.250+0100', '2026-11-22T03:05:09.250Z'],
])('%s is %s', (text, expected) => {
  expect(told(text)).toBe(expected)
})

test('a time of day that is still to come is that of yesterday: it was before midnight', () => {
  expect(told('23:50Z')).toBe('2026-11-21T23:50:00.000Z')
  expect(told('03:12:08Z')).toBe('2026-11-21T03:12:08.000Z')
})

test.each([
  '',
  'soon',
  '25:00',
  '03:60',
  '3',
  '-',
  '-5',
  '2026-02-30 03:05',
  '2026-13-01 03:05',
  '2026-11-22',
  '~',
])('“%s” is no time', text => {
  expect(told(text)).toBeUndefined()
})

describe('where the clock is put forward and back', () => {
  /** The same in a process of another time zone. */
  async function toldIn(zone: string, text: string, at: string): Promise<string> {
    const {outputFiles} = await build({
      stdin: {
        contents: `import {parseMoment} from './src/cli/record/moment.ts'
          console.log(parseMoment(${JSON.stringify(text)}, new Date(${JSON.stringify(at)})).time.toISOString())`,
        resolveDir: process.cwd(),
      },
      bundle: true,
      write: false,
      platform: 'node',
      format: 'esm',
    })
    return execFileSync(process.execPath, ['--input-type=module', '-e', outputFiles[0]!.text], {
      env: {TZ: zone},
      encoding: 'utf8',
    }).trim()
  }

  test.each([
    ['03:05', '2026-03-29T01:30:00Z', '2026-03-29T01:05:00.000Z', 'just after it was put forward'],
    ['01:30', '2026-03-29T01:30:00Z', '2026-03-29T00:30:00.000Z', 'before it was put forward'],
    ['23:30', '2026-03-29T01:30:00Z', '2026-03-28T22:30:00.000Z', 'the evening before'],
    ['03:05', '2026-10-25T02:30:00Z', '2026-10-25T02:05:00.000Z', 'after it was put back'],
    ['2026-07-01 12:00', '2026-11-22T00:00:00Z', '2026-07-01T10:00:00.000Z', 'in summer, told in winter'],
  ])('%s at %s in Berlin is %s: %s', async (text, at, expected) => {
    expect(await toldIn('Europe/Berlin', text, at)).toBe(expected)
  })
})
