import {type Condition, conditionOf} from '../condition.ts'
import {late} from '../late.ts'
import {labelOf, plain} from './label.ts'

/** What a run of comment lines says. */
export interface Comment {
  /** Its first sentence, without mark, number and colon; empty where it has no words. */
  title: string
  /** All that it says, on one line. */
  text: string
  /** The number that its first words have. */
  number: number | undefined
  condition: Condition | undefined
  /** The condition that its last line begins with, right above what it is a condition of. */
  lastCondition: Condition | undefined
  /** Whether it says more than its title, or announces something by a colon. */
  announces: boolean
  /** Whether it asks a person to do something. */
  instructs: boolean
  /** Whether it is drawn as the head of what follows: `# === Database ===`. */
  banner: boolean
}

const mark = /^\s*(?:#+|--+|\/\*+)(?!\S*\w\S*\*\/$)?/
const rule = /^[\s#=*_~─═+-]{3,}$/
const longest = 500

/** A line without its comment mark. */
export function wordsOf(line: string): string {
  const words = line.replace(mark, '').trim()
  return words.endsWith('*/') ? words.slice(0, -2).trimEnd() : words
}

/** Reads the comment that some whole lines of a shell or SQL script are. */
export function readComment(lines: readonly string[]): Comment {
  const all = lines.filter(line => wordsOf(line) !== '')
  const said = all.filter(line => !rule.test(wordsOf(line)))
  const first = said.findIndex(line => labelOf(wordsOf(line)).text !== '')
  const kept = first === -1 ? [] : said.slice(first)
  const used = kept.map(wordsOf)
  let end = 1
  while (end < used.length && indent(kept[end]!) <= indent(kept[0]!) && goesOn(used[end - 1]!, used[end]!))
    end++
  const head = used.slice(0, end).join(' ')
  const {text: title, number} = labelOf(head)
  const rest = used.slice(end)
  const text = [title, ...rest].join(' — ')
  return {
    title,
    text: text.length > longest ? `${text.slice(0, longest - 1)}…` : text,
    number,
    condition: conditionOf(head),
    lastCondition: rest.length > 0 ? conditionOf(rest.at(-1)!) : undefined,
    announces: rest.length > 0 || /:\s*$/.test(head.slice(-20)),
    instructs: asksAPerson(title) || used.some(words => /→|\s(?:->|=>|>)\s(?=\p{Lu})/u.test(words)),
    banner: said.length < all.length || /^[=*#─═-]{2,}/.test(wordsOf(all[0] ?? '')),
  }
}

/** Whether a sentence is wrapped: it does not end, and the next line does not begin one. */
function goesOn(line: string, next: string): boolean {
  return /[\p{L}\p{N},]$/u.test(line) && /^\p{Ll}/u.test(next) && !conditionOf(next) && line.length > 35
}

/** How far the words stand from the comment's mark. */
function indent(line: string): number {
  return /^\s*(?:#+|--+|\/\*+)?(\s*)/.exec(line)![1]!.length
}

const verbs = late(
  `^(?:please |then |puis |now |also |first,? |finally,? |veuillez )?(?:${`
  check verify confirm ensure make open go log navigate click wait edit update contact notify tell ask review select choose set add remove
  delete change copy paste restart monitor watch observe inspect look visit create enable disable press type enter save announce post page
  call escalate inform coordinate approve record document note schedule pause resume rotate revoke compare test use find identify increase
  decrease scale stop start run follow
  verifier ouvrir aller contacter surveiller attendre redemarrer mettre modifier editer ajouter supprimer cliquer consulter confirmer
  notifier prevenir lancer creer copier remplacer activer desactiver augmenter diminuer reduire restaurer comparer tester corriger noter
  choisir selectionner relancer patienter identifier invalider forcer informer appeler documenter analyser valider controler regarder
  executer appliquer faire retirer arreter demander planifier s'assurer se`
    .trim()
    .split(/\s+/)
    .join('|')})(?![\\p{L}\\p{N}_'-])(?! (?:is|are|was|will|should|must|can)\\b)`,
  'u',
)

/** Whether words begin as an instruction does, or get to one behind their condition. */
function asksAPerson(title: string): boolean {
  const words = plain(title)
  if (verbs().test(words)) return true
  const clause = /[,:–—→]\s*(.*)$/.exec(words)?.[1]
  return clause !== undefined && verbs().test(clause)
}
