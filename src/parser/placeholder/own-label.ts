import {type Gap, gapAt} from './gap.ts'
import {isSecretWord} from './secret-word.ts'
import type {ShellWord} from './shell-word.ts'
import {humpsOf, isNoun, partsOf} from './vocabulary.ts'

/** Things that have names: `--bucket bucket`, `DB_USER=user`. What may be called `config` or `file` in earnest is not here. */
const named = new Set(
  `account app bucket branch cluster collection container context database domain email group host hostname image index instance
  keyspace login name namespace node password passwd pod port profile project queue region release repo repository role secret server service
  site stack subnet subscription table task tenant token topic url user username vault vhost vm volume vpc workspace zone`.split(
    /\s+/,
  ),
)
const credential =
  /(?:^|[-_.])(?:\w{0,20}pass(?:word|wd|phrase)?|secret|pwd|token|\w{0,20}api[-_]?key|(?:secret[-_]?)?access[-_]?key(?:[-_]?id)?|(?:secret|private|auth|signing|encryption)[-_]?key)$/i
/** Options and variables that are told when something was. */
const moment =
  /^(?:(?:start|stop|end|from|to|since|until|before|after|begin|restore|restore-to|target|recovery|recovery[-_]target)(?:[-_]?(?:time|date|datetime|timestamp))|since|until|before|after|target|point-in-time|pitr|pit-restore-time)$/i
const date =
  /^(["']?)(\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)\1$/

/** A value that says no more than what it is the value of: `--cluster cluster`, `DB_NAME=db_name`, `--password secret`; and a day long past where a time is asked for. */
export function ownLabelIn({text, start, role, label}: ShellWord): Gap[] {
  if (role !== 'value' && role !== 'constant') return []
  // `"--target=2024-01-15 10:00"`: quoted as a whole
  const told = /^(["'])(--?[\p{L}-]{1,40}=)(.+)\1$/u.exec(text)
  if (told && moment.test(told[2]!.replaceAll(/^-+|=$/g, '')) && date.test(told[3]!))
    return [
      gapAt(told[3]!, start + 1 + told[2]!.length, {
        name: told[2]!.replaceAll(/^-+|=$/g, ''),
        certain: false,
      }),
    ]
  if (label === undefined) return []
  const before = /^-{0,2}[\p{L}_][\p{L}\p{N}_.-]{0,80}=/u.exec(text)?.[0] ?? ''
  const [, quote = '', value] = /^(["']?)([^\s"'\0]+)\1$/.exec(text.slice(before.length)) ?? []
  const time = moment.test(label) ? date.exec(text.slice(before.length)) : null
  if (time) return [gapAt(time[2]!, start + before.length + time[1]!.length, {name: label, certain: false})]
  if (value === undefined || value.startsWith('-')) return []
  const repeats =
    isSame(label, value) || (named.has(value.toLowerCase()) && endsIn(label, value.toLowerCase()))
  const dated =
    /^(?:timestamp|timestamp_of_\w+)$/.test(value) && !/format|field|column|type|name|key/i.test(label)
  if (!repeats && !dated && !(credential.test(label) && isSecretWord(value))) return []
  return [gapAt(value, start + before.length + quote.length, {name: label, certain: false})]
}

/** `DB_NAME=db_name`, `PGPASSWORD=pg_password`, `--resource-group resourceGroup`, `--region region-code` */
function isSame(label: string, value: string): boolean {
  const [, of] = /^(\p{L}{3,20})[-_](?:code|name|id|number|value|arn|url|uuid|hash)$/iu.exec(value) ?? []
  if (of !== undefined && of.toLowerCase() === lastOf(label)) return true
  const some = /^(?:some|any|your|the)[-_]?(\p{Ll}{3,20})$/u.exec(value)?.[1]
  if (some !== undefined && named.has(some) && endsIn(label, some)) return true // `BUCKET_NAME=somebucket`
  const bare = joined(value)
  const last = lastOf(value)
  // `--region region-code`
  const kind = /^(.{2,40})[-_](?:code|value|here)$/i.exec(value)?.[1]
  if (kind !== undefined && isNoun(kind) && lastOf(label) === kind.toLowerCase()) return true
  return (
    bare.length > 5 &&
    bare === joined(label) &&
    (partsOf(value).length > 1 || /\p{Lu}/u.test(value) || credential.test(label)) &&
    (isNoun(last) || isSecretWord(value) || credential.test(label))
  )
}

/** Without what joins its parts, and in the singular. */
function joined(words: string): string {
  return words.replaceAll(/s?[-_]/g, '').toLowerCase()
}

/** `--source-bucket` and `bucket`, `NodeName` and `node` */
function endsIn(label: string, value: string): boolean {
  const last = lastOf(label)
  return (
    last === value ||
    label.toLowerCase() === `${value}name` ||
    (last === 'name' && lastOf(label.slice(0, -5)) === value)
  )
}

function lastOf(words: string): string {
  const part = partsOf(words).at(-1) ?? ''
  return (/\p{Ll}\p{Lu}/u.test(part) ? (humpsOf(part).at(-1) ?? part) : part).toLowerCase()
}
