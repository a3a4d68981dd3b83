import {type Assignment, forEachChild, type SyntaxNode, type Word, type WordPart} from 'unbash'

/** One word of a command as bash hands it over, as far as the text tells. */
export interface Argument {
  /** Without quotes; an expansion whose value the text does not tell reads `x`. */
  value: string
  /** Holds something that only the running shell knows. */
  dynamic: boolean
  /** May become several words, or an option: `$ARGS`, `"$@"`. */
  spread: boolean
  /** As written, for people. */
  text: string
}

/** A word that stands for itself. */
export function literal(value: string): Argument {
  return {value, dynamic: false, spread: false, text: value}
}

/** The arguments that words become; `positional` are those of the function being called, if it is known. */
export function argumentsOf(
  words: readonly (Word | Assignment)[],
  positional: readonly Argument[] | undefined,
): Argument[] {
  if (!positional) return words.map(argumentFor)
  return words.flatMap(word => {
    if (word.type === 'Word') {
      const bare = word.text.replace(/^"(.*)"$/s, '$1')
      if (/^\$(?:[@*]|\{[@*]\})$/.test(bare)) return [...positional]
      // `"${@:2}"`: from the second on; `"${@:2:3}"`: three of them
      const [, from, count] = /^\$\{[@*]:\s?([1-9]\d?)(?::\s?(\d{1,2}))?\}$/.exec(bare) ?? []
      if (from !== undefined) {
        const first = Number(from) - 1
        return positional.slice(first, count === undefined ? undefined : first + Number(count))
      }
      const index = /^\$\{?([1-9])\}?$/.exec(bare)?.[1]
      if (index) return positional[Number(index) - 1] ?? []
    }
    return [argumentFor(word)]
  })
}

function argumentFor(word: Word | Assignment): Argument {
  return word.type === 'Word' ? argumentOf(word) : assigned(word)
}

export function assigned({text, name, append, value: of}: Assignment): Argument {
  if (of.type !== 'Word') return {value: text, dynamic: true, spread: false, text}
  const {value, dynamic} = argumentOf(of)
  return {value: `${name}${append ? '+' : ''}=${value}`, dynamic, spread: false, text}
}

/** The argument that one word becomes. */
export function argumentOf(word: Word): Argument {
  const {parts} = word
  if (!parts || parts.length === 0) return {value: word.value, dynamic: false, spread: false, text: word.text}
  let dynamic = false
  let spread = false
  const read = (part: WordPart, quoted: boolean): string => {
    switch (part.type) {
      case 'DoubleQuoted':
      case 'LocaleString':
        return part.parts.map(child => read(child, true)).join('')
      case 'Literal':
      case 'Glob':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return part.value
      case 'ExtendedGlob':
        return part.text
      case 'BraceExpansion':
        dynamic = spread = true
        return part.text
      case 'ProcessSubstitution':
        dynamic = true
        return '/dev/fd/x'
      case 'ArithmeticExpansion':
        dynamic = true
        return '0'
      case 'SimpleExpansion':
      case 'ParameterExpansion':
      case 'CommandExpansion':
        dynamic = true
        // Unquoted, or an array in quotes, it can bring options of its own.
        if (!quoted || /[@*]/.test(part.text)) spread = true
        return 'x'
    }
  }
  const value = parts.map(part => read(part, false)).join('')
  return {value, dynamic, spread: spread && parts.length === 1, text: word.text}
}

/** The value of a here-document or here-string as far as the text tells it. */
export function textOf(
  parts: readonly WordPart[] | undefined,
  text: string,
): {value: string; dynamic: boolean} {
  if (!parts || parts.length === 0) return {value: text, dynamic: false}
  const word = {type: 'Word', text, value: text, pos: 0, end: 0, parts} as const
  const {value, dynamic} = argumentOf(word)
  return {value, dynamic}
}

/** The scripts inside a node's substitutions, not those inside these, in order. */
export function innerScripts(node: SyntaxNode): readonly (SyntaxNode & {type: 'Script'})[] {
  if (node.type === 'Word' && !node.parts) return none
  const found: (SyntaxNode & {type: 'Script'})[] = []
  const visit = (child: SyntaxNode) => {
    if (child.type === 'Script') found.push(child)
    else forEachChild(child, visit)
  }
  forEachChild(node, visit)
  return found
}

const none: readonly (SyntaxNode & {type: 'Script'})[] = []
