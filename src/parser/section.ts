import GithubSlugger from 'github-slugger'
import type {Heading, Paragraph, RootContent} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import type {Attributes} from '../model/attributes.ts'
import type {Place} from '../model/place.ts'
import type {Content, Section} from '../model/runbook.ts'
import {phaseOf} from './phase.ts'

/** Builds the tree of sections while a document is walked from top to bottom. */
export interface SectionBuilder {
  root: Section
  /** Opens a section; `skip` and `if` of its annotation hold for everything below. */
  heading(node: Heading, annotation: Pick<Attributes, 'skip' | 'if'>): void
  /** Opens a section for a bold label, if the paragraph is one; the text after the label, or undefined if it is none. */
  label(node: Paragraph, place: Place): {rest: boolean} | undefined
  add(content: Content): void
  current(): Section
  /** The sections that are open, outermost first. */
  around(): readonly Section[]
  /** Titles of the sections that are open, outermost first. */
  path(): string[]
}

const labelDepth = 7

export function createSections(place: Place): SectionBuilder {
  const slugger = new GithubSlugger()
  const root: Section = {
    type: 'section',
    title: '',
    slug: undefined,
    depth: 0,
    phase: undefined,
    place,
    skip: false,
    conditions: [],
    content: [],
  }
  let open: Section[] = [root]
  /** Labels that name a phase themselves. */
  const named = new Set<Section>()
  const push = (
    opened: Pick<Section, 'title' | 'slug' | 'depth' | 'phase' | 'place'>,
    {skip = false, if: condition}: Pick<Attributes, 'skip' | 'if'> = {},
  ) => {
    open = open.filter(({depth}) => depth < opened.depth)
    const parent = open.at(-1)!
    const section: Section = {
      type: 'section',
      title: opened.title,
      slug: opened.slug,
      depth: opened.depth,
      phase: opened.phase ?? parent.phase,
      place: opened.place,
      skip: parent.skip || skip,
      conditions: condition ? [...parent.conditions, condition] : parent.conditions,
      content: [],
    }
    parent.content.push(section)
    open.push(section)
  }
  return {
    root,
    current: () => open.at(-1)!,
    around: () => open,
    path: () => open.slice(1).map(({title}) => title),
    add: content => open.at(-1)!.content.push(content),
    heading(node, annotation) {
      const text = textOf(node)
      const title = text.trim()
      push(
        {
          title,
          slug: slugger.slug(text),
          depth: node.depth,
          phase: phaseOf(title),
          place: node.position as Place,
        },
        annotation,
      )
    },
    label(node, place) {
      const label = readLabel(node)
      if (!label) return undefined
      const phase = phaseOf(label.title)
      if (label.rest && !phase) return undefined
      // a label that names no phase stands under the label that does
      const nested = !phase && open.some(section => named.has(section))
      push({
        title: label.title,
        slug: undefined,
        depth: nested ? labelDepth + 1 : labelDepth,
        phase,
        place,
      })
      if (phase) named.add(open.at(-1)!)
      return {rest: label.rest}
    },
  }
}

/** `**Diagnostic** :` alone in its paragraph, or at its head with more after a colon. */
function readLabel({children}: Paragraph): {title: string; rest: boolean} | undefined {
  const [first, ...others] = children
  if (first?.type !== 'strong') return undefined
  const inner = textOf(first).trim()
  const after = others.map(node => textOf(node)).join('')
  const title = inner.replace(/\s*:$/, '')
  if (title === '' || title.length > 80 || /[.!?]$/.test(title)) return undefined
  if (after.trim() === '' || /^\s*:\s*$/.test(after)) return {title, rest: false}
  return /^\s*:/.test(after) || inner.endsWith(':') ? {title, rest: true} : undefined
}

/** Whether a node or anything in it is a fenced block. */
export function holdsCode(node: RootContent): boolean {
  return (
    node.type === 'code' ||
    ('children' in node && node.children.some(child => holdsCode(child as RootContent)))
  )
}
