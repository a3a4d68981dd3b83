import type {Block} from '../../model/runbook.ts'
import {ontoWhatIsThere} from './put-onto.ts'
import {raised, warned} from './warned.ts'

/** Words that say that something put aside comes back, in the languages that runbooks are written in. */
const restores = () =>
  /(?<!\p{L})(?:restor(?:e[sd]?|ing|ation)|(?:put(?:ting)?|cop(?:y|ying)|mov(?:e|ing))(?: \S+){0,4} back|restaur(?:er|ez|ation|ar|e|ando|ação|ración|ieren|ierung)|wiederherstell(?:en|ung)|wieder herstellen|zurückspielen|rücksicherung|ripristin(?:o|are|a)|herstel(?:len)?|terugzetten|återställ\p{L}*|gjenopprett\p{L}*|gendan\p{L}*|przywr\p{L}+|восстанов\p{L}+|відновлен\p{L}+|khôi phục)(?!\p{L})|restauraci[oó]n|リストア|復元|恢复|恢復|还原|還原|복원/iu
/** `Load the dump`, `Import an exported database`. */
const loads = () =>
  /(?<!\p{L})(?:load|import|re-?import|importer|importez|importar|importieren|einspielen|carica|cargar|charger)(?:s|ed|ing)?(?: \S+){0,5} (?:databases?|db|dumps?|backups?|base|datenbank|banco|sauvegarde|respaldo)(?!\p{L})/iu
/** Titles that speak of saving as well, and what is only looked at or tried on something that is nobody's. */
const other = () =>
  /\b(?:back(?:ing)?[ -]?ups? *(?:and|&|\/|,|or|\+)|(?:and|&|\/|or|et|und|y|e) back(?:ing)?[ -]?up|sauvegarde et|sicherung und|not|never|without|don['’]t|cannot|verif\w+|check\w*|list\w*|inspect\w*|dry|test\w*|before|scratch|temporary|temp|sandbox|staging|new|fresh|empty|clean|another|different|separate|elsewhere|somewhere|locally|local|development|dev|prerequisites?|prepar\w+|instead of restor\w+)\b/iu
/** Headings about getting at what is to be restored, not about putting it back. */
const fetches = () =>
  /\b(?:download\w*|fetch\w*|retriev\w*|get|obtain\w*|copy|copies|locat\w*|find|identify|choos\w*|select\w*|extract\w*|unpack\w*|decrypt\w*|save|back(?:ing)?[ -]?ups?|export\w*|dump|stop|télécharg\w+|récup\w+)\b/iu

/** What a manifest asks an operator of Kubernetes for: `kind: Restore`, `kind: PerconaXtraDBClusterRestore`. */
const restoringObject = /^[ \t]*kind:[ \t]*["']?(\w{0,60}Restor(?:e|ation))["']?[ \t]*$/m

/** What stands around a block. */
interface Around {
  /** The text right before it. */
  above: string | undefined
  title: string | undefined
  /** The paragraph right behind it, where that leads to nothing else. */
  below: string | undefined
  /** Titles of the sections around it, outermost first. */
  headings: readonly string[]
}

/** The block with what the words around it say of what it does, where that is worse than what was found in it. */
export function raisedByWords(block: Block, around: Around): Block {
  const {above, title, below, headings} = around
  return restored(warned(block, {above, title, below, heading: headings.at(-1)}), around)
}

/**
 * A block that puts files where others are, or runs a file of statements that nobody sees, is taken to destroy where the words that lead to it say that
 * something is restored: what stood there is gone. It only ever raises.
 */
function restored(block: Block, {above, title, headings}: Around): Block {
  const {kind, effect} = block
  if (kind === 'show' || effect === 'read' || effect === 'destroy') return block
  const object = effect === 'change' ? restoringObject.exec(block.text.slice(0, 50_000))?.[1] : undefined
  if (object !== undefined)
    return raised(block, {
      effect: 'destroy',
      text: `makes a \`${object}\`, which puts what was saved over what is there`,
    })
  const runsFile = block.reasons.some(({text}) => /statements? of a file that is not seen/.test(text))
  const onto = runsFile ? undefined : ontoWhatIsThere(block)
  if (!runsFile && onto === undefined) return block
  const words = [lastOf(above), title, ...commentsIn(block.text), ...titlesFor(headings)].find(
    text => text !== undefined && speaksOf(text, runsFile),
  )
  if (words === undefined) return block
  const told = words.trim()
  return raised(block, {
    effect: 'destroy',
    text: `“${told.length > 80 ? `${told.slice(0, 79)}…` : told}” says that this restores something, over what is ${onto === undefined ? 'there' : `in \`${onto}\``}`,
  })
}

function speaksOf(text: string, runsFile: boolean): boolean {
  return (
    text.length < 300 && (restores().test(text) || (runsFile && loads().test(text))) && !other().test(text)
  )
}

/** The nearest title, and the one above it where the nearest is not about something that comes before. */
function titlesFor(headings: readonly string[]): string[] {
  const [outer, nearest] = [headings.at(-2), headings.at(-1)]
  if (nearest === undefined) return []
  return outer === undefined || fetches().test(nearest) || other().test(nearest)
    ? [nearest]
    : [nearest, outer]
}

function lastOf(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2000) return undefined
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?;]) +(?=\S)/)
    .at(-1)
}

function commentsIn(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split('\n')
    .flatMap(line => /^\s*#+(?!!)\s*(\S.{0,300})$/.exec(line)?.[1] ?? [])
}
