import type {Html} from 'mdast'
import type {Attributes} from '../model/attributes.ts'
import type {Place} from '../model/place.ts'
import {parseAttributes} from './attributes.ts'
import type {Complain} from './complain.ts'
import type {SourceText} from './source-text.ts'

/** Not the marks around what is generated (`runbook:begin …`), which say nothing of blocks. */
const comment = /^<!--\s*runbook:(?!(?:begin|end) )\s*([\s\S]*?)\s*-->\s*$/

/** A comment such as `<!-- runbook: skip -->`, kept for what stands right after it. */
export class Annotations {
  readonly #source: SourceText
  readonly #complain: Complain
  #waiting: {attributes: Attributes; place: Place} | undefined

  constructor(source: SourceText, complain: Complain) {
    this.#source = source
    this.#complain = complain
  }

  /** Takes the node if it is an annotation; false if it is other HTML. */
  read(node: Html): boolean {
    const found = comment.exec(node.value)
    if (!found) return false
    this.drop()
    const from = node.position!.start.offset! + node.value.indexOf(found[1]!) - 1 // the brace is ours
    const placeOf = (start: number, end: number) => this.#source.place(from + start, from + end)
    const attributes = parseAttributes(`{${found[1]}}`, placeOf, this.#complain, true)
    this.#waiting = {attributes, place: node.position as Place}
    return true
  }

  /** What annotates a block. */
  forBlock(): Attributes {
    const {attributes = {}} = this.#waiting ?? {}
    this.#waiting = undefined
    return attributes
  }

  /** What annotates a heading or a list: only `known` can be said there. */
  forOther<K extends keyof Attributes>(what: string, known: readonly K[]): Pick<Attributes, K> {
    const {attributes = {}, place} = this.#waiting ?? {}
    this.#waiting = undefined
    const other = Object.keys(attributes).find(key => !known.includes(key as K))
    if (other !== undefined) {
      const expected = known.map(key => `\`${key}\``).join(' or ')
      const text = `Unexpected \`${dashed(other)}\` before ${what}, expected ${expected}`
      this.#complain('annotation', text, place, {fatal: true})
    }
    return attributes
  }

  /** Complains if an annotation waits for something that does not come. */
  drop() {
    if (!this.#waiting) return
    const text = 'Unexpected annotation, expected a fenced block, a heading or a list right after it'
    this.#complain('annotation', text, this.#waiting.place, {fatal: true})
    this.#waiting = undefined
  }
}

/** The attribute's own spelling: `onFailure` was written `on-failure`. */
function dashed(key: string): string {
  return key.replace(/Ms$/, '').replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}
