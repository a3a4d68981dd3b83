import type {Place} from '../model/place.ts'
import type {Context} from './context.ts'
import type {FenceLine} from './fence.ts'

/** What public documents write behind a fence. */
const languages =
  'bash|sh|shell|zsh|sql|psql|postgres|postgresql|pgsql|mysql|console|terminal|shell-session|yaml|yml|json|text|txt|python|py|ruby|rust|go|js|ts|javascript|typescript|java|toml|ini|hcl|terraform|dockerfile|nginx|xml|html|diff|powershell|cmd|markdown|md'

/** A line in a fence that looks like the opening of the next one, of the same mark: the author forgot to close this one. */
function openingInside(whole: string): string | undefined {
  const [, mark, info = ''] = /^(`{3,}|~{3,})[ \t]*([^\s{]*)/.exec(whole) ?? []
  if (mark === undefined || /^(?:md|markdown|mdx|diff)$/i.test(info)) return undefined
  // most fences hold no mark but their own two
  if (whole.indexOf(mark, mark.length) === whole.lastIndexOf(mark)) return undefined
  const opening = new RegExp(
    `\\n[ \\t>]{0,12}(${mark}${mark[0]}{0,8}[ \\t]*(?:${languages}))(?=[ \\t{\\r\\n])`,
    'i',
  )
  return opening.exec(whole)?.[1]
}

/** Why a fence cannot be trusted to hold what its author meant. */
export function brokenBecause(
  whole: string,
  line: FenceLine | undefined,
  place: Place,
  {complain}: Context,
): string | undefined {
  const {language = '', closed = true} = line ?? {}
  if (language.startsWith('{')) {
    complain('block-attributes', 'Unexpected attributes, expected a language before them', place)
    return 'no language is given, so it is shown, not run'
  }
  if (/[{}]/.test(language)) {
    const text = `Unexpected \`${language}\`, expected a space before \`{\``
    complain('block-attributes', text, place, {fatal: /^\w+\{\w/.test(language)})
    return 'its attributes stick to the language: a space is missing'
  }
  if (whole.includes('\0')) {
    complain('nul', 'Unexpected NUL byte in a block, expected text', place)
    return 'it holds a NUL byte'
  }
  if (whole.includes('\ufffd')) {
    complain('encoding', 'Unexpected U+FFFD in a block, expected text in UTF-8', place)
    return 'it holds U+FFFD, which stands for bytes that are no UTF-8: what its author wrote is lost'
  }
  const swallowed = closed ? openingInside(whole) : undefined
  if (swallowed !== undefined) {
    const text = `Unexpected \`${swallowed}\` inside a fence, expected the fence before it to be closed`
    complain('fence', text, place)
    return 'another fence begins in it, so it was most likely never closed'
  }
  if (closed) return undefined
  complain('fence', 'Unexpected end inside a fence, expected a closing fence', place)
  return 'its fence is never closed, so where it ends is a guess'
}
