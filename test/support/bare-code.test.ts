import {expect, test} from 'vitest'
import {bareCode} from './bare-code.ts'

test.each([
  ['a // b\nc', 'a     \nc'],
  ['a /* b\n */ c', 'a     \n    c'],
  [`a('b', "c\\"d")`, `a(' ', "    ")`],
  [`a(\`b \${c + \`d\${e}\` + {f: 1}.f} g\`) // h`, `a(\`  \${c + \` \${e}\` + {f: 1}.f}  \`)     `],
  [`a.replace(/["'/]/g, b) / c`, 'a.replace(/     /g, b) / c'],
  ['a / b / c', 'a / b / c'],
  [`return /'/.test(a)`, 'return / /.test(a)'],
])('%s', (source, bare) => {
  expect(bareCode(source)).toBe(bare)
})
