import {kindOf} from '../language.ts'
import {languageOf} from '../lint/fence-line.ts'
import type {Rule} from '../lint/rule.ts'
import {suggest} from '../suggest.ts'

const ours =
  'bash sh shell zsh sql postgres postgresql pgsql console shell-session shellsession terminal'.split(' ')
/** Languages that look like a slip of ours and are none. */
const others = new Set(
  'ash csh dash fish ksh tcsh nash xonsh elvish nushell nu bat batch cmd powershell pwsh sass scss css hash wash mash bsh psql mysql plsql tsql plpgsql pssql osql hql kql nosql sqlite mssql cql soql shacl shellcheck console-log stash basic shader sml smali sas ssh shex shen'.split(
    ' ',
  ),
)

export const languageSlip: Rule = {
  id: 'language-slip',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a language looks like a slip of the pen',
  why: 'A block whose language is not known is only shown: its commands would be passed over.',
  examples: [
    {text: '# Look\n\n```dockerfile\nFROM debian\n```\n', says: []},
    {
      text: '# Look\n\n```bahs\nuptime\n```\n',
      says: ['3:4 Unexpected language `bahs`, expected a known one; did you mean `bash`?'],
    },
  ],
  check(document, say) {
    for (const fence of document.fences) {
      const language = fence.line?.language.replace(/[{].*$/, '').toLowerCase() ?? ''
      if (language.length < 3 || others.has(language) || kindOf(language).kind !== 'show') continue
      const meant = slipOf(language)
      if (meant)
        say(
          `Unexpected language \`${fence.line!.language}\`, expected a known one; did you mean \`${meant}\`?`,
          languageOf(fence, document),
        )
    }
  },
}

/** One letter too many, too few or wrong in a longer word, or two letters swapped. */
function slipOf(language: string): string | undefined {
  const swapped = ours.find(
    name =>
      name.length === language.length &&
      [...name].sort().join('') === [...language].sort().join('') &&
      name[0] === language[0],
  )
  if (swapped) return swapped
  const near =
    language.length > 3
      ? suggest(
          language,
          ours.filter(name => name.length > 3),
        )
      : undefined
  return near !== undefined &&
    near[0] === language[0] &&
    Math.abs(near.length - language.length) <= 1 &&
    differsByOne(near, language)
    ? near
    : undefined
}

function differsByOne(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  return [
    [from + 1, from + 1],
    [from + 1, from],
    [from, from + 1],
  ].some(([i, j]) => a.slice(i) === b.slice(j))
}
