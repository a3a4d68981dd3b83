import {parseMarkdown} from './markdown.ts'
import {nodesOf} from './nodes.ts'

/** A stretch of a document, in UTF-16 offsets. */
export interface Stretch {
  start: number
  end: number
}

interface Known {
  /** What is used, where it is used. */
  uses: {offset: number; identifier: string}[]
  /** Where each is defined. */
  places: Map<string, Stretch>
}

/** Definitions of links and footnotes, and where they are used. */
export function definitionsIn(text: string): Known {
  const known: Known = {uses: [], places: new Map()}
  for (const node of nodesOf(parseMarkdown(text))) {
    const [start, end] = [node.position!.start.offset!, node.position!.end.offset!]
    if (node.type === 'linkReference' || node.type === 'imageReference')
      known.uses.push({offset: start, identifier: node.identifier})
    if (node.type === 'footnoteReference') known.uses.push({offset: start, identifier: `^${node.identifier}`})
    const identifier =
      node.type === 'definition'
        ? node.identifier
        : node.type === 'footnoteDefinition'
          ? `^${node.identifier}`
          : undefined
    if (identifier !== undefined && !known.places.has(identifier)) known.places.set(identifier, {start, end})
  }
  return known
}

/** The definitions that some stretches use and that stand elsewhere in the document, as they are to be added; empty for none. */
export function missingIn(parts: readonly Stretch[], {uses, places}: Known, text: string): string {
  const holds = (offset: number) => parts.some(part => part.start <= offset && offset < part.end)
  const wanted = new Set(uses.filter(({offset}) => holds(offset)).map(({identifier}) => identifier))
  const lacking = [...wanted].flatMap(identifier => {
    const place = places.get(identifier)
    return place && !holds(place.start) ? [text.slice(place.start, place.end)] : []
  })
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  return lacking.length > 0 ? `${end}${lacking.join(end)}${end}` : ''
}
