/**
 * Whether a script of `sed` is made only of commands that print, select and replace. It must never take one that writes files (`w`)
 * or runs programs (`e`) for harmless: what it cannot read is not.
 */
export function isHarmlessSed(script: string): boolean {
  let rest = script
  while (true) {
    rest = rest.replace(/^[\s;{}]+/, '')
    if (rest === '') return true
    const after = command(rest)
    if (after === undefined) return false
    rest = after
  }
}

const number = /^(?:\d+(?:~\d+)?|\$|[+~]\d+)\s*/

/** What follows one command; undefined if it cannot be read as a harmless one. */
function command(text: string): string | undefined {
  let rest: string | undefined = text
  for (let i = 0; i < 2; i++) {
    rest = address(rest)
    if (rest === undefined) return undefined
    if (!rest.startsWith(',')) break
    rest = rest.slice(1).trimStart()
  }
  rest = rest.replace(/^[\s!]+/, '')
  const name = rest[0] ?? ''
  const behind = rest.slice(1)
  if (name === '{') return behind
  if (/[=dDgGhHnNpPxzF]/.test(name)) return ended(behind)
  if (/[qQlL]/.test(name)) return ended(behind.replace(/^\s*\d*/, ''))
  if (/[btT:]/.test(name)) return /^[^\n;}]*/.exec(behind) ? behind.replace(/^[^\n;}]*/, '') : undefined
  if (name === '#') return behind.replace(/^[^\n]*/, '')
  // Text goes on behind a backslash, and what is a command then depends on the kind of sed.
  if (/[aicrR]/.test(name)) return /[\\\n]/.test(behind) ? undefined : ''
  if (name !== 's' && name !== 'y') return undefined
  const mark = behind[0]
  if (mark === undefined || /[\s\\\w]/.test(mark)) return undefined
  const pattern = delimited(behind.slice(1), mark, name === 's')
  const replacement = pattern === undefined ? undefined : delimited(pattern, mark, false)
  return replacement === undefined ? undefined : ended(replacement.replace(/^[gpIimM\d]*/, ''))
}

function address(text: string): string | undefined {
  if (number.test(text)) return text.replace(number, '')
  const custom = text.startsWith('\\')
  if (!custom && !text.startsWith('/')) return text
  const mark = custom ? text[1] : '/'
  if (mark === undefined || /[\s\w]/.test(mark)) return undefined
  return delimited(text.slice(custom ? 2 : 1), mark, true)?.replace(/^[IM]*\s*/, '')
}

/** What follows the next mark that is neither escaped nor, in a pattern, in brackets. */
function delimited(text: string, mark: string, brackets: boolean): string | undefined {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === mark) return text.slice(i + 1)
    else if (text[i] === '\n' && brackets) return undefined
    else if (text[i] === '[' && brackets) {
      const set = /^\[\^?\]?(?:\[[:.=][^\]]*[:.=]\]|[^\]\n])*\]/.exec(text.slice(i))
      if (!set || set[0].includes('\\')) return undefined
      i += set[0].length - 1
    }
  }
  return undefined
}

/** A command ends at the end of the line, at `;` or at a brace. */
function ended(text: string): string | undefined {
  return /^[ \t]*(?:$|[;\n}#])/.test(text) ? text.trimStart() : undefined
}
