import {type Gap, gapAt} from './gap.ts'
import {begins, ends, pattern, type Rule} from './rule.ts'
import type {ShellWord} from './shell-word.ts'

const anyone =
  '(?:recipient|sender|user(?:name)?|you(?:r[_.-]?(?:name|email))?|someone|somebody|me|my(?:[_.-]?(?:name|email))?|name|email|test|john[._-]?doe|jane[._-]?doe)'

/** People who stand for any. */
export const peopleRules: Rule[] = [
  {
    hint: String.raw`first|prenom|user\.name|doe`,
    pattern: pattern(
      String.raw`${begins}(?:(?:first|firstname|prenom)\.(?:name|last|lastname|nom)|user\.name(?=[@/])|j(?:ohn|ane)[._-]?doe|jdoe)${ends}`,
    ),
  },
  {
    hint: '@(?:gmail|googlemail|hotmail|outlook|yahoo)',
    pattern: pattern(
      String.raw`(?<![\p{L}\p{N}_$\0.+-])${anyone}\d?@(?:gmail|googlemail|hotmail|outlook|yahoo)\.(?:com|fr|de|es|it|co\.uk|com\.br)${ends}`,
    ),
  },
]

/** Whoever writes of users calls them so. */
const user = /^((?:-{0,2}[\w.-]{1,40}=)?["']?)(alice|bob|mallory)(?=["'@]|$)/

/** `passwd bob`, `ssh alice@web1`, `name=bob`: users that are anyone. */
export function anyoneIn({text, start, role}: ShellWord): Gap[] {
  if (role !== 'value' || !/alice|bob|mallory/.test(text)) return []
  const [, before, name] = user.exec(text) ?? []
  return name === undefined ? [] : [gapAt(name, start + before!.length, {certain: false})]
}
