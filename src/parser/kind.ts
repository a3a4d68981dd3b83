import type {BlockKind} from '../model/runbook.ts'
import {readTranscript, type Transcript} from './console.ts'
import {looksLikeData} from './data-text.ts'
import {kindOf} from './language.ts'
import {isKnownProgram} from './shell/known.ts'
import {beginsLikeSql} from './sql/keyword.ts'

/** What a block turned out to be; for a transcript, its commands without their prompts. */
export interface Decision {
  kind: BlockKind
  /** Why, where the language alone does not say. */
  reason: string | undefined
  transcript?: Transcript
}

/** What is known of a block before it is read. */
export interface Evidence {
  language: string
  text: string
  /** The paragraph before it. */
  lead: string | undefined
  /** Whether PostgreSQL's grammar takes a text whole; false where it is not loaded. */
  parsesAsSql(text: string): boolean
  /** Whether bash's grammar takes a text whole. */
  parsesAsShell(text: string): boolean
}

const sqlPrompt = /^\s*(?:[\w-]+[=(-][#>*!]+|mysql>|MariaDB \[[^\]]*\]>|sqlite>)\s/
const otherPrompt =
  /^\s*(?:>>> |In \[\d+\]: |irb\(|pry\(|iex\(|scala> |jshell> |redis[ :\d.]*> |[\w.:-]+:6379> )/
const shownLead =
  /\b(outputs?|you (should|will|may) (see|get)|looks? (something )?like|similar to|as follows|prints|returns|responds?|response|résultat|affiche|sortie)\b[^.]*:\s*$/i

/**
 * Decides what a block is. The language is evidence, not proof: prompts, SQL and data are recognised under a shell tag too.
 * Without a language only what clearly is SQL or a known command is taken for one; the rest is shown.
 */
export function decideKind(evidence: Evidence): Decision {
  const {language, text, lead, parsesAsSql, parsesAsShell} = evidence
  const tagged = kindOf(language)
  const open = language === '' || language === 'text' || language === 'txt' || language === 'plaintext'
  if (tagged.kind === 'show' && !open) return tagged
  if (tagged.kind === 'sql') return tagged
  const first = text.split('\n').find(line => line.trim() !== '' && !/^\s*#(\s|$)/.test(line)) ?? ''
  if (otherPrompt.test(first)) return shown('it is a session of another program, so it is shown, not run')
  if (sqlPrompt.test(first)) {
    const transcript = readTranscript(text, sqlPrompt)
    return parsesAsSql(transcript.script)
      ? {kind: 'sql', reason: 'it has the prompts of a database session', transcript}
      : shown('it is a database session that PostgreSQL cannot read, so it is shown, not run')
  }
  const transcript = readTranscript(text)
  const prompted = tagged.kind === 'console' ? transcript.origin.length > 0 : hasPrompt(first, text)
  if (prompted)
    return {kind: 'console', reason: tagged.kind === 'console' ? undefined : 'it has prompts', transcript}
  if (beginsLikeSql(text) && parsesAsSql(text)) return {kind: 'sql', reason: 'it reads as SQL'}
  if (tagged.kind === 'shell') {
    return looksLikeData(text) ? shown('it looks like output or data, so it is shown, not run') : tagged
  }
  if (lead !== undefined && shownLead.test(lead))
    return shown('the text before it says that it is what is seen')
  if (looksLikeData(text)) return shown('it looks like output or data, so it is shown, not run')
  const program = /^\s*(?:[A-Za-z_]\w*=\S*\s+)*([^\s;|&()<>]+)/.exec(first)?.[1]
  if (program && isKnownProgram(program) && parsesAsShell(text))
    return {kind: 'shell', reason: 'it begins with a known command'}
  if (tagged.kind === 'console') return shown('no prompt stands before a command, so it is shown, not run')
  return open && language !== '' ? kindOf(language) : tagged
}

function shown(reason: string): Decision {
  return {kind: 'show', reason}
}

/** A `$` or `%` prompt, or `user@host`, before the first line that is no comment; a bare `#` may be a comment. */
function hasPrompt(first: string, text: string): boolean {
  if (/^\s*[$%❯]\s+\S/.test(first)) return true
  const host = /^\s*\[?[\w.-]+@[\w.-]+[^\s$%#]*(?:\s[~/\w.-]+)?\]?\s*[$%#]\s+\S/
  return host.test(text.split('\n').find(line => line.trim() !== '') ?? '')
}
