/**
 * In: a handbook and its text. Out: a file for each of its procedures and one for the rest, each made of the document's own
 * bytes; only addresses of links are others. It writes nothing.
 */
import {sectionsOf} from '../model/content.ts'
import {percentDecoded} from '../model/percent-decoded.ts'
import type {Procedure, Runbook, Section} from '../model/runbook.ts'
import {parseRunbook} from './parse.ts'
import {rewriteLinks} from './rewrite-links.ts'
import {definitionsIn, missingIn, type Stretch} from './split-definitions.ts'

/** One file of a handbook that was taken apart. */
export interface Piece {
  /** Its name; no two of them have the same. */
  file: string
  title: string
  /** Undefined for what belongs to no procedure. */
  procedure: Procedure | undefined
  text: string
  /** The lines that it has of the document, from 1, as they follow each other there. */
  lines: {from: number; to: number}[]
}

/** What of the document a file has, apart from others that are inside of it. */
interface Draft extends Omit<Piece, 'text' | 'lines'> {
  /** The document's own bytes, and where a procedure was taken out of them. */
  parts: (Stretch | {link: Draft})[]
}

/** What the file with the rest is called. */
const restFile = 'index.md'

/** Takes a handbook apart. `rebase` gives a relative address as it is from the folder of the pieces. Gives nothing for a document that is one procedure. */
export async function split(
  runbook: Runbook,
  text: string,
  rebase: (path: string) => string,
): Promise<Piece[]> {
  if (runbook.procedures.length < 2) return []
  const headings = [...sectionsOf(runbook.section)]
    .filter(({slug}) => slug !== undefined)
    .sort((a, b) => a.place.start.offset - b.place.start.offset)
  const matter = frontMatterOf(text)
  const drafts = draftsOf(runbook, headings, text, matter.length)
  const raw = drafts.map(draft => rawOf(draft, text))
  const anchors = await anchorsOf(drafts, raw, headings)
  const definitions = definitionsIn(text)
  return drafts.map((draft, index) => {
    const body = raw[index]! + missingIn(stretchesOf(draft), definitions, text)
    return {
      file: draft.file,
      title: draft.title,
      procedure: draft.procedure,
      text:
        headOf(draft, matter, lineEnd(text)) +
        rewriteLinks(body, url => addressFrom(draft, url, anchors, rebase)),
      lines: stretchesOf(draft).map(part => linesOf(part, text)),
    }
  })
}

function stretchesOf({parts}: Draft): Stretch[] {
  return parts.flatMap(part => ('link' in part ? [] : [part]))
}

/** The document's bytes, with a list of links in the place of what was taken out. */
function rawOf({parts}: Draft, text: string): string {
  const end = lineEnd(text)
  return parts
    .map((part, index) => {
      if (!('link' in part)) return text.slice(part.start, part.end)
      const {title, file} = part.link
      const next = parts[index + 1]
      return `- [${title.replaceAll(/[[\]\\]/g, '\\$&')}](${encodeURI(file)})${end}${next && !('link' in next) ? end : ''}`
    })
    .join('')
}

function linesOf({start, end}: Stretch, text: string): {from: number; to: number} {
  const at = (offset: number) => text.slice(0, offset).split('\n').length
  return {from: at(start), to: at(Math.max(start, end - 1))}
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

function draftsOf(
  {procedures, title}: Runbook,
  headings: readonly Section[],
  text: string,
  from: number,
): Draft[] {
  const ends = (section: Section): Stretch => {
    const at = headings.indexOf(section)
    const next = headings.slice(at + 1).find(({depth}) => depth <= section.depth)
    return {start: startOf(section, text), end: next ? startOf(next, text) : text.length}
  }
  const taken = new Set([restFile])
  const named = procedures.map(procedure => ({
    draft: {
      file: newName(procedure.slug, taken),
      title: procedure.title,
      procedure,
      parts: [],
    } as Draft,
    ...ends(procedure.section),
  }))
  const whole = {
    draft: {file: restFile, title, procedure: undefined, parts: []} as Draft,
    start: from,
    end: text.length,
  }
  for (const one of [whole, ...named]) {
    const inside = named.filter(
      other =>
        other !== one &&
        other.start >= one.start &&
        other.end <= one.end &&
        (one === whole || other.start > one.start),
    )
    // what is inside of what is inside is its own affair
    const direct = inside.filter(
      other =>
        !inside.some(
          outer =>
            outer !== other &&
            outer.start <= other.start &&
            outer.end >= other.end &&
            outer.start < other.start,
        ),
    )
    let at = one.start
    for (const other of direct) {
      if (other.start > at) one.draft.parts.push({start: at, end: other.start})
      one.draft.parts.push({link: other.draft})
      at = other.end
    }
    if (one.end > at) one.draft.parts.push({start: at, end: one.end})
  }
  return [...named.map(({draft}) => draft), whole.draft]
}

/** Where a section begins: with the annotation before its heading, if it has one. */
function startOf({place}: Section, text: string): number {
  const {offset} = place.start
  const annotation = /<!-- *runbook:(?:(?!-->).)*-->[ \t]*\r?\n\s*$/.exec(text.slice(0, offset))
  return annotation ? annotation.index : offset
}

function newName(slug: string, taken: Set<string>): string {
  const stem = slug.replaceAll(/[/\\]/g, '-') || 'procedure'
  let name = `${stem}.md`
  for (let number = 2; taken.has(name); number++) name = `${stem}-${number}.md`
  taken.add(name)
  return name
}

/** Where each heading of the document is now: by its old slug, the piece and the slug there. */
async function anchorsOf(
  drafts: readonly Draft[],
  raw: readonly string[],
  headings: readonly Section[],
): Promise<Map<string, {draft: Draft; slug: string}>> {
  const anchors = new Map<string, {draft: Draft; slug: string}>()
  for (const [index, draft] of drafts.entries()) {
    const {runbook} = await parseRunbook(draft.file, raw[index]!)
    const now = [...sectionsOf(runbook.section)]
      .filter(({slug}) => slug !== undefined)
      .sort((a, b) => a.place.start.offset - b.place.start.offset)
    const before = headings.filter(({place: {start}}) =>
      stretchesOf(draft).some(part => part.start <= start.offset && start.offset < part.end),
    )
    for (const [at, section] of before.entries())
      if (now[at]) anchors.set(section.slug!.toLowerCase(), {draft, slug: now[at].slug!})
  }
  return anchors
}

function addressFrom(
  draft: Draft,
  url: string,
  anchors: ReadonlyMap<string, {draft: Draft; slug: string}>,
  rebase: (path: string) => string,
): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/|^$/i.test(url)) return undefined
  if (!url.startsWith('#'))
    return draft.parts.some(part => 'link' in part && encodeURI(part.link.file) === url)
      ? undefined
      : rebase(url)
  const found = anchors.get(percentDecoded(url.slice(1)).toLowerCase())
  if (!found) return undefined
  if (found.draft === draft) return `#${found.slug}`
  const isWhole = found.draft.procedure?.section.slug?.toLowerCase() === url.slice(1).toLowerCase()
  return encodeURI(found.draft.file) + (isWhole ? '' : `#${found.slug}`)
}

/** The front matter with its fences; empty without one. */
function frontMatterOf(text: string): string {
  const found = /^---[ \t]*\r?\n[\s\S]*?^---[ \t]*(?:\r?\n|$)/m.exec(text)
  return found?.index === 0 ? found[0] : ''
}

/** The front matter of a piece: the document's, with a title of its own; the rest keeps the document's. */
function headOf({title, procedure}: Draft, matter: string, end: string): string {
  if (!procedure) return matter
  const heading = `title: ${JSON.stringify(title)}`
  if (matter === '') return `---${end}${heading}${end}---${end}${end}`
  const [open, ...lines] = matter.split(/(?<=\n)/)
  return `${open}${heading}${end}${lines.filter(line => !/^title:/.test(line)).join('')}`
}
