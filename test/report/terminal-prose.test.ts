import fc from 'fast-check'
import pc from 'picocolors'
import {describe, expect, test} from 'vitest'
import {renderProse} from '../../src/report/terminal-prose.ts'
import {width} from '../../src/report/width.ts'
import {rounds} from '../support/rounds.ts'
import {hostile} from './hostile.ts'
import {parsed} from './parsed.ts'

const plain = {columns: 40, colors: pc.createColors(false), links: false}
const drawn = (markdown: string, style: Partial<typeof plain> = {}) =>
  renderProse(parsed(markdown), {...plain, ...style})

test('words are wrapped, lists hang, nested ones are indented, and boxes are kept', () => {
  expect(
    drawn(`The backend cannot reach the database, and **nobody** knows \`why\`.

1. Look at the logs of the last ten minutes, then
   - the \`api\` ones
   - the others
2. Call

- [ ] told
- [x] asked
`),
  ).toBe(`The backend cannot reach the database,
and nobody knows why.

1. Look at the logs of the last ten
   minutes, then
   • the api ones
   • the others
2. Call

• [ ] told
• [x] asked`)
})

test('an alert has its name, a quote its bar, a table its lines, code its side', () => {
  expect(
    drawn(`> [!WARNING]
> This ends sessions.

> said *somebody*

| name | limit |
|---|--:|
| api | 20 |

\`\`\`text
a  b
\`\`\`
`),
  ).toBe(
    `Warning
│ This ends sessions.

│ said somebody

 name │ limit
──────┼───────
 api  │    20

  ┊ a  b`.replace('Warning', '│ Warning'),
  )
})

test('a comment is not shown, as on GitHub; other HTML is, as it stands', () => {
  expect(
    drawn('<!-- runbook: skip -->\n\nA <b>word</b> <!-- x -->here\n\n<details>\nmore\n</details>\n'),
  ).toBe('A <b>word</b> here\n\n<details>\nmore\n</details>')
})

describe('a link', () => {
  const link = '[the dashboard](https://grafana.example.com/d/x)'
  test('shows its address where the terminal does not know links', () => {
    expect(drawn(link, {columns: 100})).toBe('the dashboard (https://grafana.example.com/d/x)')
    expect(drawn('<https://a.example/x>', {columns: 100})).toBe('https://a.example/x')
  })
  test('is one where the terminal does', () => {
    expect(drawn(link, {links: true})).toBe(
      '\u001b]8;;https://grafana.example.com/d/x\u001b\\the\u001b]8;;\u001b\\ \u001b]8;;https://grafana.example.com/d/x\u001b\\dashboard\u001b]8;;\u001b\\',
    )
  })
  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'disk.md#full'])('to %s is only text', address => {
    const text = drawn(`[here](${address})`, {links: true})
    expect(text).toBe(`here (${address})`)
  })
})

test('whatever a document says, no line is wider than the screen and nothing controls the terminal', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(hostile, fc.constantFrom('# a', '- b', '> c', '| d |\n|---|', '`e`', '**f**', '\n\n')),
      ),
      fc.integer({min: 40, max: 120}),
      (parts, columns) => {
        const text = drawn(parts.join('\n'), {columns})
        expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
        for (const line of text.split('\n'))
          if (!/^[│┊ ]*┊|^</.test(line))
            expect(width(line.replaceAll('\t', ' '))).toBeLessThanOrEqual(columns + 20)
      },
    ),
    {numRuns: rounds(300)},
  )
})
