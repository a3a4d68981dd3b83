import {type Gap, gapAt} from './gap.ts'
import type {ShellWord} from './shell-word.ts'
import {namesItself} from './vocabulary.ts'

const lower = () => /(?<![\p{L}\p{N}_.$%\0\\-])[\p{Ll}\p{N}][\p{Ll}\p{N}_-]{2,60}(?![\p{L}\p{N}_-])/gu
/** Whole, or between what joins the parts of an address: `node/NodeName`; in capitals and small letters fields are called as well. */
const humped = () => /(?<=^["']?|[/@:])\p{L}{4,60}(?=["']?$|[/@:])/gu
/** Options that are given the names of fields. */
export const naming = /by$|field|column|key|sort|select|header|label|format/i
const asking = /quer|filter|attribute|propert|metric|dimension|param|tag|kind|type|output|group|event/i

/** Files of a program are called after what they hold. */
const source = /^\.(?:[chm]|cc|cpp|hpp|go|rs|py|rb|js|ts|java|kt|php|pl|sh|md)\b/

/** `/etc/machine-id`, `/sys/…/product_name`: the system calls them so. */
function isFileOfSystem(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 200), start)
  return (
    /(?:^|[^\p{L}\p{N}_./-])\/(?:proc|sys)\/\S*$/u.test(before) ||
    (/\/(?:etc|dbus)\/$/.test(before) && /^(?:["':)\s]|$)/.test(text.slice(end, end + 1)))
  )
}

/** `vault read auth/approle/role/shop/role-id`: so paths of Vault end. */
export function endsPath(acting: string | undefined, text: string, at: number): boolean {
  return acting === 'vault' && text[at - 1] === '/' && /^(?:role|secret)-id["']?$/.test(text.slice(at))
}

/** As `matchAll`, which makes a copy of the pattern each time. */
function allOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match)
  return found
}

/** `pod-name`, `nom_sauvegarde.tar.gz`; not the name of a field, which a value follows. */
export function selfNamedIn({text, start, role, label, acting}: ShellWord): Gap[] {
  if ((role !== 'value' && role !== 'constant') || naming.test(label ?? '')) return []
  const words = /[_-]|name|path$|\b(?:old|new)/.test(text) ? allOf(lower(), text) : []
  const told = role === 'value' && /\p{Lu}/u.test(text) && !asking.test(label ?? '')
  return [...words, ...(told ? allOf(humped(), text) : [])]
    .filter(({0: name, index}) => {
      const after = index + name.length
      return (
        namesItself(name) &&
        !isFileOfSystem(text, index, after) &&
        !endsPath(acting, text, index) &&
        !source.test(text.slice(after, after + 6)) &&
        !/^["'\\]{0,2}\s*[=(:[]|^,Values?=/.test(text.slice(after, after + 8))
      )
    })
    .map(({0: name, index}) => gapAt(name, start + index, {certain: false}))
}
