import {isSecretName} from '../secret.ts'
import type {Valued} from './secret-value.ts'

/** Names of this form that are no secrets: what a key finds, what is public, what a list goes on with. */
const harmless =
  /(?:^|_)(?:PRIMARY|FOREIGN|CACHE|SORT|PARTITION|PUBLIC|PUB|UNIQUE|INDEX|HASH|RANGE|MAP|OBJECT|S3|ROUTING|LOOKUP|GROUP|DEDUP|IDEMPOTENCY|NEXT|PAGE|CONTINUATION|SYNC|START|CLIENT_REQUEST|UNEXPECTED)_?(?:KEYS?|TOKENS?)$/
/** Words that alone, in small letters, mean anything. */
const alone = /^(?:KEYS?|PASS|PAT|AUTH|PWD|DSN|COOKIES?)$/
/** What makes a name of a key, in small letters, one of a secret. */
const qualified =
  /(?:API|ACCESS|SECRET|PRIVATE|SIGNING|ENCRYPTION|MASTER|AUTH|SSH|TLS|SSL|HMAC|WEBHOOK|JWT|SERVICE|LICENSE|SHARED|STORAGE|DEPLOY)_?KEYS?\d*$/
/** In small letters these may mean something else. */
const mayBeOther = /(?:KEYS|TOKENS|SECRETS|PASSWORDS|CREDENTIALS?|AUTH|COOKIES?)$/

/** What the name of an assignment says. */
export interface SecretName extends Valued {
  /** Written as variables of an environment are. */
  capitals: boolean
  /** A header whose value begins with a scheme, a name or several. */
  header: 'authorization' | 'cookie' | 'set-cookie' | undefined
}

/** What a name in a program's output says, if it is a secret's. `before` is the word before it on its line. */
export function secretNameOf(name: string, before = ''): SecretName | undefined {
  const key = `${before} ${name}`
  if (!known.has(key)) {
    if (known.size >= mostKnown) known.clear()
    known.set(key, readName(name, before))
  }
  return known.get(key)
}

/** The same names come again and again. */
const known = new Map<string, SecretName | undefined>()
const mostKnown = 4096

function readName(name: string, before: string): SecretName | undefined {
  if (name.length < 3 || name.length > 80) return undefined
  const plain = name.replaceAll('.', '_')
  if (!isSecretName(plain)) return undefined
  const capitals = /^[A-Z0-9_]+$/.test(plain)
  const upper = plain
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toUpperCase()
  const header = /^(?:PROXY_)?AUTHORIZATION$/.test(upper)
    ? 'authorization'
    : upper === 'COOKIE'
      ? 'cookie'
      : upper === 'SET_COOKIE'
        ? 'set-cookie'
        : undefined
  const joined = `${before.toUpperCase()}_${upper}`
  if (harmless.test(joined)) return undefined
  if (header === undefined && alone.test(upper) && !capitals && !qualified.test(joined)) return undefined
  if (/_KEYS?\d*$/.test(upper) && !capitals && !qualified.test(upper)) return undefined
  return {
    capitals,
    header,
    weak:
      header === undefined &&
      ((alone.test(upper) && !qualified.test(joined)) || (!capitals && mayBeOther.test(upper))),
    plural: /S$/.test(upper) && !/PASS$/.test(upper),
    password: /PASS|PWD/.test(upper),
  }
}
