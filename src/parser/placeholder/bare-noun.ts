import {anyPlace, places} from './bare-noun-places.ts'
import {type Gap, gapAt} from './gap.ts'
import {isSecretWord} from './secret-word.ts'
import type {ShellWord} from './shell-word.ts'

/** Clients that take a password right behind `-p`. */
const attaching = /^(?:mysql|mysqldump|mysqladmin|mysqlshow|mysqlimport|mariadb|mariadb-dump|mariadb-admin)$/
/** Options that are given a password. */
const secretive: [programs: RegExp, option: RegExp][] = [
  [/^(?:mysql\w*|mariadb[\w-]*|mongo\w*|sshpass|cqlsh|az|docker|podman|helm|nerdctl)$/, /^-p$/],
  [/^redis-cli$/, /^(?:-a|--pass)$/],
  [/^ldap\w+$/, /^(?:-w|-s)$/],
  [/^(?:ipmitool|sqlcmd|bcp|osql)$/, /^-P$/],
]

/** Bare nouns that say only what is to be put there: `ssh hostname`, `nodetool repair keyspace`, `mysql -ppassword`. */
export function bareNounsIn(word: ShellWord): Gap[] {
  const {text, start, role, acting = '', after = '', first} = word
  if (role !== 'value' && role !== 'constant') return []
  const attached = attaching.test(acting) ? /^-[puh](.+)$/.exec(text)?.[1] : undefined
  if (attached !== undefined)
    return (text[1] === 'p' ? isSecretWord(attached) : /^(?:user|username|host|hostname)$/.test(attached))
      ? [gapAt(attached, start + 2, {certain: false})]
      : []
  const [, quote = '', inner] = /^(["']?)([^\s"'\0-][^\s"'\0]*)\1$/.exec(text) ?? []
  if (inner === undefined) return []
  if (
    secretive.some(([programs, option]) => programs.test(acting) && option.test(after)) &&
    isSecretWord(inner)
  )
    return [gapAt(inner, start + quote.length, {certain: false})]
  if (!anyPlace.test(inner)) return []
  for (const place of places) {
    if (
      !place.programs.test(acting) ||
      !(place.after?.test(after) ?? true) ||
      (place.first && first !== true)
    )
      continue
    const missing = place.words.exec(inner)
    if (missing) {
      const said = missing[1] ?? inner
      return [
        gapAt(said, start + quote.length + inner.indexOf(said), {
          certain: false,
          ...(place.name ? {name: place.name} : {}),
        }),
      ]
    }
  }
  return []
}
