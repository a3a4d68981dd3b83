/** What is said of a secret instead of it, or of something that only has such a name. */
const states = new Set(
  `required missing set unset expired invalid valid ok okay yes no none null nil true false undefined enabled disabled
   empty unknown redacted filtered masked hidden sensitive present absent incorrect wrong failed failure error denied
   rejected revoked refreshed created updated changed deleted removed rotated generated accepted verified default optional
   provided given configured unchanged encrypted unavailable available found mismatch mismatched blank string text str
   varchar bytea boolean number integer bytes object array any secret token password key value md5 basic bearer oauth
   oauth2 digest negotiate include same-origin omit public private insecure secure unauthorized forbidden success succeeded
   done gone passed skipped pending active inactive unauthenticated authenticated anonymous user admin internal external
   auto scram-sha-256 trust peer reject not-set on off`.split(/\s+/),
)

const longestState = Math.max(...[...states].map(({length}) => length))

/** With these a sentence goes on after a colon. */
const sentence = new Set(
  `a an the this that it its they we you your he she is are was were be been being has have had must may might can could should
   would will shall cannot do does did not no never please field value which what when where who how if as at by for from in
   into of on or and but to too with without must-be only also then there here enter type see use using try all any each
   contains length minimum maximum unable could couldn't can't doesn't isn't wasn't missing expected unexpected invalid
   required already still just got either`.split(/\s+/),
)

const placeholder =
  /^(?:\$[\w{(@*]|[<{([&!%]|\xe2\x80[\xb9\xa6\xa2]|\xe2\x97\x8f|\.{3}|\*{2,}|[x#?_-]{3,}|x+$|-+$|your[-_ ]|process\.env|os\.environ|ENV\[|\/\/)/i
/** With which of these characters it may begin, in either case. */
const beginsPlaceholder = Uint8Array.from({length: 256}, (_, code) =>
  /[$<{([&!%\xe2.*x#?_\-ypoe/]/i.test(String.fromCharCode(code)) ? 1 : 0,
)
const number = /^[-+]?\d+(?:[.,]\d+)?$/
const amount =
  /^\d+(?:\.\d+)?\s?(?:ns|us|ms|s|m|h|d|w|y|[kmgt]i?b|b|%|sec|secs|min|mins|hours?|days?|seconds?|minutes?|tokens?|keys?)$/i
const moment = /^\d{4}-\d\d-\d\d(?:$|[T ]\d\d:)/
const path =
  /^(?:~|\.{1,2})?\/(?:$|\w[\w.-]*\/?$|(?:etc|var|run|home|root|usr|opt|tmp|app|mnt|srv|data|secrets?|workspace|Users|private)\/)|^(?:~|\.{1,2})\/|^[A-Z]:\\|^file:/
const plainAddress = /^[a-z][a-z0-9+.-]*:\/\/[^@?\s]*$/i
const code =
  /^[A-Za-z_][\w.]*\(|^(?:process|os|env|self|this|params|req|request|config|settings|vars|var|local|data|module|options|opts|ctx|props|state)[.[]/

/** What an assignment says beside the value. */
export interface Valued {
  /** The name only may mean a secret, such as `auth` or `pass`: the value decides. */
  weak: boolean
  /** The name is one of several: a number tells how many. */
  plural: boolean
  /** What names a password may be a small number. */
  password: boolean
}

/**
 * Texts are bytes here, a character each (latin1). Whether a value that a secret's name was given may be a secret: no gap, variable, state (`expired`), number under six digits, path or
 * address without credentials, and not under four characters.
 */
export function isSecretValue(value: string, {weak, plural, password}: Valued): boolean {
  if (value.length < 4 || (weak && !looksGenerated(value))) return false
  const first = value.charCodeAt(0)
  if (beginsPlaceholder[first] === 1 && placeholder.test(value)) return false
  const word = withoutMarks(value)
  if (word.length <= longestState && states.has(word.toLowerCase())) return false
  if (mayBeNumber(first)) {
    if (number.test(value)) return !weak && !plural && value.length >= (password ? 4 : 6)
    if (amount.test(value) || moment.test(value)) return false
  }
  // without one of these marks there is no path, call or address
  if ((charactersOf(value) & isMark) === 0) return true
  return !(path.test(value) || code.test(value) || plainAddress.test(value))
}

/** What a text has. */
const isDigit = 1
const isLetter = 2
const isSeparator = 4
const isMark = 8

const kinds = Uint8Array.from({length: 256}, (_, code) => {
  const one = String.fromCharCode(code)
  if (/[A-Za-z]/.test(one)) return isLetter
  if (/\d/.test(one)) return isDigit
  if (/[\s<>]/.test(one)) return isSeparator
  return /[/:.([]/.test(one) ? isMark : 0
})

function charactersOf(value: string): number {
  let found = 0
  for (let at = 0; at < value.length; at++) found |= kinds[value.charCodeAt(at)] ?? 0
  return found
}

/** A digit, `-` or `+`. */
function mayBeNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2b
}

/** Without the marks with which a sentence goes on or ends. */
function withoutMarks(value: string): string {
  let end = value.length
  while (end > 0 && '.,;:!)'.includes(value.charAt(end - 1))) end--
  return value.slice(0, end)
}

const within = /\s(?:is|are|was|were|be|been|has|have|had|the|because|not|will|by|from|of|that|which)\s/i

/** Whether words go on as a sentence does: then they tell of a secret, and are none. */
export function isSentence(words: string): boolean {
  const first = words
    .split(/\s/, 1)[0]!
    .toLowerCase()
    .replace(/[.,;:!'"]+$/, '')
  return (
    within.test(`${words} `) || sentence.has(first) || states.has(first) || /^[a-z]+(?:ing|ed)$/.test(first)
  )
}

/** Unit: characters. */
export const shortestGenerated = 12
const longestGenerated = 1024
const fewestDifferent = 8

/** Whether a value looks made by a machine: long, of letters and digits, and of many different ones. */
export function looksGenerated(value: string): boolean {
  if (value.length < shortestGenerated || value.length > longestGenerated) return false
  const found = charactersOf(value)
  if ((found & isDigit) === 0 || (found & isLetter) === 0 || (found & isSeparator) !== 0) return false
  let different = 0
  for (let at = 0; at < value.length && different < fewestDifferent; at++)
    if (value.lastIndexOf(value.charAt(at), at - 1) === -1 || at === 0) different++
  return different >= fewestDifferent
}
