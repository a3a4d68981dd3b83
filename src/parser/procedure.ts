import GithubSlugger from 'github-slugger'
import {sectionsOf, stepsOf} from '../model/content.ts'
import type {Procedure, Section, Step} from '../model/runbook.ts'
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

function hasOwnPhases({content}: Section): boolean {
  return content.some(item => item.type === 'section' && item.phase !== undefined)
}

function holdsOwnSteps({content}: Section): boolean {
  return content.some(item => item.type !== 'section' && item.type !== 'prose' && isWork(item))
}

function hasSteps(section: Section): boolean {
  for (const step of stepsOf(section)) if (isWork(step)) return true
  return false
}

/** Whether there is something to do: a block that is only shown is not. */
function isWork(step: Step): boolean {
  return step.type !== 'block' || step.block.kind !== 'show'
}

/** The commonest depth; the shallowest among equals. */
function mode(depths: readonly number[]): number | undefined {
  const times = (depth: number) => depths.filter(other => other === depth).length
  return [...new Set(depths)].sort((a, b) => times(b) - times(a) || a - b)[0]
}
