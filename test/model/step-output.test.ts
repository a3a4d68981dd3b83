import fc from 'fast-check'
import {expect, test} from 'vitest'
import {namesWritten, readStepValues} from '../../src/model/step-output.ts'

const values = (text: string) => {
  const read = readStepValues(text)
  return read.ok ? read.values : read.problem
}

test.each<[string, [string, string][]]>([
  ['', []],
  ['\n \n', []],
  ['A=1\n', [['A', '1']]],
  [
    'A=1\nB=x=y <<z\n',
    [
      ['A', '1'],
      ['B', 'x=y <<z'],
    ],
  ],
  ['A=1\nA=2', [['A', '2']]],
  ['A=', [['A', '']]],
  ['A= b ', [['A', ' b ']]],
  ['deploy-id=7', [['deploy-id', '7']]],
  [
    'A<<EOF\none\n\ntwo=2\nEOF\nB=1\n',
    [
      ['A', 'one\n\ntwo=2'],
      ['B', '1'],
    ],
  ],
  ['A<<EOF\nEOF', [['A', '']]],
  ['A<<a b\nx\na b', [['A', 'x']]],
])('%j gives %j', (text, expected) => expect(values(text)).toEqual(expected))

test.each([
  ['A', 'line 1 of $RUNBOOK_OUTPUT is neither NAME=value nor NAME<<END'],
  ['A=1\nhunter2', 'line 2 of $RUNBOOK_OUTPUT is neither NAME=value nor NAME<<END'],
  [' A=1', 'line 1 of $RUNBOOK_OUTPUT begins with no name: letters, digits, _ and -, 64 at most'],
  ['export A=1', 'line 1 of $RUNBOOK_OUTPUT begins with no name: letters, digits, _ and -, 64 at most'],
  ['=1', 'line 1 of $RUNBOOK_OUTPUT begins with no name: letters, digits, _ and -, 64 at most'],
  ['PATH=/tmp', 'line 1 of $RUNBOOK_OUTPUT sets PATH, which the shell uses itself'],
  ['LD_PRELOAD=x', 'line 1 of $RUNBOOK_OUTPUT sets LD_PRELOAD, which the shell uses itself'],
  ['A<<', 'line 1 of $RUNBOOK_OUTPUT has no word behind << to end its value'],
  ['B=1\nA<<EOF\nx\nEOF ', 'line 2 of $RUNBOOK_OUTPUT begins a value that no line ends'],
  ['A=\0', 'line 1 of $RUNBOOK_OUTPUT holds a NUL byte'],
  ['A='.padEnd((1 << 20) + 1, 'x'), '$RUNBOOK_OUTPUT holds more than 1 MiB'],
])('%.40j is a mistake', (text, problem) => expect(values(text)).toBe(problem))

test('any value that is written as a stretch is read back as it was', () => {
  fc.assert(
    fc.property(fc.string({unit: fc.constantFrom(...'aE\nO=<"$ é')}), value => {
      fc.pre(!value.split('\n').includes('END'))
      expect(values(`A<<END\n${value}\nEND\n`)).toEqual([['A', value]])
    }),
  )
})

test.each<[string, string[]]>([
  ['echo "A=1" >> "$RUNBOOK_OUTPUT"', ['A']],
  ['printf "deploy-id=%s\\n" "$x" >> ${RUNBOOK_OUTPUT}', ['deploy-id']],
  ['{ echo A=1; echo "B<<END"; cat f; echo END; } > "$RUNBOOK_OUTPUT"', ['A', 'B']],
  ["jq -r '.id' f | sed 's/^/ID=/' >> $RUNBOOK_OUTPUT", ['ID']],
  ['echo A=1 >> "$OTHER"', []],
  ['echo PATH=/x >> "$RUNBOOK_OUTPUT"', []],
])('%j writes %j', (script, names) => expect(namesWritten(script)).toEqual(names))
