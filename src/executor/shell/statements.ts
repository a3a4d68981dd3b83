/**
 * The statements of what bash prints to be read again (`declare -p`, `alias -p`, `trap -p`): a line each, but for line
 * ends inside quotes. Each ends with its line end.
 */
export function statementsOf(text: string): string[] {
  const statements: string[] = []
  let from = 0
  const sign = /['"\\\n]|\$'/g
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    if (found[0] === '\n') {
      statements.push(text.slice(from, sign.lastIndex))
      from = sign.lastIndex
    } else sign.lastIndex = found[0] === '\\' ? found.index + 2 : behindQuote(text, found[0], sign.lastIndex)
  }
  if (from < text.length) statements.push(text.slice(from))
  return statements
}

/** Where it goes on behind the end of a quote; `start` is behind its beginning. */
function behindQuote(text: string, quote: string, start: number): number {
  if (quote === "'") return text.indexOf("'", start) + 1 || text.length
  const sign = quote === '"' ? /["\\]/g : /['\\]/g
  sign.lastIndex = start
  for (let found = sign.exec(text); found; found = sign.exec(text)) {
    if (found[0] !== '\\') return sign.lastIndex
    // `\c'` in `$'…'` is a control character
    sign.lastIndex += quote === "$'" && text[sign.lastIndex] === 'c' ? 2 : 1
  }
  return text.length
}

/** The statement as bash understands it: without its quotes, one char a byte. */
export function unquoted(statement: string): string {
  let result = ''
  for (const {char, quote} of scan(statement)) {
    if (char.length === 1) result += char
    else result += quote === "$'" ? escaped(char.slice(1)) : char.slice(1).replace('\n', '')
  }
  return result
}

type Quote = '' | "'" | '"' | "$'"

interface Scanned {
  /** What it stands in. */
  quote: Quote
  /** The character; with its backslash, if it has one that counts. */
  char: string
  at: number
}

/** Every character that is not itself a quote. */
function* scan(text: string): Generator<Scanned> {
  let quote: Quote = ''
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!
    const next = text[at + 1]
    if (quote === '' && (char === "'" || char === '"')) quote = char
    else if (quote === '' && char === '$' && next === "'") {
      quote = "$'"
      at++
    } else if (quote !== '' && char === quote.at(-1)) quote = ''
    else if (char === '\\' && next !== undefined && escapes(quote, next)) {
      const length =
        quote === "$'"
          ? (/^(?:[0-7]{1,3}|x[\da-f]{1,2}|c.|.)/is.exec(text.slice(at + 1, at + 5))?.[0].length ?? 1)
          : 1
      yield {quote, char: text.slice(at, at + 1 + length), at}
      at += length
    } else yield {quote, char, at}
  }
}

function escapes(quote: Quote, next: string): boolean {
  return quote === '"' ? '$`"\\\n'.includes(next) : quote !== "'"
}

const named: Record<string, string> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

function escaped(code: string): string {
  if (/^[0-7]/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff)
  if (/^x./i.test(code)) return String.fromCharCode(Number.parseInt(code.slice(1), 16))
  return named[code] ?? code
}
