import {expect, test} from 'vitest'
import {programsIn} from '../../src/parser/programs.ts'

test('a document’s programs are those of its shell blocks, of code with options and of what begins several blocks', () => {
  const found = programsIn(
    [
      {language: 'bash', text: '# first\nopsctl status\nother line'},
      {language: '', text: 'deployer web --now'},
      {language: '', text: 'deployer worker'},
      {language: '', text: 'deployer <env> all'},
      {language: '', text: 'nginx is down'},
      {language: 'yaml', text: 'key: value'},
    ],
    ['pagectl <env> ack', 'just-a-name', 'Some Words -x'],
  )
  expect([...found].sort()).toEqual(['deployer', 'opsctl', 'pagectl'])
})
