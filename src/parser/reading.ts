import type {Block} from '../model/runbook.ts'
import type {Gap} from './placeholder/gap.ts'
import type {PlaceInSource} from './source-text.ts'

/** The text that would run, and what is known of it. */
export interface Script {
  script: string
  placeOf: PlaceInSource
  /** The paragraph before it. */
  prose: string | undefined
  /** Words that the document says elsewhere are to be replaced. */
  legend?: readonly string[] | undefined
  /** Lines that stand behind the prompt of another program among what was seen: typed into what the script opens. */
  typed?: string | undefined
  /** Stand-ins that are valid values are meant as they stand. */
  literal: boolean
}

/** What reading a script tells of its block. */
export type Reading = Pick<
  Block,
  | 'script'
  | 'commands'
  | 'placeholders'
  | 'standIns'
  | 'variables'
  | 'nonEmpty'
  | 'assigns'
  | 'effect'
  | 'reasons'
  | 'interpreter'
  | 'syntaxError'
  | 'interactive'
  | 'inner'
  | 'unheld'
  | 'endless'
  | 'printsSecret'
>

/** What is known of a script before it is read. */
export const nothingRead = {
  script: '',
  commands: [],
  placeholders: [],
  standIns: [],
  variables: [],
  nonEmpty: [],
  assigns: [],
  effect: 'read',
  reasons: [],
  interpreter: undefined,
  syntaxError: undefined,
  interactive: undefined,
  endless: undefined,
} satisfies Reading

/** What is known of a block that is shown and not run: of what it would do, nothing. */
export const shownOnly = {...nothingRead, effect: 'unknown'} satisfies Reading

/** Gaps to be filled, and stand-ins that are taken as they stand. */
export function sorted(
  gaps: readonly Gap[],
  {literal, placeOf}: Script,
): {gaps: Gap[]; standIns: Block['standIns']} {
  const asked = (gap: Gap) => gap.certain || !literal
  return {
    gaps: gaps.filter(asked),
    standIns: gaps
      .filter(gap => !asked(gap))
      .map(({name, text, start, end}) => ({name, text, place: placeOf(start, end)})),
  }
}
