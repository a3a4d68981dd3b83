import {toldOf} from './told-of.ts'

const done = '(?:run|execute|do|use|copy(?: and paste)?|paste|type|try|issue|call|invoke|apply)'
const what =
  '(?:(?:this|these|that|the)(?: (?:following|below))?(?: (?:commands?|quer(?:y|ies)|scripts?|statements?|blocks?|steps?|procedures?|one))?(?! (?:following|below|commands?|quer(?:y|ies)|scripts?|statements?|blocks?|steps?|procedures?|one)\\b)|it|following|commands? (?:like|such as)|anything like|below|any of (?:this|these))'
/** Behind these a warning says when, how often or where: it may well be run. */
const unless =
  '(?! ?(?:,? ?(?:twice|more than once|again|before|unless|until|without|while|during|if|when|as root|as is|yet|from|alone|by hand|manually|blindly|directly|for|to|on (?:the|a|your)|in parallel|at the same time|lightly|too often)\\b))'
const patterns: RegExp[] = [
  new RegExp(
    `\\b(?:do not|don['’]t|never|must not|must never|should (?:not|never)|(?:is )?forbidden to|shouldn['’]t|please don['’]t) (?:ever )?${done} ${what}\\b${unless}`,
    'iu',
  ),
  /^\W*(?:⚠️?\W*)?(?:(?:warning|danger|attention|important)\W+)?(?:do not|don['’]t|never) (?:run|execute)\W*(?::|!|\.|$)/iu,
  /^\W*(?:do not|don['’]t|never) (?:run|execute|do) (?:(?:this|that) )?(?:in|on|against) prod(?:uction)?\W*$/iu,
  /^\W*(?:(?:this is |a |an )*(?:bad|wrong|incorrect|dangerous|anti-?patterns?|don['’]ts?|don['’]t do(?: this| that| it)?|never do (?:this|that)|not (?:like this|recommended)|what not to do|avoid(?: (?:this|these|that|doing (?:this|that)))?)(?: (?:example|way|command|idea|practice|approach|examples|ways))?)\s*(?:[:!.–—(]|-\s|$)/iu,
  /^\s*(?:❌|🚫|⛔)/u,
  /\b(?:ne (?:jamais|pas|surtout pas)|ne surtout jamais) (?:ex[ée]cuter|lancer|utiliser|faire|taper|copier|appliquer)(?:(?! (?:sans|avant|deux fois|plusieurs|tant|si|pendant|quand|en tant|directement|pour)\b)[^.;]){0,60}\s*[.:!]?\s*$/iu,
  /\b(?:n['’](?:ex[ée]cutez|utilisez|appliquez)|ne (?:lancez|faites|tapez|copiez)) (?:jamais|pas|surtout pas)\b(?! (?:sans|avant|deux fois|plusieurs|tant|si|pendant|quand|en tant|directement))/iu,
  /^\W*(?:à ne (?:pas|jamais) faire|mauvais(?:e)? (?:exemple|pratique|commande)|anti-?patterns?|à éviter|incorrect|interdit)\s*(?:[:!.–—(]|$)/iu,
]
const titles =
  /^\W*(?:anti-?patterns?|wrong|bad|incorrect|what not to do|don['’]ts?|bad (?:examples?|practices?)|never (?:do|run) (?:this|these)|à ne (?:pas|jamais) faire|mauvais(?:es)? (?:exemples?|pratiques?))\s*[:!]?\s*$/iu
/** Each of these needs one of these words: most texts hold none, and the patterns take long to be made ready. */
const hint =
  /not|n['’]t|never|forbidden|bad|wrong|incorrect|dangerou|anti-?pattern|avoid|❌|🚫|⛔|jamai|pa[sſ]|mauvai|viter|interdit/i
/** What comes after it is said to be done. */
const instead =
  /\b(?:instead|rather|safely|correct|good|better|plutôt|à la place|bon(?:ne)?)\b|^\W*(?:run|use|do|execute|lance[rz]|utilise[rz]|exécute[rz])\b/iu

/** Markdown in a block is only text: whoever strikes a command out there means it all the same. */
const struckLine = /^[ \t]*(?:[#$][ \t]*)?~~([^~\n]+)~~[ \t]*$/m
const short = (words: string): string => (words.length > 80 ? `${words.slice(0, 79)}…` : words)

/** What stands around a block: its own text, the text right before its fence, and the titles of the sections. */
interface Around {
  text: string
  above: string | undefined
  struck: string | undefined
  headings: readonly string[]
}

/** Why a block is not to be run, if the words before it, a heading or a comment in it say so. */
export function forbiddenBy({text, above, struck, headings}: Around): string | undefined {
  const gone = struck ?? struckLine.exec(text)?.[1]
  if (gone !== undefined) return `“${short(gone)}” is struck out, so it is not run`
  const words =
    forbidding(above) ??
    headings.find(title => hint.test(title) && titles.test(title)) ??
    forbiddingComment(text)
  return words ? `“${words}” says that it is not to be run` : toldOf(text, above, headings)
}

/** The words of a text right before a block, or of a comment in it, that say that it is not to be run; undefined if none do. */
function forbidding(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2000 || !hint.test(text)) return undefined
  const sentences = text.replaceAll(/\s+/g, ' ').split(/(?<=[.!?;]) +(?=\S)/)
  const at = sentences.findLastIndex(sentence => patterns.some(pattern => pattern.test(sentence)))
  if (at === -1 || sentences.slice(at + 1).some(sentence => instead.test(sentence))) return undefined
  if (/\b(?:instead|plutôt)\b/iu.test(sentences[at]!)) return undefined
  return short(sentences[at]!.trim())
}

/** What a comment of a script says, alone on its line or behind a command, that keeps the script from being run. */
function forbiddingComment(script: string): string | undefined {
  for (const line of script.split('\n')) {
    const comment = /^\s*(?:#+(?!!)|--)\s*(\S.*)$|\s(?:#|--)\s+(\S[^'"]*)$/.exec(line.slice(0, 1000))
    const found = comment && forbidding(comment[1] ?? comment[2])
    if (found) return found
  }
  return undefined
}
