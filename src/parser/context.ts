import type {Code, ListItem, RootContent} from 'mdast'
import type {SqlSystem} from '../model/driver.ts'
import type {Content} from '../model/runbook.ts'
import type {Settings} from '../model/settings.ts'
import type {AnalyseSql} from './block.ts'
import type {Complain} from './complain.ts'
import type {Definitions} from './definitions.ts'
import type {SectionBuilder} from './section.ts'
import type {SourceText} from './source-text.ts'
import type {StepIds} from './step-id.ts'

/** What the reading of one document shares. */
export interface Context {
  source: SourceText
  settings: Settings
  sections: SectionBuilder
  ids: StepIds
  complain: Complain
  /** What each database is, where that is known. */
  systems: Readonly<Record<string, SqlSystem | 'postgres'>>
  analyseSql: AnalyseSql | undefined
  /** Programs that the document runs, by what surely is a command in it. */
  programs: ReadonlySet<string>
  /** Names that it writes as prompts: see `placesIn`. */
  places: ReadonlySet<string>
  /** Words that it says are to be replaced: see `legendOf`. */
  legend: readonly string[]
  /** Whether its commands expand a variable: see `variablesUsed`. */
  usesVariable: (name: string) => boolean
  /** Whether a `#` before its commands comments them out: see `commentsOut`. */
  commentsOut: () => boolean
  /** Headings of what is done by itself: see `tasksIn`. */
  tasks: ReadonlySet<RootContent>
  /** How many lines, operators and expansions the fences so far held, and how many the fences themselves count for. */
  signs: number
  /** Functions and aliases that the blocks so far leave behind, by the key of the site where they ran. */
  definitions: Map<string, Definitions>
  /** What belongs together, whatever it became: the steps of a fence, what stands in a list item that begins with a condition. */
  units: Map<Content, Code | ListItem>
  /** The text of a node, as the document has it. */
  sourceOf(node: Pick<RootContent, 'position'>): string
}
