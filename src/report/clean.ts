const string = String.raw`(?:\u001b[P\]X^_]|[\u0090\u0098\u009d-\u009f])[^\u0007\u001b\u0090-\u009f\n]*(?:\u0007|\u001b\\|\u009c)`
const sequence = String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`
const escapes = new RegExp(`${string}|${sequence}|${String.raw`\u001b[ -/]*[0-~]`}`, 'g')

const plain = /^[ -~\n\t]*$/
/** Words with one blank between them, which stay as they are. */
const single = /^[!-~]+(?: [!-~]+)*$/
const loneSurrogates = /\p{Surrogate}/gu
const lineEnds = /\r\n?|[\u2028\u2029]/g
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/**
 * Text that a terminal or a browser shows as it reads: no escape sequences, control bytes (but newline and tab) or
 * direction overrides; lone surrogates become U+FFFD. A carriage return ends a line, so that nothing is hidden.
 */
export function clean(text: string): string {
  if (plain.test(text)) return text // most of what is written in long reports
  return text
    .replaceAll(loneSurrogates, '\ufffd')
    .replaceAll(escapes, '')
    .replaceAll(lineEnds, '\n')
    .replaceAll(invisible, '')
}

/** The text of a command, with what would be invisible or misleading spelled out: `‹U+202E›`. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(loneSurrogates, '\ufffd')
    .replaceAll(
      /[\r\u2028\u2029]|[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      character => `‹U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}›`,
    )
}

/** Cleaned text on one line, blanks collapsed. */
export function oneLine(text: string): string {
  if (single.test(text)) return text
  return clean(text).replaceAll(/\s+/g, ' ').trim()
}

/** At most `limit` characters (UTF-16); what is cut off shows as `…`. */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
