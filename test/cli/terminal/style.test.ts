import type {WriteStream} from 'node:tty'
import {expect, test} from 'vitest'
import {screenStyle} from '../../../src/cli/terminal/style.ts'

test('a window that is resized is as wide as it is now, between 40 and 200 columns', () => {
  const stream = {isTTY: true, columns: 100}
  const style = screenStyle(stream as WriteStream)
  const seen = [60, 10, 500, 0].map(columns => {
    stream.columns = columns
    return style.columns
  })
  expect(seen).toEqual([60, 40, 200, 80])
})
