// A regular expression may stand where a value may begin: after an operator, an opening bracket or such a word.
const beforePattern =
  /(?:^|[=(,:[!&|?{};+\-*%<>~^]|=>|\b(?:return|typeof|case|in|of|do|else|yield|await|void|delete))\s*$/
const token =
  /\/\/.*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`|[{}]|\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])*\/[a-z]*/g

/**
 * TypeScript with comments and the contents of strings and regular expressions replaced by blanks, so that a search
 * finds code only. Line breaks, delimiters and all offsets stay; so does the code inside `${…}`.
 */
export function bareCode(source: string): string {
  let bare = ''
  let at = 0
  const templates: number[] = [] // for each open `${`, how many braces are open inside it
  const keep = (to: number) => {
    bare += source.slice(at, to)
    at = to
  }
  const drop = (to: number) => {
    bare += source.slice(at, to).replace(/[^\n]/g, ' ')
    at = to
  }
  const templateText = () => {
    const end = /(?:\\[\s\S]|\$(?!\{)|[^\\`$])*/y
    end.lastIndex = at
    drop(at + end.exec(source)![0].length)
    if (source.startsWith('${', at)) {
      keep(at + 2)
      templates.push(0)
    } else keep(at + 1)
  }
  while (at < source.length) {
    token.lastIndex = at
    const found = token.exec(source)
    if (!found) break
    const [text] = found
    keep(found.index)
    const depth = templates.length - 1
    if (text === '`') {
      keep(at + 1)
      templateText()
    } else if (text === '}' && templates[depth] === 0) {
      templates.pop()
      keep(at + 1)
      templateText()
    } else if (text === '{' || text === '}') {
      if (depth >= 0) templates[depth]! += text === '{' ? 1 : -1
      keep(at + 1)
    } else if (text.startsWith('//') || text.startsWith('/*')) {
      drop(at + text.length)
    } else if (text.startsWith('/')) {
      keep(at + 1)
      if (beforePattern.test(bare.slice(-200, -1))) {
        drop(at + text.lastIndexOf('/') - 1)
        keep(at + 1)
      }
    } else {
      keep(at + 1)
      drop(at + text.length - 2)
      keep(at + 1)
    }
  }
  return bare + source.slice(at)
}
