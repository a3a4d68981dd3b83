import type {Argument} from '../argument.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

/** In LDIF: an entry or an attribute goes, an entry moves, or an account is locked. */
const takes =
  /^(?:changetype:[ \t]*(?:delete|mod(?:r)?dn)|delete:|(?:replace|add):[ \t]*(?:pwdAccountLockedTime|nsAccountLock|loginDisabled|krbLoginDisabled))\b/im

/** `ldapmodify`: what it is told in LDIF; the rest is in the tables. */
export function ldapModify(_args: readonly Argument[], {stdin}: Scope, name: string): Seen | undefined {
  return stdin.text !== undefined && takes.test(stdin.text)
    ? seen(finding('destroy', name, 'deletes, moves or locks an entry of the directory'))
    : undefined
}
