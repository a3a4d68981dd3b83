import {expect, test} from 'vitest'
import {utc} from '../../src/model/zone.ts'
import {readTold} from '../../src/parser/told/read-told.ts'
import {levels, timelineFormats} from '../../src/report/timeline/row.ts'
import {between, page, rows} from './page.ts'

const text = page('docs/timeline.md')

test('each example of what can be imported is read as the page says', () => {
  const part = between(text, '## What can be imported', '## How it is written')
  const examples = [...part.matchAll(/^```(?:text|csv|json)\n([\s\S]*?)^```$/gm)].map(
    ([, example]) => example!,
  )
  expect(examples.map(example => readTold(example, {zone: utc}).map(({time}) => time.slice(0, 16)))).toEqual([
    ['2026-11-22T23:52', '2026-11-22T23:55', '2026-11-23T00:04'],
    ...Array(5).fill(['2026-11-22T23:52']),
  ])
})

test('every level and every form is on the page', () => {
  const named = (from: string, to: string) =>
    rows(between(text, from, to)).map(([cell]) => /`([a-z]+)`/.exec(cell!)![1])
  expect(named('## What is told', '## What can be imported')).toEqual([...levels])
  expect(named('## How it is written', '## For others to read')).toEqual([...timelineFormats])
})
