import {fc, test} from '@fast-check/vitest'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {expect} from 'vitest'
import {lineStartsOf, pointsOf} from '../../src/model/place.ts'
import {plainBlock} from '../../src/parser/markdown/plain-block.ts'
import {rounds} from '../support/rounds.ts'

const remark = unified().use(remarkParse).use(remarkGfm).freeze()

function read(text: string) {
  const starts = lineStartsOf(text)
  return plainBlock({text, starts}, 0, pointsOf(text, starts))
}

test.each([
  ['a fence', '```bash title="a b"\nls\n\n# no heading\n```\nmore'],
  ['a fence with blanks behind its end', '~~~ a\nb\n  ~~~~ \t\n'],
  ['a fence that never closes', '```\na\n\n'],
  ['a fence with NUL', '```sh\n\0\n```'],
  ['an underlined heading', 'two *words*\nmore\n---\na'],
  ['simple markup', 'See `a|b`, *two\nwords* ([here](http://x.y/z#c)), **now**.\n'],
  ['a task that begins with markup', '- [x] **a** b\n- [ ] `c`\n'],
  ['a list with blank lines', '- a\n- b\n\n\n- [ ] c\n'],
  ['a comment', '<!-- a\n\n- b\n\n--> tail  \nmore'],
  ['an empty comment', '<!-->\nmore'],
  ['a comment that never closes', '<!--\na\n\n'],
  ['a heading', '## Two words, (3) = b\nmore'],
  ['a paragraph', 'Some words.\nmore: words!\n\n# a'],
  ['a heading that begins with a number', '### 3.2 Two: *words*\nmore'],
  ['a thematic break', '---\nmore'],
  ['a thematic break of stars', '****\n- a'],
  ['emphasis with marks in it', '**Step 1: is it (really) so?** Or *not!*: **`a|b` or `c`:**\n'],
  ['text that begins with marks', '(2) "words"\n$HOME, 3 of\n12 words'],
  ['a paragraph before a fence', 'words\n```\na\n```'],
  ['a list', '- one item\n- two (2)\n\nmore'],
  ['a checklist', '* [ ] open\n* [x] done\n'],
  ['a numbered list', '3) three\n7) seven\n<!-- a -->'],
  ['a table', '| Sign | *Do* |\n| :-- |:-:|\n| `a` |  |\n||[b](c)|\n|d|\n\nmore'],
  ['a table with a row of too many cells', '|a|\n|-:|\n|b|c|'],
  ['names, tags and signs', 'A <b> in snake_case & c -> d | e, ~5 < 6 @all, C:\\dir'],
  ['marks below words', '- see _this one_, __that__.\n'],
  ['a paragraph before a list', 'words\nmore:\n- item'],
  ['a paragraph before a numbered list', 'words:\n1. item'],
  ['a link around markup', 'See [the `a_b` *page*](c_d?e=f&g).\n'],
])('%s reads as remark reads it', (_, text) => {
  expect(read(text)?.node).toEqual(remark.parse(text).children[0])
})

test.each([
  'see ``code``',
  '- - -',
  '--',
  '**a `b** c`',
  '**http://a.b**',
  '** a**',
  '**a:**b',
  '# # a',
  'a\n2. b',
  'a | b\n- | -',
  '2) b c\nd',
  'an *emphasis*a',
  'a _word_ed',
  '| a |\n|---|\n| `b|c |',
  '| a |\n|---|\n| b |\nlazy',
  '| a | b |\n|---|',
  '|  |\n|---|',
  'a | b\n---',
  '~a~ b',
  'a\\\nb',
  '__a b*__',
  'a [link](x "t")',
  'a [reference]',
  'www.example.com',
  'http://example.com',
  'a@example.com',
  'a &amp; b',
  'underlined\n=== ',
  'ends with blanks  ',
  '# closed #',
  '- a\n  - b',
  '- a\n\n- _b_',
  '- a\n\n  b',
  '- a\nlazy',
  '1. a\n2) b',
  '```a`b',
  '``` \\a',
  '    indented',
  '<div>',
  '> a',
])('%j is left to remark', text => {
  expect(read(text)).toBeUndefined()
})

const line = fc.constantFrom(
  ...['', '', '', 'Words of prose.', 'More (here): a = b', 'Hello!', 'Setext', '==', '--', 'élan', '\u00A0x'],
  ...['# Title', '## Two words #', '#x', '####### seven', '# a\\', 'wwwx', 'see http://a.b', 'a\tb', 'x '],
  ...[
    '- one',
    '- [ ] task',
    '- [x] done',
    '- [ ]  x',
    '---',
    '***',
    '____',
    '# 1. a',
    '2026-01-02 a',
    '12) a',
    '(a) b',
    '"a"',
    '**a:**',
    '# - a',
    '-  two',
    '- # h',
    '* star',
    '1. Do it',
    '3) Do',
    '- - a',
  ],
  ...[
    '  more of it',
    '```bash a="b"',
    '``` sh ',
    '```',
    '~~~',
    '<!-- a --> b',
    '<!--',
    '-->',
    '<!--->',
    '1 a',
    '| a | b |',
    '|---|:-:|',
    '| `c` |  |',
    '|-|',
    '|d|',
    'e | f',
    '_g h_',
  ],
)

test.prop([fc.array(line, {minLength: 1, maxLength: 8}), fc.constantFrom('\n', '\r\n', '\r')], {
  numRuns: rounds(2000),
})('what is read without remark reads as remark reads it', (lines, ending) => {
  const text = lines.join(ending)
  const found = text.startsWith(' ') || lines[0] === '' ? undefined : read(text)
  if (found) expect(found.node).toEqual(remark.parse(text).children[0])
})

const scrap = fc.constantFrom(
  ...['word', 'two words', ' ', '  ', '\n', '*em*', '**strong**', '*', '**', '`code`', '` c `', '`', '``'],
  ...['**a: b**', '**`a` b**', '*a?*', '**(a)**', '**a `b** c`', '*"a"*', '12', '1)', '"', '$', '://', ':'],
  ...['`a|b`', '[x](y)', '[a b](http://x.y?a=b#c)', '[x]', '[^1]', '](', '(', ')', '.', ',', '!', ':', '://'],
  ...[
    '-',
    '1. ',
    '#',
    '+',
    'é',
    '\u00A0',
    '😀',
    '—',
    'www',
    'a@b.c',
    '&',
    '_a_',
    '~',
    '|',
    '\\',
    '<b>',
    '===',
    '\f',
    'a_b',
    '_',
    '__c d__',
    '~5',
    ' & ',
    '&amp;',
    ' @x',
    '->',
    '</b-c>',
    '<1',
    '[*x* `y`](z_1)',
    '"',
    '/',
    'WWW',
    '\\d',
  ],
)

test.prop(
  [fc.constantFrom('', '', '- ', '# ', '- [ ] ', '1. ', '|a|\n|-|\n|', '|'), fc.array(scrap, {maxLength: 9})],
  {
    numRuns: rounds(3000),
  },
)('text that is read without remark reads as remark reads it', (begin, scraps) => {
  const text = begin + scraps.join('') + (begin.endsWith('|') ? '|\n|-|\n|b|' : '')
  const found = /^\s/.test(text) ? undefined : text === '' ? undefined : read(text)
  if (found) expect(found.node).toEqual(remark.parse(text).children[0])
})
