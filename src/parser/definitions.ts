import {isKnownProgram} from './shell/known.ts'

/** Functions and aliases that the blocks of a document leave behind for those after them. */
export class Definitions {
  /** Each text once: what is defined twice alike is one. */
  readonly #texts = new Map<string, number>()
  readonly #byName = new Map<string, string[]>()
  /** Definitions of names that a script may reach without spelling them: those of programs, and those that cannot be read. */
  readonly #always: string[] = []
  #size = 0

  add(texts: readonly string[]): void {
    for (const text of texts) {
      if (this.#texts.has(text) || this.#size > longest) continue
      this.#texts.set(text, this.#texts.size)
      const names = namesIn(text)
      if (names.length === 0 || names.some(isKnownProgram)) this.#always.push(text)
      for (const name of names) this.#byName.set(name, [...(this.#byName.get(name) ?? []), text])
      this.#size += text.length
    }
  }

  /** More is defined than is read: any name may mean anything. */
  get tooMany(): boolean {
    return this.#size > longest
  }

  /** The definitions that a script may use, itself or through another, in order. All of a name: any of them may be in force. */
  usedBy(script: string): string[] {
    if (this.tooMany) return [] // what runs is unknown anyway
    const used = new Set(this.#always)
    const pending = [script, ...used]
    for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
      for (const word of new Set(text.split(/[^\p{L}\p{N}_.:@%+-]+/u))) {
        for (const definition of this.#byName.get(word) ?? []) {
          if (used.has(definition)) continue
          used.add(definition)
          pending.push(definition)
        }
      }
    }
    return [...used].sort((a, b) => this.#texts.get(a)! - this.#texts.get(b)!)
  }
}

/** What a document's blocks define is read up to here: each block is judged with it. Unit: UTF-16 units. */
const longest = 8000

/** What a definition defines; none where that cannot be read from its text. */
function namesIn(text: string): string[] {
  if (/^(?:builtin\s+|command\s+)*alias\b/.test(text))
    return /["'$`\\]\S*=/.test(text) ? [] : [...text.matchAll(/\s([^\s='"]+)=/g)].map(([, name]) => name!)
  const name = /^(?:function\s+)?([\p{L}\p{N}_.:@%+-]+)\s*(?:\(|\{|\n)/u.exec(text)?.[1]
  return name === undefined ? [] : [name]
}
