import {late} from '../late.ts'
import {type Gap, gapAt} from './gap.ts'
import {isSecretWord} from './secret-word.ts'
import {isJoined, isNoun, namesItself, partsOf} from './vocabulary.ts'

/** What stands before a literal that says what it is. */
const secretBefore = /(?:\bIDENTIFIED\s+(?:BY|WITH\s+\S+\s+BY)|_?PASSWORD\s*[=(]?)\s*$/i
const userBefore =
  /(?:\b(?:USER|ROLE|LOGIN|GRANTEE)(?:\s+IF\s+(?:NOT\s+)?EXISTS)?|\bTO|\bFROM|\bFOR|_USER\s*=)\s*$/i
const labelled = /\b((?:MASTER|SOURCE)_(?:HOST|USER|PASSWORD))\s*=\s*$/i
/** The number of a session, which is another's today. */
const session = late(
  String.raw`\b(?:pg_(?:terminate|cancel)_backend\s*\(|rds_kill(?:_query)?\s*\(|KILL\s+(?:QUERY\s+|CONNECTION\s+)?)\s*(?:(\d{2,10})(?=\s*(?:[);\n]|$))|(p?id|procpid|process_?id|thread_?id|session_?id|spid|connection_?id)(?=\s*\)?\s*(?:;|$)))`,
  'giu',
)
const killed = /\bKILL\s+SESSION\s+$/i

const someone =
  /^(?:(?:new_?|old_?)?user(?:_?name)?\d?|(?:(?:nom|nombre|nome)_(?:d[eo]l?_)?)?(?:usuario|usuário|utilisateur|utente)|benutzer(?:name)?)$/

/** What a string is that stands behind `before`, where it only says what is missing: `IDENTIFIED BY 'password'`. */
export function valueInString(inner: string, before: string): boolean {
  if (inner.length > 60) return false
  if (secretBefore.test(before)) return isSecretWord(inner) || inCapitals(inner)
  if (killed.test(before)) return /^@?(?:sid|<sid>|\d+)\s*,\s*(?:serial#?|\d+)/i.test(inner)
  const label = labelled.exec(before)?.[1]
  if (label && (label.toLowerCase() === inner.toLowerCase() || namesItself(inner.toLowerCase()))) return true
  return userBefore.test(before) && (someone.test(inner) || inCapitals(inner))
}

/** Columns that hold names of things: there `user_id` is one. */
const ofNames =
  /name$|^(?:key|type|kind|setting|action|event|field|attribute|property|code|path|module|scope)$|_(?:key|type|kind|field)$/i

/** Whether a string that a column is compared with, or set to, says only whose value it is: `source = 'old_source'`, `id = 'user_id'`. */
export function saysWhoseItIs(inner: string, column: string): boolean {
  if (!/^[\p{L}_][\p{L}\p{N}_-]{1,60}$/u.test(inner)) return false
  const [said, of] = [inner.toLowerCase(), column.toLowerCase()]
  if (/^(?:old|new|current|previous|your|my|the|target|source)_/.test(said) && said.endsWith(`_${of}`))
    return true
  const named = namesItself(said) || /^(?:e?mail|username|password)$/.test(said)
  if (said === of) return named || /_(?:id|uuid|number|token)$/.test(said)
  if (/^\p{Lu}/u.test(inner))
    return (
      /_(?:HOST|USER|DB)?NAME$|_(?:ID|UUID|EMAIL|HERE)$/.test(inner) && inCapitals(inner) && !ofNames.test(of)
    )
  return named && /(?:id|name|ip|sha|hash|mail|word|address|value|here)$/.test(inner) && !ofNames.test(of)
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
