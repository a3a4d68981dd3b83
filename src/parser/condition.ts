import {labelOf, plain} from './groups/label.ts'
import {late} from './late.ts'

/** What makes a title, comment or lead-in one of several ways. */
export interface Condition {
  /** `if` something holds; `or` instead of what is before; one `option` of several; `optional`: done or left out. */
  kind: 'if' | 'or' | 'option' | 'optional'
  /** The title without number, emoji, emphasis and closing colon. */
  text: string
}

const word = String.raw`(?![\p{L}\p{N}_-])`
const opens = (...words: string[]) => late(`^(?:${words.join('|')})${word}`, 'u')

const otherwise = opens('else', 'otherwise', 'sinon', 'si non', 'autrement', 'a defaut')
const or = opens(
  'or(?! not\\b)',
  'alternatively',
  'alternative (?:approach|method|way|option|solution|procedure|command)',
  '(?:methode|approche|solution|commande|option) alternative',
  'ou(?: bien| alors)?',
)
const alone = /^(?:alternative|fallback|if not|if so not)\s*(?:[:,–—-]|$)/u
const ordinal = `(?:first|second|third|fourth|other|another|premiere?|deuxieme|seconde?|troisieme|autre)`
const option = late(
  [
    // `Option A: …`, `Cas n° 2`, `Scenario 3 …`
    String.raw`^(?:option|scenario|case|cas|method|methode|approach|approche|alternative|variante?|choice|choix|solution|plan|strategy|strategie)(?!\p{L})\s?(?:n[°o]\s?|no\.?\s?|#)?(?:\d{1,2}(?![\p{L}\p{N}.,%])|\d{1,2}[.,](?!\d)|(?:[a-h]|i{1,3}|iv|v)(?=\s*(?:$|[:.,)(\]/–—→-])))`,
    String.raw`^(?:option|scenario|case|cas)\s*[:–—]\s*\S`,
    String.raw`^case (?:where|when|of)\b`,
    String.raw`^cas (?:ou|de|du|des|d'(?!usage|utilisation|ecole))(?![\p{L}\p{N}])`,
    `^${ordinal} (?:option|method|approach|scenario|case|solution|methode|approche|choix|cas)${word}`,
  ].join('|'),
  'u',
)
const needed = `(?:if|as|when|where) (?:needed|necessary|required|desired|applicable|appropriate)|si (?:necessaire|besoin|requis|applicable|souhaite)|au besoin|le cas echeant`
const optionalFirst = late(
  String.raw`^(?:[[(]?(?:optional|optionnel(?:le)?|facultati(?:f|ve))(?:\s?[\]):,–—]|\s-\s|$| step${word})|(?:optionally|eventuellement|au besoin|le cas echeant|(?:if|when|where) (?:needed|necessary)|si (?:necessaire|besoin))${word}|(?:${needed})(?:[,:;.]|$))`,
  'u',
)
const optionalLast = late(
  String.raw`[[(](?:optional|optionnel(?:le)?|facultati(?:f|ve)|${needed})${word}[^)\]]{0,60}[)\]]|(?:[–—:,]|\s-)\s?(?:optional|optionnel(?:le)?|facultati(?:f|ve))$|(?<![\p{L}\p{N}])(?:${needed})$|[[(](?:only |uniquement |seulement )?(?:if(?! any\b| so\b)|unless|si|s'ils?|en cas)[ '][^()[\]]{1,100}[)\]]$`,
  'u',
)
const condition = opens(
  'if',
  'unless',
  'when(?:ever)?',
  'in (?:the )?case',
  'in the (?:unlikely )?event',
  '(?:only|except) (?:if|when|in case)',
  '(?:as a )?last resort',
  'si',
  "s'ils?",
  'quand',
  'lorsque?',
  'en cas',
  'au cas ou',
  'dans (?:le|les) cas',
  'a moins',
  '(?:uniquement|seulement|sauf) (?:si|en cas)',
  'en dernier recours',
)
/** Says when to do or expect something, rather than offering it. */
const explains = late(
  `^(?:when(?:ever)?|quand|lorsqu\\p{L}*)[ '](?:not )?(?:to|this|that|it|the (?:command|script|output)|running|done|finished|complete|ready|prompted|asked|ceci|cela|c'est|la commande|termine|fini|pret|\\p{L}+(?:er|ir))${word}`,
  'u',
)
/** How all of those begin that count only at the beginning: few titles do, and the patterns take long to be made. */
const begins =
  /^[[(]?(?:else|otherwise|sinon|si|s'|autre|a |or|ou|alternat|method|appro|solution|commande|option|fallback|if|scenario|cas|varia|cho|plan|strateg|first|second|third|fourth|other|another|premier|deux|trois|facultati|eventuel|au |le |when|where|as |unless|in |only|except|last|quand|lorsqu|en |dans|unique|seulement|sauf)/
/** What any text holds that says at its end, or in brackets, that it need not be done. */
const hintAtEnd = /option|facultati|need|necess|requ|desired|appl|appropr|besoin|souhait|echeant|[)\]]$/
/** A title is short: what is longer is read no further. */
const longest = 400

/** Reads whether a title, comment or lead-in opens an alternative, in English and French; undefined where it does not. */
export function conditionOf(title: string): Condition | undefined {
  const {text} = labelOf(title.length > longest ? title.slice(0, longest) : title)
  if (/^o[uU]?\u0300|^[oO][ùÙ]/u.test(text.normalize('NFC'))) return undefined // `Où` asks, `Ou` offers
  const words = plain(text)
  const kind = kindOf(words)
  return kind && {kind, text}
}

function kindOf(words: string): Condition['kind'] | undefined {
  if (begins.test(words)) {
    if (otherwise().test(words) || or().test(words) || alone.test(words)) return 'or'
    if (option().test(words)) return 'option'
    if (optionalFirst().test(words)) return 'optional'
    if (condition().test(words) && !explains().test(words) && !asks(words)) return 'if'
  }
  const end = words.replace(/[.!]$/, '')
  return words.length < longest && hintAtEnd.test(end) && optionalLast().test(end) ? 'optional' : undefined
}

/** `When should I use this?` */
function asks(words: string): boolean {
  return words.endsWith('?') && /^(?:when|quand)\b/.test(words)
}

/** Whether a condition is what is left of the one before it: `else`, `otherwise`, `sinon`. */
export function isOtherwise({text}: Condition): boolean {
  return otherwise().test(plain(text))
}
