const opensCompound = /^(?:if|for|while|until|case|select)$/
const closesCompound = /^(?:fi|done|esac)$/
/** So many statements that never close, and a text is no script: then each line stands alone. */
const patience = 12
/** Lines are read this often on average, and no more: a statement that is refused is read again from its second line on. */
const readings = 20

/** Finds where the statement that begins on a line ends. */
export type Extent = (from: number, limit: number) => number

/**
 * Tells which lines one shell statement takes, by quotes, here-documents, brackets, keywords and trailing operators alone: it
 * gives the first line after it. What never closes before `limit` takes one line, or all where a keyword or a here-document is open.
 */
export function extents(lines: readonly string[], column: (line: number) => number = () => 0): Extent {
  let left = patience
  let reads = readings * (lines.length + 100)
  return (from, limit) => {
    const state: State = {quote: '', depth: 0, words: 0, documents: []}
    for (let line = from; line < limit; line++) {
      const goesOn = readLine(lines[line]!.slice(column(line)), state)
      if (
        !goesOn &&
        state.quote === '' &&
        state.depth <= 0 &&
        state.words <= 0 &&
        state.documents.length === 0
      )
        return line + 1
      if (left === 0) return line + 1
      if (--reads < 0) return from + 1
    }
    left--
    return state.words > 0 || state.documents.length > 0 ? limit : from + 1
  }
}

interface Document {
  end: string
  tabs: boolean
}

interface State {
  quote: string
  depth: number
  /** Keywords that are open: `if`, `for`. */
  words: number
  documents: Document[]
}

/** Reads one line; whether the statement goes on although nothing is open. */
function readLine(line: string, state: State): boolean {
  const [document] = state.documents
  if (document && state.quote === '') {
    if ((document.tabs ? line.replace(/^\t+/, '') : line) === document.end) state.documents.shift()
    return false
  }
  line = line.replace(/^(\s*)function\s+([\w:.-]{1,80})\s*(?:\(\s*\))?/, '$1$2()')
  const opened: Document[] = []
  let word = ''
  let commandWord = state.depth >= 0 && state.quote === ''
  let last = ''
  const endWord = () => {
    if (commandWord && word !== '') {
      if (opensCompound.test(word)) state.words++
      else if (closesCompound.test(word)) state.words--
      commandWord = /^(?:then|do|else|elif|!|time|if|while|until|\{|[A-Za-z_]\w*=.*)$/.test(word)
      if (word === '{') state.depth++
      if (word === '}') state.depth--
    }
    word = ''
  }
  for (let at = 0; at < line.length; at++) {
    const char = line[at]!
    if (state.quote === "'") {
      if (char === "'") state.quote = ''
      continue
    }
    if (char === '\\') {
      if (at === line.length - 1) {
        return true
      }
      at++
      word += 'x'
      last = 'x'
      continue
    }
    if (state.quote !== '') {
      if (char === state.quote) state.quote = ''
      continue
    }
    if (char === '#' && word === '' && /^$|[\s;(&|]/.test(line[at - 1] ?? '')) break
    if (char === "'" || char === '"' || char === '`') {
      state.quote = char
      word += 'x'
    } else if (char === '<' && line.startsWith('<<', at) && line[at + 2] !== '<') {
      const found = /^<<(-?)\s*(?:'([^']{1,80})'|"([^"]{1,80})"|\\?([\w.!-]{1,80}))/.exec(
        line.slice(at, at + 120),
      )
      if (found) {
        opened.push({end: found[2] ?? found[3] ?? found[4]!, tabs: found[1] === '-'})
        at += found[0].length - 1
        word = ''
        last = 'x'
        continue
      }
      at++
    } else if (char === '(') {
      state.depth++
      word = ''
      commandWord = true
    } else if (char === ')') {
      endWord()
      if (state.depth > 0) state.depth--
    } else if (/[;&|]/.test(char)) {
      endWord()
      commandWord = true
    } else if (/\s/.test(char)) endWord()
    else if (char === '<' && line[at + 1] === '<') at += 2
    else word += char
    if (!/\s/.test(char))
      last = char === '|' || (char === '&' && last === '&') ? (char === '|' ? '|' : '&&') : char
  }
  endWord()
  state.documents.push(...opened)
  const heads = /^\s*[\w:.-]{1,80}\s*\(\s*\)\s*(?:#.*)?$/.test(line) // of a function whose body comes next
  return state.quote === '' && (last === '|' || last === '&&' || heads)
}
