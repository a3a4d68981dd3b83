import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

test('of acts with a slash between them a program takes one', () => {
  const [gap] = findGaps('samba-tool user enable/disable carla', {language: 'shell'})
  expect(gap).toMatchObject({text: 'enable/disable', choices: ['enable', 'disable']})
})

test.each(['systemctl restart web/api', 'cd up/down/left'])('%s: a path is none', script => {
  expect(findGaps(script, {language: 'shell'})).toEqual([])
})
