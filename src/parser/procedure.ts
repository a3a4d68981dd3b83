import GithubSlugger from 'github-slugger'
import type {Content, Procedure, Section} from '../model/runbook.ts'
import type {Settings} from '../model/settings.ts'
import {severityOf} from './phase.ts'

/**
 * What of a document can be run by itself. Two or more headings that hold phases of their own make it a handbook: then
 * every section at that depth that holds steps is a procedure. Otherwise the document is one, if it holds any step.
 */
export function findProcedures(root: Section, title: string, settings: Settings): Procedure[] {
  const headings = [...sectionsOf(root)].filter(({slug, depth}) => slug !== undefined && depth > 1)
  const several = headings.filter(section => !section.phase && hasOwnPhases(section))
  const depth = mode(several.map(({depth}) => depth))
  const handbook = depth !== undefined && several.filter(section => section.depth === depth).length > 1
  if (!handbook) {
    return hasSteps(root)
      ? [
          {
            slug: new GithubSlugger().slug(title),
            title,
            severity: settings.severity ?? severityOf(title),
            section: root,
          },
        ]
      : []
  }
  return headings
    .filter(
      section =>
        hasSteps(section) && (section.depth === depth || (section.depth < depth && holdsOwnSteps(section))),
    )
    .map(section => ({
      slug: section.slug!,
      title: section.title,
      severity: severityOf(section.title),
      section,
    }))
}

/** Finds a section by GitHub's slug, a leading `#` or not. */
export function findSection(root: Section, slug: string): Section | undefined {
  const wanted = slug.replace(/^#/, '').toLowerCase()
  return [...sectionsOf(root)].find(section => section.slug?.toLowerCase() === wanted)
}

/** Every section below, in document order. */
export function* sectionsOf(section: Section): Generator<Section> {
  for (const item of section.content) {
    if (item.type !== 'section') continue
    yield item
    yield* sectionsOf(item)
  }
}

function hasOwnPhases({content}: Section): boolean {
  return content.some(item => item.type === 'section' && item.phase !== undefined)
}

function holdsOwnSteps({content}: Section): boolean {
  return content.some(item => item.type !== 'section' && isStep(item))
}

function hasSteps({content}: Section): boolean {
  return content.some(item => (item.type === 'section' ? hasSteps(item) : isStep(item)))
}

/** Whether there is something to do: a block that is only shown is not. */
function isStep(item: Content): boolean {
  return item.type === 'block' ? item.block.kind !== 'show' : item.type !== 'prose'
}

/** The commonest depth; the shallowest among equals. */
function mode(depths: readonly number[]): number | undefined {
  const times = (depth: number) => depths.filter(other => other === depth).length
  return [...new Set(depths)].sort((a, b) => times(b) - times(a) || a - b)[0]
}
