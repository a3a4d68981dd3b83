import pc from 'picocolors'
import {expect, test} from 'vitest'
import type {Placeholder} from '../../src/model/runbook.ts'
import {renderValueGoes} from '../../src/report/value-goes.ts'
import {blockAction} from '../support/block-action.ts'

const style = {columns: 40, colors: pc.createColors(false)}
const point = {line: 1, column: 1, offset: 0}

function gap(script: string, text: string): Placeholder {
  const start = script.indexOf(text)
  return {
    name: text.slice(1, -1),
    text,
    choices: undefined,
    certain: true,
    optional: false,
    context: 'word',
    place: {start: point, end: point},
    start,
    end: start + text.length,
  }
}

const goes = (script: string, name: string, kind: 'placeholder' | 'variable', texts: string[] = []) =>
  renderValueGoes(
    blockAction(script, {placeholders: texts.map(text => gap(script, text))}),
    {name, kind},
    style,
  )

test.each([
  [
    'a gap',
    'date\n  restart <worker>\n',
    'worker',
    'placeholder',
    ['<worker>'],
    '  goes into: restart <worker>\n',
  ],
  ['a variable', 'echo $ZONES\nmove "${ZONE}"\n', 'ZONE', 'variable', [], '  goes into: move "${ZONE}"\n'],
  ['nothing that is seen', 'echo $A\n', 'B', 'variable', [], ''],
  [
    'many lines',
    'a $B\nb $B\nc $B\nd $B\ne $B\n',
    'B',
    'variable',
    [],
    '  goes into: a $B\n  goes into: b $B\n  goes into: c $B\n  and 2 more\n',
  ],
  [
    'a line that is too long, with what a terminal would obey',
    `a $B \u001b[2J${'x'.repeat(80)}\n`,
    'B',
    'variable',
    [],
    expect.stringMatching(/^ {2}goes into: a \$B x+…\n$/),
  ],
] as const)('the lines that take a value: %s', (_, script, name, kind, texts, expected) => {
  expect(goes(script, name, kind, [...texts])).toEqual(expected)
})

test('no line is said of a step without a block', () => {
  expect(renderValueGoes({kind: 'wait', leastMs: 1, mostMs: 2}, {name: 'B', kind: 'variable'}, style)).toBe(
    '',
  )
})
