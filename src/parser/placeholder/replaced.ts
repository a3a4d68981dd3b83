import {late} from '../late.ts'

/** What follows where the meaning of a word is told, rather than another word for it. */
const meaning = String.raw`(?:(?:the|your|a|an|its|one|whatever|any|appropriate|relevant|correct|actual|le|la|les|un|une|votre|vos|celui|celle)\b|l['’])`
const word = String.raw`((?:the|all|le|la|les)\s+)?["'“«\x60]?\s?([^\s"'”»\x60]{2,80}?)["'”»\x60]?,?\s+`
/** `Replace X with your …`, `where X is the …`, `remplacer X par le …`. */
const said = [
  String.raw`(?<!\b(?:will|would|may|might|not)\s)\b(?:replac(?:e|ing)|substitut(?:e|ing)|swap)\s+${word}(?:with|by|for)\s+${meaning}`,
  String.raw`\bchang(?:e|ing)\s+${word}to\s+${meaning}`,
  String.raw`\bwhere\s+${word}(?:is|are)\s+${meaning}`,
  String.raw`\b(?:remplace[rz]?|remplaçant)\s+${word}(?:par|avec)\s+${meaning}`,
  String.raw`(?:^|\s)où\s+${word}(?:est|sont)\s+${meaning}`,
].map(source => late(source, 'giu'))
/** The same in languages in which it is told so plainly that no article is needed. */
const token = String.raw`["'“«「\x60]?([\p{Lu}\p{Ll}\d@/][\p{Lu}\p{Ll}\d_.:@/-]{1,80})["'”»」\x60]?`
/** Behind `where` in such a language: any word, but none that an article makes the thing itself. */
const named = String.raw`(?!(?:el|la|los|las|os?|as?|il|lo|gli|der|die|das|de|het|se|si|sich|non?|não|ist|sind|es|son)\s)["'“«\x60]?([^\s"'”»\x60]{2,80})["'”»\x60]?,?\s+`
const abroad = [
  String.raw`\b(?:reempla(?:za|ce|zar|zando)|sustitu(?:ye|ya|ir|yendo)|cambi(?:a|e|ar))\s+${token}\s+(?:por|con)\s+(?:el|la|los|las|tu|su|un|una)\b`,
  String.raw`\b(?:substitu(?:a|ir|indo)|troque|trocar)\s+${token}\s+(?:por|pel[oa]s?|com)\s`,
  String.raw`\bersetzen?\s+(?:Sie\s+)?${token}\s+(?:durch|mit)\s+(?:den|die|das|dem|der|Ihr\p{L}*|dein\p{L}*|ein\p{L}*)\b`,
  String.raw`\bsostitu(?:isci|ire|ite|endo)\s+${token}\s+con\s`,
  String.raw`\b(?:vervang|zamień|zastąp)\s+${token}\s+(?:door|na|przez)\s`,
  String.raw`(?:замени(?:те|ть)?|подставьте\s+вместо)\s+${token}\s`,
  String.raw`(?:thay(?:\s+thế)?)\s+${token}\s+(?:bằng|thành)\s`,
  String.raw`(?:将|把)\s?${token}\s?(?:替换|替換|改|换|換)(?:为|為|成)`,
  String.raw`${token}\s?(?:を|は)[^。\n]{0,30}?(?:置き換え|書き換え|読み替え|変更して)`,
  String.raw`(?:^|\s)donde\s+${named}(?:es|son|sea|sean|representan?|corresponden?\s+a|indican?)\s+(?:el|la|los|las|un|una|tu|tus|su|sus|nuestr\p{L}+)\s`,
  String.raw`(?:^|\s)onde\s+${named}(?:é|são|seja|sejam|representam?|indicam?)\s+(?:os?|as?|uma?|seus?|suas?|nome)\s`,
  String.raw`(?:^|\s)dove\s+${named}(?:è|sono|sia|rappresentan?o?|indican?o?)\s+(?:(?:il|lo|la|i|gli|le|uno?|una|tuo|tua)\s|l['’])`,
  String.raw`(?:^|\s)(?:wobei|wo)\s+${named}(?:für\s+)?(?:den|die|das|der|dem|ein\p{L}{0,2}|Ihr\p{L}{0,2}|dein\p{L}{0,2})\s[^.\n]{1,80}?\s(?:ist|sind|steht|stehen|bezeichnet)(?=[\s.,:;]|$)`,
  String.raw`(?:^|\s)waarbij\s+${named}(?:de|het|een|jouw|uw)\s[^.\n]{1,80}?\s(?:is|zijn|staat)(?=[\s.,:;]|$)`,
  String.raw`(?:^|\s)где\s+${named}(?:[—–-]|это|является)\s`,
  String.raw`其中[，,]?\s?["“\x60]?([+\d@/A-Za-z][\w.:@/+-]{1,80})["”\x60]?\s?(?:是|为|為|表示|代表|指)`,
].map(source => late(source, 'giu'))
/** `Use your own name instead of X`, `in place of X` */
const instead = late(
  String.raw`\b(?:your|own|actual|real|it|that)\b[^.\n]{0,80}?\b(?:instead|in place) of ${token}(?=[\s.,;:)]|$)`,
  'giu',
)
/** `bioXXX refers to the …`, `APP should be replaced`: of a word that no sentence holds. */
const meant = late(
  String.raw`(?<=^|\s)${word}(?:(?:refers to|stands for|represents|denotes)\s+${meaning}|(?:should|must|has to|needs to) be (?:replaced|substituted)\b|is a placeholder\b)`,
  'giu',
)
/** `We assume that X is the …`, `in this example, X is the …`, `on considère que X est le …`: of a word that no sentence holds. */
const assumed = [
  String.raw`\b(?:assum(?:e|es|ed|ing)|suppos(?:e|ed|ing)|consider(?:ing)?|say|imagine)(?: that)?,?\s+${word}(?:is|are|to be)\s+${meaning}`,
  String.raw`\bin (?:this|the|these|our|all)(?: following| below)? (?:examples?|commands?)(?: below)?,?\s+${word}(?:is|are|stands? for)\s+${meaning}`,
  String.raw`(?:considèr|suppos|admet|imagin)\p{L}* que\s+${word}(?:est|sont)\s+${meaning}`,
  String.raw`\bdans (?:cet|l['’]|ces|nos|les|cette|la) ?(?:exemples?|commandes?)(?: suivante?s?| ci-dessous)?,?\s+${word}(?:est|sont)\s+${meaning}`,
  String.raw`\b(?:suponemos|supongamos|asumimos|consideramos) que\s+${word}(?:es|son)\s+(?:el|la|los|las|un|una|tu|su)\b`,
  String.raw`\b(?:supomos|suponha|assumimos|consideramos) que\s+${word}(?:é|são)\s+(?:o|a|os|as|um|uma|seu|sua)\b`,
  String.raw`\b(?:angenommen|wir nehmen an),?\s+(?:dass\s+)?${word}(?:ist|sind)?\s*(?:der|die|das|ein|eine|Ihr|dein)\b`,
].map(source => late(source, 'giu'))

const hint =
  /replac|substitut|swap|chang|where|rempla|où|refers|stands|represents|denotes|placeholder|instead|in place|assum|suppos|suponh|consid|admet|imagin|\bsay\b|ex[ae]mples?|commande?s?\b|as+umimos|supo[mn]|angenommen|nehmen an/i
const hintAbroad =
  /reempla|sustitu|cambi[ae]|substitu(?:a|i)|tro(?:ca|que)|ersetz|sostitu|vervang|zamie|zastąp|замени|вместо|где|donde|onde|dove|wobei|\bwo\b|waarbij|其中|\bthay\b|替|改|换|換|置き|書き|読み|変更/i
const filling =
  /^(?:the|this|that|these|it|them|each|any|all|an?|and|or|your|les?|la|ce|cette|which|there|what)$/i
/** Longer texts say nothing about one block. */
const longest = 10_000

/** What a text for people says is to be replaced: words that are gaps wherever they stand whole. */
export function saidToBeReplaced(prose: string): string[] {
  const text = prose.slice(0, longest)
  const foreign = hintAbroad.test(text) ? saidAbroad(text) : []
  if (!hint.test(text)) return foreign.filter(mayBeReplaced)
  const found = said.flatMap(pattern =>
    [...text.matchAll(pattern())].flatMap(([, article, replaced]) =>
      // `replace the cache with a new one` speaks of the thing, not of the word.
      article && /^\p{Ll}+$/u.test(replaced!) ? [] : [replaced!],
    ),
  )
  for (const pattern of [meant, ...assumed])
    for (const [, , replaced] of text.matchAll(pattern()))
      if (!/^\p{Lu}?\p{Ll}+$/u.test(replaced!)) found.push(replaced!)
  found.push(...foreign)
  for (const [, replaced] of text.matchAll(instead()))
    if (!/^\p{Lu}?\p{Ll}+[.,]?$/u.test(replaced!)) found.push(replaced!.replace(/[.,:]$/, ''))
  return [...new Set(found)].filter(mayBeReplaced)
}

function saidAbroad(text: string): string[] {
  return [...new Set(abroad.flatMap(pattern => [...text.matchAll(pattern())].map(([, word]) => word!)))]
}

function mayBeReplaced(word: string): boolean {
  return !filling.test(word) && /[\p{L}\p{N}]/u.test(word) && !word.startsWith('$')
}

/** The comments of a script, as text for people. */
export function commentsOf(script: string): string {
  return [...script.matchAll(/(?:(?<!\S)#|(?<!\S)--)[ \t]+(\S.*)$/gmu)]
    .map(([, comment]) => comment)
    .join('\n')
}

/** One sign again and again, which is also meant within a word: `vXXX__init.sql`. */
const run = /^([XYZN#])\1{2,}$/

/** Where words stand whole in a text. */
export function occurrences(text: string, words: readonly string[]): {word: string; start: number}[] {
  const found: {word: string; start: number}[] = []
  for (const word of words) {
    for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
      const before = text[at - 1] ?? ' '
      const after = text[at + word.length] ?? ' '
      const begun = !/^[\p{L}\p{N}_$-]/u.test(word) || !/[\p{L}\p{N}_$-]/u.test(before)
      const whole = begun && !/[\p{L}\p{N}_-]/u.test(after)
      if (whole || (run.test(word) && ![before, after].includes(word[0]!))) found.push({word, start: at})
    }
  }
  return found
}
