import {type Gap, gapAt} from './gap.ts'
import type {ShellWord} from './shell-word.ts'
import {isJoined, isNoun, partsOf} from './vocabulary.ts'

/** Words in capitals that are bounded as names are, and no name of a variable that is set. */
const capitals = () =>
  /(?<![\p{L}\p{N}_$%\0\\](?<!^["']?-\p{Ll})|[\0$]-|\.\p{N}{1,3}-)\p{Lu}[\p{Lu}\p{N}]{0,40}(?:[_-]\p{Lu}[\p{Lu}\p{N}]{0,40}){0,8}(?:_\d{1,2})?(?![\p{L}\p{N}_]|[-_]\d|\s*[=(])/gu

/** `INSTANCE_NAME_dump`, `DBNAME_old`: such a word with one in small letters behind it. */
const glued = () => /(?<![\p{L}\p{N}_$%\0\\-])\p{Lu}[\p{Lu}\p{N}]{1,40}(?:_\p{Lu}{2,40}){0,4}(?=_\p{Ll})/gu

/** The number of one among several: `NODE_2`, `HOST_B`, `HOST1`; `SHA1` is a name. */
const numbered = /_\d{1,2}$|_[A-CX-Z]$|(?<!SHA|IP|MD)[1-9]$/

/** What `-c` shows a column of. */
const column = /^["']?(?:ID|PID|UUID|TYPE)["']?$/

/** Endings of files and hosts that a stand-in may have; `README.md` is called so. */
const endings =
  /^\.(?:sql|gz|tgz|tar|zip|dump|bak|csv|log|ya?ml|json|pem|crt|cer|key|conf|cfg|lock|pid|sock|service|s3|com|net|org|io|internal|local)\b/

/** `NAMESPACE`, `svc/CLUSTER-rw`, `-pPASSWORD`, `Bearer TOKEN`: words in capitals that say what is missing, as an argument or a part of one. */
export function capitalsIn({text, start, role, program, label}: ShellWord): Gap[] {
  if (role !== 'value' || !/\p{Lu}/u.test(text) || (label === 'c' && column.test(text))) return []
  if (/^["']?[NX]["']?$/.test(text) && label !== undefined)
    return [gapAt(text.replaceAll(/["']/g, ''), start + text.search(/[NX]/), {name: label})]
  const number = /^--?[\p{L}-]{1,60}=([NX])$/u.exec(text)?.[1]
  if (number) return [gapAt(number, start + text.length - 1, {name: label ?? number})]
  const own = `${program && program.length > 2 ? program.toUpperCase() : ' '}_` // the program's own settings
  const columns = /custom-columns=/.test(text) // each is called by what stands before its colon
  const joined = [...text.matchAll(glued())].filter(
    ([word]) => isJoined(word) || (/_(?:NAME|ID|HOST|USER|IP)$/.test(word) && isStandIn(word)),
  )
  return [...text.matchAll(capitals()), ...joined]
    .filter(({0: word, index}) => isStandIn(word) && !word.startsWith(own) && isApart(text, word, index))
    .filter(([word]) => program !== 'heroku' || !/^DATABASE(?:_URL)?$/.test(word)) // its name of the database there
    .filter(({0: word, index}) => !columns || text[index + word.length] !== ':')
    .map(({0: word, index}) => gapAt(word, start + index))
}

function isStandIn(word: string): boolean {
  if (/(?:^|-)[GP]+G-KEY$/.test(word)) return false // `RPM-GPG-KEY` is what the key's file is called
  if (/(?:^|[_-])HERE(?:[_-]|$)/.test(word)) return true
  const parts = partsOf(word.replace(numbered, ''))
  const asked = /^(?:PASTE|INSERT|ENTER|FILL|REPLACE|SPECIFY|CHOOSE|PUT)$/.test(parts[0]!)
  return (
    (asked && parts.length > 2) ||
    (/^\p{Lu}+_(?:FROM|OF)_(?:THE_)?\p{Lu}/u.test(word) && isNoun(parts[0]!)) || // `CODE_FROM_CUSTOMER`
    isNoun(parts.at(-1)!) ||
    isJoined(parts.at(-1)!) ||
    (parts.length > 1 && /^(?:NEW|OLD|MY|NOM|NOMBRE|NOME|SOME|ANY)$/.test(parts[0]!))
  )
}

/** Whether what surrounds a word lets it be a value: no file of that name, no sentence, no constant of a protocol. */
function isApart(text: string, word: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 12), index)
  const after = text.slice(index + word.length, index + word.length + 12)
  if (/^\.[\p{L}\p{N}]/u.test(after) && !endings.test(after)) return false
  if (/[\p{L}\p{N}]\.$/u.test(before)) return false
  if (!/^\$?['"]/.test(text) || !/[\s{]/.test(text)) return true
  if (/(?:Bearer|Basic|Token|token|[Kk]ey:)\s+$/.test(before)) return true
  if (before.endsWith('=') && /^[\s'"]/.test(after)) return !text.includes('{')
  // A value of JSON may be a constant too, so its last word has to be clear.
  const value = before.endsWith('"') && /^["\\]/.test(after)
  return (
    value && /(?:_(?:ID|NAME|HERE|TOKEN|PASSWORD|SENHA|CLAVE|PASSWORT|MDP|URL|ARN|UUID)$|_FROM_)/.test(word)
  )
}
