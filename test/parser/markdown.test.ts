import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {fc, test} from '@fast-check/vitest'
import type {Root} from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {expect} from 'vitest'
import {parseMarkdown} from '../../src/parser/markdown.ts'
import {drawn, rounds} from '../support/rounds.ts'
import {block, inList, line} from './markdown-lines.ts'

const remark = unified().use(remarkParse).use(remarkGfm).freeze()
const withMatter = remark().use(remarkFrontmatter, ['yaml', 'toml']).freeze()
const matter = /^\uFEFF?(---|\+\+\+)[ \t]*(?:\r\n|[\r\n])(?:[\s\S]*?[\r\n])??\1[ \t]*(?:[\r\n]|$)/

/**
 * What remark gives for the whole text. Where front matter is opened and never closed, remark takes no lists or quotes for
 * such in the whole document, so it is not told of front matter then; and it marks a document as a task by mistake.
 */
function whole(text: string): Root {
  const root = (matter.test(text) ? withMatter : remark).parse(text) as Root & {checked?: boolean}
  delete root.checked
  return root
}

const parts = fc.array(
  fc.oneof({weight: 12, arbitrary: line}, {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 12})}),
  {maxLength: 30},
)
const head = fc.constantFrom('', '---\na: b\n---\n', '\uFEFF', '---\n', '+++\nx\n\n+++')
const ending = fc.constantFrom('\n', '\n', '\r\n', '\r')

const listed = fc.array(inList, {maxLength: 24})

test.prop([listed, ending, fc.constantFrom(0, 10, 30)], {numRuns: rounds(400)})(
  'a list that is cut into pieces is the list that it was',
  (lines, end, pieceLength) => {
    const text = lines.join(end)
    fc.pre(!matter.test(text))
    expect(parseMarkdown(text, undefined, pieceLength)).toEqual(whole(text))
  },
)

test.prop([parts, ending, head, fc.constantFrom(0, 20, 60)], {numRuns: rounds(600)})(
  'however a document is cut into pieces, it reads as one',
  (lines, end, before, pieceLength) => {
    const text = before + lines.join(end)
    expect(parseMarkdown(text, undefined, pieceLength)).toEqual(whole(text))
  },
)

test.each([
  '    code\n\n10. ten',
  '    code\n\n\n2) two\n3) three',
  '- a\n\n      code\n\n10. ten',
  '    code\n\n1. one\n\n2. two',
])('what remark takes for text behind indented code stays it: %j', text =>
  expect(parseMarkdown(text, undefined, 0)).toEqual(whole(text)),
)

test.prop([fc.array(block, {minLength: 20, maxLength: 80})], {numRuns: rounds(40)})(
  'a long document reads as remark reads it whole',
  blocks => {
    const text = blocks.join('\n\n')
    expect(parseMarkdown(text)).toEqual(whole(text))
  },
)

test.each([
  ['a definition far below', `[a]\n\n${'text\n\n'.repeat(900)}[a]: http://x\n`],
  ['a definition far above', `[a]: http://x\n\n${'text\n\n'.repeat(900)}[a]\n`],
  ['a footnote far below', `a[^1]\n\n${'text\n\n'.repeat(900)}[^1]: note\n`],
  ['a comment over many paragraphs', `<!--\n\n${'# text\n\n'.repeat(900)}-->\n\n- a\n`],
  ['a fence over many paragraphs', `~~~\n\n${'# text\n\n'.repeat(900)}~~~\n\n- a\n`],
  ['a fence that never ends', `a\n\n\`\`\`\n\n${'# text\n\n'.repeat(900)}`],
  ['a loose list', '- a\n\n  ```\n  b\n  ```\n\n'.repeat(200)],
  ['front matter with blank lines', `---\n${'a: b\n\n'.repeat(900)}---\n\n# a\n`],
])('%s reads as in one piece', (_, text) => {
  expect(parseMarkdown(text)).toEqual(whole(text))
})

test.each([
  ['nested quotes', `# a\n\n${'>'.repeat(5000)} b\n\n# c\n`, true],
  ['nested lists', `# a\n\n> ${'- '.repeat(5000)}b\n\n# c\n`, true],
  ['lines that go on lazily', `# a\n\n> b\n${'b\n'.repeat(20_000)}\n# c\n`, true],
  ['emphasis', `# a\n\n${'*a '.repeat(5000)}${'b* '.repeat(5000)}\n\n# c\n`, false],
  ['brackets', `# a\n\n${'['.repeat(20_000)}${']'.repeat(20_000)}\n\n# c\n`, false],
])('%s beyond reason stay text, with one complaint, and what is around them is read', (_, text, fatal) => {
  const complaints: unknown[] = []
  const {children} = parseMarkdown(text, (rule, _text, place, options) => {
    complaints.push([rule, place?.start.line, options?.fatal])
  })
  expect(children.map(({type}) => type)).toEqual(['heading', 'paragraph', 'heading'])
  expect(children[1]).toMatchObject({children: [{type: 'text'}]})
  expect(complaints).toEqual([['markdown', 3, fatal]])
})

const corpus = new URL('../../../shared/corpus/', import.meta.url)

test.skipIf(!existsSync(corpus))(
  'public runbooks read as remark reads them',
  () => {
    const all = readdirSync(corpus, {recursive: true}) as string[]
    const names = drawn(all.filter(name => name.endsWith('.md')))
    const texts = names.map(name => readFileSync(new URL(name, corpus), 'utf8'))
    const different = names.filter((_, index) => {
      const text = texts[index]!
      return JSON.stringify(sorted(parseMarkdown(text))) !== JSON.stringify(sorted(whole(text)))
    })
    expect(different).toEqual([])
  },
  120_000,
)

/** Keys in one order, so that trees compare as text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  )
}
