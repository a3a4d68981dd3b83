/** Functions and aliases that the blocks of a document leave behind for those after them. */
export class Definitions {
  /** Each text once, with its number: what is defined twice alike is one. */
  readonly #texts = new Map<string, number>()
  readonly #byName = new Map<string, string[]>()
  /** Definitions of names that cannot be read: any name may be theirs. */
  readonly #ofAnyName: string[] = []
  /** How much more all blocks of the document may be judged with. Unit: UTF-16 units. */
  #budget: number

  /** `length` is that of the document, of which more is read in a long one. */
  constructor(length = 0) {
    this.#budget = Math.max(leastBudget, length * budgetForCharacter)
  }

  add(texts: readonly string[]): void {
    for (const text of texts) {
      if (this.#texts.has(text)) continue
      this.#texts.set(text, this.#texts.size)
      const names = namesIn(text)
      if (names.size === 0) this.#ofAnyName.push(text)
      for (const name of names) {
        const others = this.#byName.get(name)
        if (others) others.push(text)
        else this.#byName.set(name, [text])
      }
    }
  }

  /**
   * The definitions that a script may use, itself or through another, in order. All of a name: any of them may be in force.
   * Undefined where they are more than is read: then what the script runs is unknown.
   */
  usedBy(script: string): string[] | undefined {
    const used = new Set<string>()
    let size = 0
    const pending = [script]
    const take = (definitions: Iterable<string>): boolean => {
      for (const definition of definitions) {
        if (used.has(definition)) continue
        used.add(definition)
        pending.push(definition)
        size += definition.length
        if (size > longest || size > this.#budget) return false
      }
      return true
    }
    if (!take(this.#ofAnyName)) return undefined
    for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
      if (mayHideNames(text) && !take(this.#texts.keys())) return undefined
      for (const word of wordsIn(text)) if (!take(this.#byName.get(word) ?? [])) return undefined
    }
    this.#budget -= size
    return [...used].sort((a, b) => this.#texts.get(a)! - this.#texts.get(b)!)
  }
}

/** A block is judged with so much of what those before it define. Unit: UTF-16 units. */
const longest = 8000
/** All blocks of a document together, and for each character of a longer one: the runbook of those at hand that calls its functions most often takes 9,000, or 0.09. */
const leastBudget = 100_000
const budgetForCharacter = 0.15

const notInNames = () => /[^\p{L}\p{N}_.:@%+-]+/u
/** The same in a text of ASCII. */
const notInPlainNames = /[^\w.:@%+-]+/
const name = () => /^[\p{L}\p{N}_.:@%+-]+$/u

/** All words that may be names: quotes and backslashes inside a word do not change what it names. */
function wordsIn(text: string): Set<string> {
  const words = new Set(text.split(/[^\0-\x7f]/.test(text) ? notInNames() : notInPlainNames))
  if (/["'\\]/.test(text))
    for (const word of text.replaceAll(/\\\n|["'\\]/g, '').split(notInNames())) words.add(word)
  return words
}

/** Whether names may be reached that do not stand in a script letter by letter: `$'\x6cs'`, `{l,m}s`. */
function mayHideNames(script: string): boolean {
  return script.includes("$'") || (script.match(/\{[^\s{}]*\}/g) ?? []).some(braces => /,|\.\./.test(braces))
}

/** What a definition defines; none where that cannot be read from its text. */
function namesIn(text: string): Set<string> {
  if (/^(?:builtin\s+|command\s+)*alias\b/.test(text)) {
    if (/["'$`\\]\S*=/.test(text)) return new Set()
    const names = [...text.matchAll(/\s([^\s='"]+)=/g)].map(([, found]) => found!)
    return new Set(names.every(found => name().test(found)) ? names : [])
  }
  const found = /^(?:function\s+)?([\p{L}\p{N}_.:@%+-]+)\s*(?:\(|\{|\n)/u.exec(text)?.[1]
  return new Set(found === undefined ? [] : [found])
}
