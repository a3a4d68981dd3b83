import type {Placeholder} from '../../model/runbook.ts'
import type {Surrounding} from './context.ts'

/**
 * Whether a place stands in quoted text that is JSON by how it begins, and there inside a string or not: a value with
 * quotes of its own would be something else to whoever reads it.
 */
export function jsonAround(
  script: string,
  {start, context}: Pick<Surrounding, 'start' | 'context'>,
  offset: number,
): Placeholder['json'] {
  if (context === 'word' || context === 'bare') return undefined
  const written = script.slice(start, offset).replace(/^\$?["']/, '')
  const before = context === 'double-quoted' ? written.replaceAll(/\\(["\\$`])/g, '$1') : written
  if (!/^\s*[[{]/.test(before)) return undefined
  const quotes = before.match(/\\.|"/gs)?.filter(found => found === '"').length ?? 0
  return quotes % 2 === 1 ? 'string' : 'bare'
}
