import {late} from '../late.ts'
import {type Gap, gapAt} from './gap.ts'
import {endsPath, naming} from './self-named.ts'
import type {ShellWord} from './shell-word.ts'
import {isNoun} from './vocabulary.ts'

const word = String.raw`\p{Ll}[\p{Ll}\p{N}]{1,20}`
/** What begins so is something that is done: `add_user_name`, `set-version-number`. */
const doing =
  'add|adjust|assign|backfill|build|change|check|clear|clean|configure|convert|copy|create|delete|disable|drop|enable|extract|fetch|fill|find|fix|gen|generate|get|import|index|insert|list|lookup|make|migrate|move|normali[sz]e|patch|populate|print|purge|query|read|rebuild|recalculate|refresh|reindex|remove|rename|repair|replace|reset|resolve|run|search|send|set|show|split|sync|test|unset|update|upgrade|use|validate|verify|write'
/** `alloc-id`, `stanza_name`, `ticket-number`: whatever it is that has the name. */
const ending = late(
  String.raw`^(?!(?:x|no|${doing})[_-]|.*(?:[_-]by[_-]|serial[_-]number))(?:${word}[_-]){1,4}(?:name|id|number)$`,
  'u',
)
/** `name-of-pod`, `timestamp_of_backup`, `nameofpod` */
const of = late(
  String.raw`^(?:(?:name|id|ip|path|timestamp|date|number|address|hostname|password|version)[_-]of(?:[_-]${word}){1,4}|nameof${word})$`,
  'u',
)
/** `the-namespace` */
const article = late(String.raw`^the[_-](?:${word}[_-]){0,3}(${word})$`, 'u')
/** `jobid`, `snapname`, `ipaddress`, `linenumber`: without anything between. */
const joined = /^(\p{Ll}{2,20})(?:name|id|number|address)$/u
/** What is a field of many things, and what a machine or a file has by itself. */
const fields = /^(?:hostname|dirname|pathname|domainname|userid|uuid|grid|nodeid)$/

const task = new RegExp(`^(?:${doing}):`)
const reading = /filter|query|field|column|key|sort|format|by=$/i
/** Behind these the key of a setting follows. */
const keyed = /^(?:get|set|unset|--get|--set|--unset|output|-raw|-json|filter)$/
/** Whose arguments are names of tasks. */
const running =
  /^(?:make|rake|rails|rspec|npm|npx|yarn|pnpm|artisan|invoke|just|task|mix|gulp|grunt|gradle|mvn|dmidecode)$/

/** What any of them holds. */
const hint = /name|id|number|address|_of|-of|the[_-]/

/** A word that as a whole says that it is a name, a number or an address of something, as an argument or the value of one. */
export function wholeNameIn({text, start, role, label, after, acting}: ShellWord): Gap[] {
  if ((role !== 'value' && role !== 'constant') || !hint.test(text) || naming.test(label ?? '')) return []
  if (keyed.test(after ?? '') || running.test(acting ?? '')) return []
  const [, before = '', inner] =
    /^(-{0,2}[\w.-]{1,60}=|["'])?([\p{Ll}\p{N}_/:@-]{4,80})["']?$/u.exec(text) ?? []
  if (inner === undefined || inner.startsWith('/') || reading.test(before) || task.test(inner)) return []
  const gaps: Gap[] = []
  for (const {0: part, index} of inner.matchAll(/[^/:@]+/g))
    if (saysWhatItIs(part) && !endsPath(acting, inner, index))
      gaps.push(gapAt(part, start + before.length + index, {certain: false}))
  return gaps
}

function saysWhatItIs(part: string): boolean {
  if (ending().test(part) || of().test(part)) return true
  const noun = article().exec(part)?.[1] ?? (fields.test(part) ? undefined : joined.exec(part)?.[1])
  return noun !== undefined && isNoun(noun)
}
