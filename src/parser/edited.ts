import type {Attributes} from '../model/attributes.ts'
import {effects, worst} from '../model/effect.ts'
import {pointsOf} from '../model/place.ts'
import type {BlockAction} from '../model/plan.ts'
import type {Block} from '../model/runbook.ts'
import {siteKey, siteOf} from '../model/site.ts'
import {type AnalyseSql, readBlock} from './block.ts'
import {Definitions} from './definitions.ts'
import {cutOffLine} from './parts/cut-off.ts'
import {raised} from './parts/warned.ts'
import {readShell} from './read-shell.ts'
import {SourceText} from './source-text.ts'
import {wholePart} from './whole-part.ts'

/** A longer text is not read. Unit: UTF-16 units. */
const longest = 32 * 1024

/**
 * Reads a text that an operator put in the place of a block's, as strictly as the document's own. `around` are the blocks
 * that may have run in the same session: what they define may be what the text runs. The author's word for a lesser effect
 * was for another text, and does not count. Places are those in the text.
 */
export async function readEdited(
  of: Pick<BlockAction, 'kind' | 'language' | 'client' | 'system' | 'attributes' | 'warned'>,
  text: string,
  around: readonly Pick<BlockAction, 'kind' | 'client' | 'script' | 'attributes'>[],
  literal: boolean,
): Promise<Block> {
  const source = new SourceText(text)
  const isShell = of.kind !== 'sql' || of.client !== undefined
  const analyseSql: AnalyseSql = await (await import('./sql/analyse.ts')).loadSql()
  const part = wholePart(text, isShell ? 'shell' : 'sql', undefined)
  const read = readBlock(
    {
      language: isShell && of.kind === 'sql' ? 'bash' : of.language,
      text,
      attributes: of.attributes,
      part,
      withheld: undefined,
      placed: undefined,
      typed: undefined,
      session: undefined,
      system: of.system,
      fence: undefined,
      place: source.whole(),
      placeIn: script => source.map(script, 1),
      lead: undefined,
      legend: [],
      literal,
      definitions: definitionsOf(around, of.attributes, literal),
    },
    analyseSql,
    () => {}, // what its author may not write is no matter here
  )
  const block = raised(read, of.warned)
  const point = pointsOf(text)(0)
  const cut = cutOffLine([part], text)
  const problem =
    text.trim() === ''
      ? 'nothing is left of it'
      : text.length > longest
        ? `it is longer than ${longest / 1024} KiB`
        : cut && `line ${cut.line + 1} ends in a backslash, and the ${cut.by} after it ends the command there`
  return {
    ...block,
    attributes: withoutLesser(of.attributes, block.effect),
    ...(problem ? {syntaxError: {message: problem, place: {start: point, end: point}}} : {}),
    effect: problem ? worst([block.effect, 'unknown']) : block.effect,
  }
}

function withoutLesser({effect, reason, ...rest}: Attributes, found: Block['effect']): Attributes {
  const raises = effect !== undefined && effects.indexOf(effect) > effects.indexOf(found)
  return {...rest, ...(raises ? {effect, ...(reason === undefined ? {} : {reason})} : {})}
}

/** What the shell blocks of the same site leave behind for each other, whichever of them came first. */
function definitionsOf(
  around: Parameters<typeof readEdited>[2],
  attributes: Attributes,
  literal: boolean,
): Definitions {
  const known = new Definitions()
  const here = siteKey(siteOf(attributes))
  for (const {kind, client, script, attributes} of around) {
    if (kind === 'show' || (kind === 'sql' && client === undefined) || siteKey(siteOf(attributes)) !== here)
      continue
    readShell(
      {script, placeOf: new SourceText(script).map(script, 1), prose: undefined, literal},
      known,
      undefined,
      siteOf(attributes),
    )
  }
  return known
}
