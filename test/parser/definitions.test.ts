import {expect, test} from 'vitest'
import {Definitions} from '../../src/parser/definitions.ts'
import {effectsOf} from './effects-of.ts'

function withTexts(...texts: string[]): Definitions {
  const definitions = new Definitions()
  definitions.add(texts)
  return definitions
}

const rm = 'rm() { echo "$@"; }'

test.each([
  ['a plain call', 'rm a', true],
  ['a call behind another program', 'sudo rm a', true],
  ['a name in quotes', `'rm' a`, true],
  ['a name with quotes inside', `r"m" a`, true],
  ['a name with a backslash', '\\rm a', true],
  ['a name over two lines', 'r\\\nm a', true],
  ['a name in escapes', `$'\\x72m' a`, true],
  ['a name in braces', '{r,x}m a', true],
  ['a word that begins alike', 'rmdir a', false],
  ['another program', 'ls -l', false],
])('whether %s uses a function is seen', (_, script, used) => {
  expect(withTexts(rm).usedBy(script)).toEqual(used ? [rm] : [])
})

test('a definition is used through another, and they come in the order of the document', () => {
  const [low, high] = ['low() { rm -rf /; }', "alias high='low'"]
  expect(withTexts(low, high, rm).usedBy('high')).toEqual([low, high, rm])
})

test.each([`alias "\${NAME}"='rm -rf /'`, "alias [='rm -rf /'"])(
  '%s may define any name, so every script uses it',
  definition => {
    expect(withTexts(definition).usedBy('ls')).toEqual([definition])
  },
)

const many = Array.from({length: 8000}, (_, index) => `alias ls='ls -${index}'`)

test('a name with more definitions than are read is unknown, and no other name is', () => {
  const definitions = withTexts(...many, rm)
  expect([definitions.usedBy('ls'), definitions.usedBy('df -h; rm a')]).toEqual([undefined, [rm]])
})

test('all blocks together are judged with so many definitions, after which only those that use some are unknown', () => {
  const long = `f() { ${'df; '.repeat(1000)} }`
  const definitions = withTexts(long)
  const used = Array.from({length: 200}, () => definitions.usedBy('f'))
  expect([used[0], used.at(-1), definitions.usedBy('df -h')]).toEqual([[long], undefined, []])
})

test('a block keeps its effect whatever else the blocks before define too often', async () => {
  const blocks = [many.slice(0, 1000).join('\n'), 'df -h', 'ls -l', 'rm -rf /srv/a']
  expect((await effectsOf(blocks)).slice(1)).toEqual(['read', 'unknown', 'destroy'])
})
