import {isKnownProgram} from './shell/known.ts'

/** Functions and aliases that the blocks of a document leave behind for those after them. */
export class Definitions {
  readonly #texts: string[] = []
  /** Where each name was defined, in order. */
  readonly #byName = new Map<string, number[]>()
  /** Definitions of names that a script may reach without spelling them: those of programs, and those that cannot be read. */
  readonly #always = new Set<number>()

  add(texts: readonly string[]): void {
    for (const text of texts) {
      const index = this.#texts.push(text) - 1
      const names = namesIn(text)
      if (names.length === 0) this.#always.add(index)
      for (const name of names) {
        if (isKnownProgram(name)) this.#always.add(index)
        this.#byName.set(name, [...(this.#byName.get(name) ?? []).slice(-mostOfAName), index])
      }
    }
  }

  /** The definitions that a script may use, itself or through another, in order. */
  usedBy(script: string): string[] {
    const used = new Set(this.#always)
    const pending = [script, ...[...this.#always].map(index => this.#texts[index]!)]
    for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
      for (const word of new Set(text.split(/[^\p{L}\p{N}_.:@%+-]+/u))) {
        for (const index of this.#byName.get(word) ?? []) {
          if (used.has(index)) continue
          used.add(index)
          pending.push(this.#texts[index]!)
        }
      }
    }
    return [...used].sort((a, b) => a - b).map(index => this.#texts[index]!)
  }
}

/** A definition may be conditional, so that one before it still counts; but not any number of them. */
const mostOfAName = 9

/** What a definition defines; none where that cannot be read from its text. */
function namesIn(text: string): string[] {
  if (/^(?:builtin\s+|command\s+)*alias\b/.test(text))
    return /["'$`\\]\S*=/.test(text) ? [] : [...text.matchAll(/\s([^\s='"]+)=/g)].map(([, name]) => name!)
  const name = /^(?:function\s+)?([\p{L}\p{N}_.:@%+-]+)\s*(?:\(|\{|\n)/u.exec(text)?.[1]
  return name === undefined ? [] : [name]
}
