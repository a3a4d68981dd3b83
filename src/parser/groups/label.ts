import {withoutAccents} from '../without-accents.ts'

/** A heading, comment or item without what stands around its words. */
export interface Label {
  /** Its number among its siblings (the last of `2.1`); undefined where it has none. */
  number: number | undefined
  /** The words: no number, emoji, emphasis or closing colon. */
  text: string
}

const decoration = /^[^\p{L}\p{N}([<$/~"'`«‘“]+/u
const numbers: RegExp[] = [
  /^(?:step|[eé]tape|phase|part(?:ie)?)\s{0,3}(?:n[°o]\s?)?(?:\d{1,3}\.){0,3}(\d{1,3})(?![\p{L}\p{N}])[\s.:)/–—-]{0,8}/iu,
  /^(?:\d{1,3}\.){0,3}(\d{1,3})(?:\s?[.):/]|\uFE0F?\u20E3|\s[–—-])(?=\s|$|\p{L})\s{0,8}/u,
  /^[[(](\d{1,3})[\])](?:\s{1,8}|$)/u,
]

/** Reads a title off its marks: `**2)** ⚠️ Check the logs :` is number 2, `Check the logs`. */
export function labelOf(title: string): Label {
  let text = withoutDecoration(title.replaceAll(/\*\*|__(?=\W|$)|(?<=^|\W)__/g, ''))
  let number: number | undefined
  for (const pattern of /\d/.test(text) ? numbers : []) {
    const found = pattern.exec(text)
    if (!found) continue
    number = Number(found[1])
    text = withoutDecoration(text.slice(found[0].length))
    break
  }
  return {number, text: withoutEnd(text)}
}

function withoutDecoration(text: string): string {
  return /^[A-Za-z]/.test(text) ? text : text.replace(decoration, '')
}

function withoutEnd(text: string): string {
  let end = text.length
  while (end > 0 && /[\s:=*#─═-]/.test(text[end - 1]!)) end--
  return text.slice(0, end)
}

/** Lower case, without accents and with straight apostrophes, to match words in English and French. */
export function plain(text: string): string {
  return withoutAccents(text).replaceAll('’', "'").toLowerCase()
}
