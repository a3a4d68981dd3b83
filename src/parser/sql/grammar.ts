import type {Node} from './node.ts'

/** One statement as PostgreSQL's parser finds it, in UTF-16 offsets. */
interface Parsed {
  statement: Node
  start: number
  end: number
}

export type SqlError = {message: string; offset: number}

/** PostgreSQL's parser: statements, or the first error. */
export type Grammar = (script: string) => {statements: Parsed[]} | {error: SqlError}

let loading: Promise<Grammar> | undefined

/** Loads PostgreSQL's parser, once. */
export function loadGrammar(): Promise<Grammar> {
  loading ??= import('libpg-query').then(async ({loadModule, parseSync}) => {
    await loadModule()
    return script => read(script, parseSync)
  })
  return loading
}

/** Longer scripts, or deeper ones, are not given to the parser, whose memory is small. */
const longest = 200_000
const deepest = 500

function read(script: string, parse: (script: string) => unknown): ReturnType<Grammar> {
  const nul = script.indexOf('\0')
  // The parser would take the text to end here, and never see what follows.
  if (nul !== -1) return {error: {message: 'there is a NUL byte in the script', offset: nul}}
  if (script.length > longest) return {error: {message: 'the script is too long to be read', offset: 0}}
  if (depth(script) > deepest)
    return {error: {message: 'the script is nested too deeply to be read', offset: 0}}
  if (script === '') return {statements: []}
  try {
    const {stmts = []} = parse(script) as {stmts?: {stmt?: Node; stmt_location?: number; stmt_len?: number}[]}
    const at = byteOffsets(script)
    const statements = stmts.flatMap(({stmt, stmt_location: location = 0, stmt_len: length}) =>
      stmt
        ? [{statement: stmt, start: at(location), end: length ? at(location + length) : script.length}]
        : [],
    )
    return {statements}
  } catch (error) {
    const {message, sqlDetails} = error as {message?: string; sqlDetails?: {cursorPosition?: number}}
    // The parser counts characters here, and bytes in the tree.
    const characters = Math.max(sqlDetails?.cursorPosition ?? 0, 0)
    const offset = [...script].slice(0, characters).join('').length
    return {error: {message: message ?? 'PostgreSQL’s grammar rejects this', offset}}
  }
}

/** How deep brackets and comments nest at most; those in strings count too, which is on the safe side. */
function depth(script: string): number {
  let now = 0
  let most = 0
  for (const [mark] of script.matchAll(/\/\*|\*\/|[()[\]]/g)) {
    if (mark === '(' || mark === '[' || mark === '/*') most = Math.max(most, ++now)
    else now--
  }
  return most
}

/** From UTF-8 bytes to UTF-16 units, for offsets that only grow. */
function byteOffsets(script: string): (bytes: number) => number {
  let units = 0
  let counted = 0
  return bytes => {
    if (bytes < counted) units = counted = 0
    while (counted < bytes && units < script.length) {
      const code = script.codePointAt(units)!
      counted += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
      units += code < 0x10000 ? 1 : 2
    }
    return units
  }
}
