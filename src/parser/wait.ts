import {labelOf, plain} from './groups/label.ts'
import {late} from './late.ts'

/** A pause that a text asks of its reader. */
export interface Wait {
  leastMs: number
  /** The same as `leastMs` where no range is given. */
  mostMs: number
  /** The text without number, emoji, emphasis and closing colon. */
  text: string
}

const amount = String.raw`\d{1,4}(?:[.,]\d{1,2})?|half an?|(?:an?|one|une?|two|deux|three|trois|four|quatre|five|cinq|ten|dix|fifteen|quinze|twenty|vingt|thirty|trente)(?=[ -])`
const unit = `s|secs?|seconds?|secondes?|m|mn|mins?|minutes?|h|hrs?|hours?|heures?|jours?|days?`
const one = String.raw`\s{0,2}[-+]?\s?(?:(?:next|prochaine?s) )?(${unit})(?![\p{L}_])`
const to = String.raw`\s{0,2}(?:-|–|—|(?:to|a|or|ou|and|et)(?=\s))\s{0,2}(${amount})`
/** `5 min`, `1h30`, `30 s to 2 min`; then `5–10 min`, whose first has no unit of its own. */
const duration = late(
  String.raw`(?<![\p{L}\p{N}.,$%_/-])(${amount})(?:${one}(?:\s{0,2}(\d{1,2})(?:\s{0,2}(?:m|mn|mins?|minutes?))?(?![\d\p{L}]))?(?:${to}${one})?|${to}${one})`,
  'gu',
)
/** What stands before a request: the beginning of a sentence or clause, or a word that asks. */
const before = String.raw`(?:^|[.;:,!?()→]\s{0,3}|\s[–—-]\s{1,3}|(?<![\p{L}])(?:and|then|please|to|must|should|now|puis|et|ensuite|veuillez|de|d')\s{0,3})`
const asks = late(
  String.raw`${before}((?<pause>wait(?! ?(?:time|state|event|queue|list)|-)|waiting(?! (?:time|list|queue))|attend(?:re|ez)|attente|patiente[rz]|pause(?! the| le| la)|sleep|hold(?: on)?|cool ?down|bake|soak)|(?<look>monitor|monitoring|surveille[rz]|surveillance|observe[rz]?|observation|watch|let|leave|laisse[rz]|(?:post-\p{L}+ )(?:monitoring|surveillance))|(?<allow>allow|prevoir|give (?:it|them)))(?![\p{L}\p{N}_-])`,
  'gu',
)
/** Between the verb and the time: then the time is no pause. */
const other =
  /\b(?:every|each|per|until (?:\d|half)|older|retr(?:y|ies)|within|last|past|previous|dernier\p{L}*|toutes? les|tous les|chaque|interval\p{L}*|frequen\p{L}*|periode?|threshold|timeout|retention|more than|longer than|plus de|plus longtemps|take[ns]?|prend(?:re)?)\b/u
const qualifier = `(?:up to|at least|at most|about|around|approximately|roughly|a further|another|an additional|jusqu'a|au moins|environ|encore|the|les|next|~|≈)`
/** A watch is limited in time only by what says so. */
const limits = late(
  String.raw`(?:^|[(:~,]|(?<![\p{L}])(?:for|during|over|pendant|durant|sur)|[–—-])\s{0,3}(?:${qualifier}\s{0,3}){0,2}$`,
  'u',
)
const onlyQualifiers = late(String.raw`^\s{0,3}(?:(?:for|it|${qualifier})\s{0,3}){0,3}$`, 'u')
/** After the time: then it names something else. */
const names =
  /^[\s-]{0,3}(?:average|moving|rolling|window|interval|timeout|rate|ago|old|earlier|load|time-?out|retention|p\d\d)\b/u
const negated = /(?:\b(?:not|never|without|cannot|no need to|ne pas|jamais|sans)|n't) $/u

const unitMs: [RegExp, number][] = [
  [/^s/, 1000],
  [/^m/, 60_000],
  [/^h/, 3_600_000],
  [/^(?:d|j)/, 86_400_000],
]
const words: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  un: 1,
  une: 1,
  two: 2,
  deux: 2,
  three: 3,
  trois: 3,
  four: 4,
  quatre: 4,
  five: 5,
  cinq: 5,
  ten: 10,
  dix: 10,
  fifteen: 15,
  quinze: 15,
  twenty: 20,
  vingt: 20,
  thirty: 30,
  trente: 30,
}
const shortest = 1000
const longest = 86_400_000
/** An instruction is short: what is longer is read no further. */
const longestText = 1000

/**
 * Reads the pause that an instruction, title or comment asks for, in English and French, from 1 s to 24 h; undefined where
 * it asks for none: a period (`every 5 minutes`), an age or an estimate is no pause.
 */
export function waitOf(text: string): Wait | undefined {
  const label = labelOf(text.slice(0, longestText)).text
  const sentences = plain(label)
  for (const match of sentences.matchAll(asks())) {
    const verb = match.groups!
    const start = match.index + match[0].length
    if (negated.test(sentences.slice(Math.max(0, start - 40), start - match[1]!.length))) continue
    const clause = sentences.slice(start, start + 120).split(/[.!?;](?:\s|$)|\n/)[0]!
    for (const time of clause.matchAll(duration())) {
      const range = rangeOf(time)
      if (!range) continue
      const between = clause.slice(0, time.index)
      if (other.test(between) || names.test(clause.slice(time.index + time[0].length))) break
      if (
        verb.allow
          ? !onlyQualifiers().test(between)
          : verb.look && between.trim() !== '' && !limits().test(between)
      )
        break
      return {...range, text: label}
    }
  }
  return undefined
}

function rangeOf(time: RegExpMatchArray): {leastMs: number; mostMs: number} | undefined {
  const [, amount, unit, minutes, upper = time[6], upperUnit = time[7]] = time
  const more = minutes !== undefined && msOf(unit) === 3_600_000 ? Number(minutes) * 60_000 : 0
  const first = numberOf(amount!) * msOf(unit ?? upperUnit) + more
  const second = upper === undefined ? first : numberOf(upper) * msOf(upperUnit)
  const leastMs = Math.min(first, second)
  const mostMs = Math.max(first, second)
  return leastMs >= shortest && mostMs <= longest ? {leastMs, mostMs} : undefined
}

function numberOf(text: string): number {
  return text.startsWith('half') ? 0.5 : (words[text] ?? Number(text.replace(',', '.')))
}

function msOf(text: string | undefined): number {
  return unitMs.find(([pattern]) => pattern.test(text ?? ''))?.[1] ?? Number.NaN
}
