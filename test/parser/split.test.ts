import {readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {parseRunbook} from '../../src/parser/parse.ts'
import {split} from '../../src/parser/split.ts'

const handbook = `---
title: Book
runbook: {owner: ops}
---

# Book

See [the second](#two-p1), [its way back](#rollback-1) and [us][site].

## One (P0)

### Diagnosis

\`\`\`bash
uptime # [not a link](#two-p1)
\`\`\`

Then [two](#two-p1), [back](#rollback), ![a](img/a%20b.png "t"), [x]( <other file.md> ) and [y](/abs) or [site].

### Rollback

- [ ] back

<!-- runbook: skip -->
## Two (P1)

### Resolution

- [ ] do it, or [see above](#diagnosis "there")

### Rollback

- [ ] back

## Contacts

Call [them](tel:123)[^1].

[site]: https://example.org
[^1]: At night.
`

async function taken(text: string, rebase = (url: string) => `../${url}`) {
  const {runbook} = await parseRunbook('book.md', text)
  return Object.fromEntries((await split(runbook, text, rebase)).map(piece => [piece.file, piece]))
}

test('each procedure becomes a file of its own bytes, with links that lead where they did', async () => {
  const pieces = await taken(handbook)
  expect(Object.keys(pieces)).toEqual(['one-p0.md', 'two-p1.md', 'index.md'])
  expect(pieces['one-p0.md']!.text).toBe(`---
title: "One (P0)"
runbook: {owner: ops}
---
## One (P0)

### Diagnosis

\`\`\`bash
uptime # [not a link](#two-p1)
\`\`\`

Then [two](two-p1.md), [back](#rollback), ![a](../img/a%20b.png "t"), [x]( <../other file.md> ) and [y](/abs) or [site].

### Rollback

- [ ] back


[site]: https://example.org
`)
  expect(pieces['two-p1.md']!.text).toContain('---\n<!-- runbook: skip -->\n## Two (P1)')
  expect(pieces['two-p1.md']!.text).toContain('[see above](one-p0.md#diagnosis "there")')
  expect(pieces['index.md']!.text).toBe(`---
title: Book
runbook: {owner: ops}
---

# Book

See [the second](two-p1.md), [its way back](two-p1.md#rollback) and [us][site].

- [One (P0)](one-p0.md)
- [Two (P1)](two-p1.md)

## Contacts

Call [them](tel:123)[^1].

[site]: https://example.org
[^1]: At night.
`)
})

test.each(['handbook.md', 'crlf.md', 'structure.md'])(
  'no line of %s is lost, doubled or changed',
  async name => {
    const text = readFileSync(new URL(`../fixtures/parser/${name}`, import.meta.url), 'utf8')
    const pieces = Object.values(await taken(text, url => url))
    const lines = text.split('\n')
    const found = pieces
      .flatMap(({lines}) => lines)
      .flatMap(({from, to}) => Array.from({length: to - from + 1}, (_, at) => from + at))
    if (pieces.length === 0) return
    expect(new Set(found).size).toBe(found.length)
    const first = text.startsWith('---')
      ? lines.findIndex((line, at) => at > 0 && line.startsWith('---')) + 2
      : 1
    const wanted = Array.from({length: lines.length - first + 1}, (_, at) => first + at).filter(
      line => line < lines.length || lines[line - 1] !== '',
    )
    expect(found.sort((a, b) => a - b)).toEqual(wanted)
    const all = pieces.map(piece => piece.text).join('\n')
    for (const line of lines.slice(first - 1).filter(line => !line.includes('](')))
      expect(all).toContain(line)
  },
)

test('a document that is one procedure is not taken apart', async () => {
  expect(await taken('# One\n\n```bash\nuptime\n```\n')).toEqual({})
})
