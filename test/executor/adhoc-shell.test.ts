import {expect, test} from 'vitest'
import {typedIn} from '../../src/executor/adhoc-shell.ts'

test('commands are read with their times and exit codes, whatever they hold', () => {
  const written =
    '\x1ecommand\x1f1767323045.250000\x1fecho "a\tb"\nls\x1eended\x1f1767323046\x1f3\x1ecommand\x1f1767323047,5\x1fsleep 9'
  expect(typedIn(written)).toEqual([
    {time: '2026-01-02T03:04:05.250Z', text: 'echo "a\tb"\nls', exitCode: 3},
    {time: '2026-01-02T03:04:07.500Z', text: 'sleep 9'},
  ])
})

test('what somebody else wrote into the file is no command', () => {
  expect(typedIn('x=1\n')).toEqual([])
  expect(typedIn('\x1eended\x1f1\x1f0')).toEqual([])
})
