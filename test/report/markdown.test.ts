import fc from 'fast-check'
import {expect, test} from 'vitest'
import {clean, oneLine, visible} from '../../src/report/clean.ts'
import {
  cell,
  code,
  codeCell,
  fence,
  fileLink,
  html,
  prose,
  row,
  tableHead,
} from '../../src/report/markdown.ts'
import {rounds} from '../support/rounds.ts'
import {hostile} from './hostile.ts'
import {nodes, parsed, seen, types} from './parsed.ts'

const blank = (text: string) => clean(text).replaceAll(/\s/g, '')
const check = (property: fc.IRawProperty<[string]>) => fc.assert(property, {numRuns: rounds(1000)})

test('a fence holds any text as one code node with exactly the cleaned text', () =>
  check(
    fc.property(hostile, text => {
      const {children} = parsed(`before\n\n${fence(text, 'text')}\n\nafter`)
      expect(children.map(({type}) => type)).toEqual(['paragraph', 'code', 'paragraph'])
      expect(children[1]).toMatchObject({lang: 'text', value: clean(text).replace(/\n$/, '')})
    }),
  ))

test('a code span holds any text as one inlineCode node', () =>
  check(
    fc.property(hostile, text => {
      const tree = parsed(`a ${code(text)} b`)
      expect(seen(tree)).toBe(`a${blank(text) || (clean(text) === '' ? '(empty)' : '')}b`)
      expect(types(tree).filter(type => !['inlineCode', 'paragraph', 'root', 'text'].includes(type))).toEqual(
        [],
      )
    }),
  ))

test('prose of any text is read back as the same words, with no markup of its own but addresses', () =>
  check(
    fc.property(hostile, text => {
      const tree = parsed(`- 03:14 ${prose(text, '  ')}`)
      expect(types(tree).filter(type => !harmless.includes(type))).toEqual([])
      expect(tree.children).toHaveLength(1)
      expect(seen(tree)).toBe(`03:14${blank(text)}`)
    }),
  ))

test('prose that begins a paragraph or a heading stays in it', () =>
  check(
    fc.property(hostile, text => {
      expect(
        types(parsed(prose(text))).filter(type => !harmless.includes(type) || type.startsWith('list')),
      ).toEqual([])
      const heading = parsed(`# x ${cell(text)}`)
      expect(heading.children.map(({type}) => type)).toEqual(['heading'])
      expect(seen(heading)).toBe(`x${blank(text)}`)
    }),
  ))

test('a table keeps its number of cells and their words whatever is in them', () =>
  check(
    fc.property(hostile, text => {
      const tree = parsed(`${tableHead(['a', 'b', 'c:'])}\n${row([cell(text), codeCell(text), 'end'])}`)
      const cells = nodes(tree).filter(({type}) => type === 'tableCell')
      expect(cells).toHaveLength(6)
      expect(cells.slice(3).map(node => seen(node))).toEqual([blank(text), blank(text) || '(empty)', 'end'])
      expect(types(tree).filter(type => !harmless.includes(type) && !type.startsWith('table'))).toEqual([])
    }),
  ))

test('a name, an issue and a cross-reference stand only in code', () =>
  check(
    fc.property(hostile, text => {
      for (const node of nodes(parsed(`${prose(text)}\n\n${cell(text)}`))) {
        if (node.type === 'text' && !/^https?:|^www\./.test(node.value)) {
          expect(node.value).not.toMatch(/(^|\W)(@\w|#\d)|\bGH-\d/)
        }
      }
    }),
  ))

const harmless = ['break', 'inlineCode', 'link', 'list', 'listItem', 'paragraph', 'root', 'text']

test('text of people is escaped no more than needed', () => {
  expect(prose('See my_var, C# and 5 < 6 on db-1 (ask @bob, or #team in chat).')).toBe(
    'See my_var, C# and 5 < 6 on db-1 (ask `@bob`, or \\#team in chat).',
  )
  expect(prose('fixed by acme/app#12, see https://x.y/a_b.')).toBe(
    'fixed by `acme/app#12`, see <https://x.y/a_b>.',
  )
  expect(prose('# no heading\n- no list\n1. no list\n<b>--> &amp; `x`')).toBe(
    '\\# no heading\\\n\\- no list\\\n1\\. no list\\\n\\<b>--\\> \\&amp; \\`x\\`',
  )
})

test('escape sequences, control bytes, direction overrides and broken surrogates leave no trace in cleaned text', () => {
  expect(
    clean(
      '\u001b[1;31mred\u001b[0m \u001b]8;;http://x\u001b\\link\u001b]8;;\u0007 a\u0000b\u0008\u009b2K\u202ec\ud800\tx\r\ny\rz',
    ),
  ).toBe('red link abc\ufffd\tx\ny\nz')
})

test('an unterminated title sequence does not swallow the evidence after it', () =>
  expect(clean('\u001b]0;title\nERROR disk full')).toBe('0;title\nERROR disk full'))

test('cleaning twice changes nothing more', () =>
  check(
    fc.property(hostile, text => {
      expect(clean(clean(text))).toBe(clean(text))
    }),
  ))

test('a command spells out what would be invisible in it', () =>
  expect(visible('rm x\rls \u202e\u001b[8m\n\ty')).toBe('rm x‹U+000D›ls ‹U+202E›‹U+001B›[8m\n\ty'))

test('one line is one line', () => expect(oneLine(' a\r\n b\u2028c\t d ')).toBe('a b c d'))

test('html text holds no element and notifies nobody', () =>
  expect(html('</summary> & "x" @bob #1\nend')).toBe(
    '&lt;/summary&gt; &amp; &quot;x&quot; <code>@bob</code> <code>#1</code> end',
  ))

test('a file link leads only to files below', () => {
  expect(fileLink('outputs/003 (a)|b.log')).toBe('[`outputs/003 (a)\\|b.log`](outputs/003%20%28a%29%7Cb.log)')
  expect(fileLink('../../etc/passwd')).toBe('`../../etc/passwd`')
  expect(fileLink('/etc/passwd')).toBe('`/etc/passwd`')
  expect(fileLink('javascript:x')).toBe('[`javascript:x`](javascript%3Ax)')
})
