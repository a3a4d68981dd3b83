/** Shapes that only a secret has; the first group is what is secret. */
const shapes: {name: string; pattern: RegExp}[] = [
  {name: 'AWS access key', pattern: /(?<![A-Za-z0-9])((?:AKIA|ASIA)[A-Z0-9]{16})(?![A-Za-z0-9])/g},
  {
    name: 'GitHub token',
    pattern: /(?<![A-Za-z0-9])(gh[opsu]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{60,90})/g,
  },
  {name: 'Slack token', pattern: /(?<![A-Za-z0-9])(xox[abprs]-[A-Za-z0-9-]{20,80})/g},
  {
    name: 'Slack webhook',
    pattern: /(hooks\.slack\.com\/services\/T[A-Z0-9]{6,12}\/B[A-Z0-9]{6,12}\/[A-Za-z0-9]{20,30})/g,
  },
  {name: 'Stripe key', pattern: /(?<![A-Za-z0-9])((?:sk|rk)_live_[A-Za-z0-9]{16,100})/g},
  {name: 'Google API key', pattern: /(?<![A-Za-z0-9])(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])/g},
  {
    name: 'JSON web token',
    pattern: /(?<![A-Za-z0-9])(eyJ[A-Za-z0-9_-]{15,500}\.eyJ[A-Za-z0-9_-]{15,2000}\.[A-Za-z0-9_-]{20,600})/g,
  },
  {
    name: 'private key',
    pattern: /(-----BEGIN (?:[A-Z]{2,10} )?PRIVATE KEY-----[\r\n]+[^\S\r\n]*[A-Za-z0-9+/=]{40})/g,
  },
  {
    name: 'password in an address',
    pattern:
      /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<user>[^/@:\s`"'<>${]{0,60}):([^/@\s`"'<>(){}$*…]{3,100})@(?!localhost|127\.|0\.0\.0\.0|host\b|\[::1)[\w.-]/gi,
  },
]

/** Values that an example would have. */
const example =
  /^(?:.*(?:xxx|\*\*\*|\.\.\.|example|changeme|change_me|placeholder|redacted|secret|passw(?:or)?d|token|hidden|dummy|sample|your|here|replace|insert|todo|fake).*|(?:my|the|some|db|new|old|postgres|root|admin|user|guest|minio|mysql|redis|test|foo|bar|dev|pass|pwd|pw|qwerty|hunter2|abc|12345?6?7?8?9?0?)[\w-]{0,8})$/i

/** What of a text has the shape of a secret, and is none that an example would have; in no order. */
export function secretsIn(text: string): {name: string; start: number; end: number}[] {
  return shapes.flatMap(({name, pattern}) =>
    [...text.matchAll(pattern)].flatMap(match => {
      const secret = match.groups ? match[2]! : match[1]!
      // a password that is its user's name is one of a development set-up
      if (secret === match.groups?.user || isExample(secret)) return []
      const start = match.index + match[0].lastIndexOf(secret)
      return {name, start, end: start + secret.length}
    }),
  )
}

const isExample = (text: string): boolean => example.test(text) || /(.)\1{5}|123456789|abcdefg/i.test(text)

/** Whether the value of something secret by its name looks made by chance: no word, path, address or number. */
export function looksSecret(value: string): boolean {
  if (value.length < 10 || value.length > 500 || isExample(value) || !/^[\w.~+/=!@#%^&*-]+$/.test(value))
    return false
  if (/^[~/.]|:\/\/|^[\w-]+\.[a-z]{2,4}$|^id_/.test(value)) return false
  const digits = value.match(/\d/g)?.length ?? 0
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter(pattern => pattern.test(value)).length
  return (classes === 3 && digits > 1) || (value.length >= 20 && digits >= 4 && /^[0-9a-f-]+$/i.test(value))
}
