import {late} from '../late.ts'
import {type Gap, gapAt} from './gap.ts'
import {isSecretWord} from './secret-word.ts'
import {isJoined, isNoun, partsOf} from './vocabulary.ts'

/** What stands before a literal that says what it is. */
const secretBefore = /(?:\bIDENTIFIED\s+(?:BY|WITH\s+\S+\s+BY)|_?PASSWORD\s*[=(]?)\s*$/i
const userBefore =
  /(?:\b(?:USER|ROLE|LOGIN|GRANTEE)(?:\s+IF\s+(?:NOT\s+)?EXISTS)?|\bTO|\bFROM|_USER\s*=)\s*$/i
const labelled = /\b((?:MASTER|SOURCE)_(?:HOST|USER|PASSWORD))\s*=\s*$/i
/** The number of a session, which is another's today. */
const session = late(
  String.raw`\b(?:pg_(?:terminate|cancel)_backend\s*\(|KILL\s+(?:QUERY\s+|CONNECTION\s+)?)\s*(?:(\d{2,10})(?=\s*(?:[);\n]|$))|(p?id|process_?id|thread_?id|session_?id|spid|connection_?id)(?=\s*\)?\s*(?:;|$)))`,
  'giu',
)
const killed = /\bKILL\s+SESSION\s+$/i

/** What a string is that stands behind `before`, where it only says what is missing: `IDENTIFIED BY 'password'`. */
export function valueInString(inner: string, before: string): boolean {
  if (inner.length > 60) return false
  if (secretBefore.test(before)) return isSecretWord(inner) || inCapitals(inner)
  if (killed.test(before)) return /^@?(?:sid|<sid>|\d+)\s*,\s*(?:serial#?|\d+)/i.test(inner)
  const label = labelled.exec(before)?.[1]
  if (label && label.toLowerCase() === inner.toLowerCase()) return true
  return userBefore.test(before) && (/^(?:new_?|old_?)?user(?:_?name)?\d?$/.test(inner) || inCapitals(inner))
}

function inCapitals(word: string): boolean {
  if (!/^\p{Lu}[\p{Lu}\p{N}]*(?:_[\p{Lu}\p{N}]+){0,4}$/u.test(word)) return false
  const parts = partsOf(word)
  return isNoun(parts.at(-1)!) || isNoun(parts[0]!) || isJoined(word)
}

/** Sessions to be ended, by whatever number. */
export function sessionsEnded(text: string): Gap[] {
  if (!/_backend|kill/i.test(text)) return []
  return [...text.matchAll(session())].map(({0: whole, 1: number, 2: word, index}) => {
    const id = (number ?? word)!
    return gapAt(id, index + whole.lastIndexOf(id), {name: 'session', certain: false})
  })
}
