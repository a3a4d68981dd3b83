import {expect, test} from 'vitest'
import {leftOpen} from '../../src/parser/parts/left-open.ts'

test.each([
  'ssh a',
  "'ssh' a",
  's\\sh a',
  's""sh a',
  "$'\\x73sh' a",
  '/usr/bin/ssh a',
  'A=b sudo ssh a',
  '\nssh a # b',
  'echo b\nssh a',
  'gitlab-psql',
  'fly ssh console',
  'tsh ssh a',
  'python3',
  './manage.py shell',
  'acme run\nssh a',
])('%j leaves a session open', script => {
  expect(leftOpen(script)).toBeDefined()
  expect(leftOpen(script)).toEqual({...leftOpen(script), depth: expect.any(Function)})
})

test.each(['acme run a', 'xxx-1 ... your-2', 'ls', 'ssh a ls', 'kubectl get pods', 'A=b'])(
  '%j leaves nothing open',
  script => expect(leftOpen(script)).toBeUndefined(),
)
