import type {Buffer} from 'node:buffer'

/** What a look at one place of a text says: what to mask there, or that more of the text must be seen; else nothing. */
export type Verdict = {start: number; end: number} | 'more' | undefined

/** A shape that only a secret has. */
export interface Shape {
  /** What it looks like, with an article. */
  name: string
  /** Texts with which it begins. */
  begin: readonly string[]
  /** Looks at the place of such a beginning; `behind` holds the bytes before the text, `final` says that no more comes. */
  look(text: Buffer, at: number, behind: Uint8Array, final: boolean): Verdict
}

const longestToken = 8 * 1024
const longestKey = 24 * 1024
const longestAddress = 400

const wordByte = /[A-Za-z0-9]/
const schemeEnd = /[a-z][a-z0-9+.-]{0,30}$/i
/** What stands for a password in a text: a variable, a gap, stars, a mask. */
const noPassword = /^(?:\$[\w{(]|[<{*]|x+$|\.{3}|\xe2\x80\xa6|\xe2\x80\xb9|%[({])/i

/** The shapes that are masked although nobody said that they are secrets. */
export const shapes: readonly Shape[] = [
  token('an AWS access key', ['AKIA', 'ASIA'], /^[A-Z0-9]{20}$/),
  token('a GitHub token', ['ghp_', 'gho_', 'ghs_', 'ghu_', 'ghr_'], /^gh._[A-Za-z0-9]{36,251}$/),
  token('a GitHub token', ['github_pat_'], /^github_pat_[A-Za-z0-9_]{22,251}$/),
  token(
    'a Slack token',
    ['xoxa-', 'xoxb-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-'],
    /^xox.-[A-Za-z0-9-]{10,250}$/,
  ),
  token('a Stripe key', ['sk_live_', 'rk_live_'], /^.k_live_[A-Za-z0-9]{16,250}$/),
  token('a Google API key', ['AIza'], /^AIza[A-Za-z0-9_-]{35}$/),
  token('a JSON web token', ['eyJ'], /^eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/, /[\w.-]/),
  {name: 'a private key', begin: ['-----BEGIN'], look: lookAtKey},
  {name: 'a password in an address', begin: ['://'], look: lookAtAddress},
]

/** A word by itself that fits the pattern. */
function token(name: string, begin: readonly string[], pattern: RegExp, byte = /[\w-]/): Shape {
  const inside = Uint8Array.from({length: 256}, (_, code) => (byte.test(String.fromCharCode(code)) ? 1 : 0))
  return {
    name,
    begin,
    look(text, at, behind, final) {
      const before = at > 0 ? text[at - 1] : behind.at(-1)
      if (before !== undefined && wordByte.test(String.fromCharCode(before))) return undefined
      const limit = Math.min(text.length, at + longestToken)
      let end = at
      while (end < limit && inside[text[end]!] === 1) end++
      if (end === text.length && end < at + longestToken && !final) return 'more'
      const match = pattern.exec(text.toString('latin1', at, end))
      return match ? {start: at, end: at + match[0].length} : undefined
    },
  }
}

function lookAtKey(text: Buffer, at: number, _behind: Uint8Array, final: boolean): Verdict {
  const head = text.toString('latin1', at, at + 80)
  const begin = /^-----BEGIN (?:[A-Z0-9]{1,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/.exec(head)
  if (!begin) return head.length < 80 && !final && /^-----BEGIN[A-Z0-9 -]*$/.test(head) ? 'more' : undefined
  const body = text.toString('latin1', at + begin[0].length, at + longestKey)
  const inside =
    /^[\w+/=\s\\:,.()"'|>-]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|(?=[^\w+/=\s\\:,.()"'|>-])|$)/.exec(
      body,
    )![0]
  const ended = inside.length < body.length || /PRIVATE KEY(?: BLOCK)?-----$/.test(inside)
  if (!ended && !final && at + longestKey > text.length) return 'more'
  // without any key in it, it is only spoken of
  if (!/[A-Za-z0-9+/=]{24}/.test(inside)) return undefined
  return {start: at, end: at + begin[0].length + inside.length}
}

function lookAtAddress(text: Buffer, at: number, behind: Uint8Array, final: boolean): Verdict {
  const before = [...behind, ...text.subarray(Math.max(0, at - 31), at)].slice(-31)
  if (!schemeEnd.test(String.fromCharCode(...before))) return undefined
  const rest = text.toString('latin1', at + 3, at + longestAddress)
  const parts = /^([^/@:\s"'<>`|]{0,100}):([^/@\s"'<>`|]{1,250})@/.exec(rest)
  if (parts) {
    const [, user, password] = parts as unknown as [string, string, string]
    const start = at + 3 + user.length + 1
    return noPassword.test(password) ? undefined : {start, end: start + password.length}
  }
  const open =
    rest.length < longestAddress - 3 && /^[^/@:\s"'<>`|]{0,100}(?::[^/@\s"'<>`|]{0,250})?$/.test(rest)
  return open && !final ? 'more' : undefined
}
