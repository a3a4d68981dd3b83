import type {Rule} from '../lint/rule.ts'
import {didYouMean} from '../suggest.ts'

export const deadLink: Rule = {
  id: 'dead-link',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a link leads nowhere',
  why: 'Who follows it in an incident loses time. Anchors are GitHub’s: the heading in lower case, blanks as `-`, other signs left out.',
  examples: [
    {text: '# Look\n\nSee [below](#way-back).\n\n## Way back\n', says: []},
    {
      text: '# Look\n\nSee [below](#wayback).\n\n## Way back\n',
      says: ['3:5 Unexpected anchor `#wayback`, expected the slug of a heading; did you mean `way-back`?'],
    },
    {text: '# Look\n\nSee [the other](other.md).\n', says: [], files: ['other.md']},
    {
      text: '# Look\n\nSee [the other](othr.md).\n',
      says: ['3:5 Unexpected link to `othr.md`, expected a file that is there'],
      files: ['other.md'],
    },
  ],
  check(document, say) {
    const {exists} = document.world
    const slugs = document.sections.flatMap(({slug}) => slug ?? [])
    const own = ownAnchors(document.text)
    const anchors = new Set([...slugs, ...own].map(anchor => anchor.toLowerCase()))
    for (const {path, anchor, place} of document.runbook.links ?? []) {
      if (path === '') {
        const wanted = anchor?.replace(/^user-content-/, '').toLowerCase() ?? ''
        if (wanted === '' || wanted === 'top' || anchors.has(wanted)) continue
        say(`Unexpected anchor \`#${anchor}\`, expected the slug of a heading${hint(wanted, slugs)}`, place)
      } else if (exists && !path.startsWith('/') && !isThere(path, exists))
        say(`Unexpected link to \`${path}\`, expected a file that is there`, place)
    }
  },
}

/** Anchors that the document gives itself, in HTML or as some generators write them. */
function ownAnchors(text: string): string[] {
  return [
    ...[
      ...text.matchAll(
        /<[a-z][a-z0-9]{0,10}\s[^<>]{0,300}?\b(?:id|name)\s{0,3}=\s{0,3}["']?([^"'\s<>]{1,200})/gi,
      ),
    ].map(([, id]) => id!),
    ...[...text.matchAll(/\{:?\s{0,3}#([\w-]{1,200})[^{}\n]{0,100}\}/g)].map(([, id]) => id!),
  ]
}

/** Generators of sites leave out `.md`, and lead to a folder's first page. */
function isThere(path: string, exists: (path: string) => boolean): boolean {
  const plain = path.replace(/\/+$/, '')
  return [path, `${plain}.md`, `${plain}.markdown`, plain.replace(/\.html$/, '.md')].some(exists)
}

/** In a small document; in a large one every link would be compared with every heading. */
function hint(wanted: string, slugs: readonly string[]): string {
  return slugs.length > 300 || wanted.length > 100 ? '' : didYouMean(wanted, slugs)
}
