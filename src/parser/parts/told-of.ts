/** Sentences that tell of a command rather than ask for it. */
const tells: RegExp[] = [
  /\b(?:someone|somebody|(?:an?|the|our) (?:colleague|engineer|operator|admin|developer|intern|user|attacker)|they|he|she|I|we|on|quelqu['’]un|un collègue)(?: had| have| once| then| accidentally| mistakenly| erroneously| just| actually| originally| previously| avait| a| avons){0,3} (?:ran|run by mistake|executed|typed|launched|exécuté|lancé|tapé)\b[^.]{0,60}$/iu,
  /\b(?:ran|run|executed|typed|launched|exécutée?s?|lancée?s?|tapée?s?) (?:by (?:mistake|accident)|accidentally|mistakenly|in error|par (?:erreur|mégarde|accident))\b[^.]{0,40}$/iu,
  /\b(?:had to|used to) (?:run|use|execute|type)\b[^.]{0,60}$|^(?:historical(?:ly| note)|pour mémoire|à l['’]époque)\b/iu,
  /^(?:the|our|an?|le|la|l['’]|une?) ?(?!following|below|next|above)(?:(?!following)\S+ ){0,4}?(?:cron ?jobs?|crontab|script|job|pipeline|workflow|playbook|alert|service|unit|hook|timer|tâche|alerte)(?: [`'"«]?[\w./-]+[`'"»]?)?(?: (?:then|simply|just|basically|itself))? (?:runs?|does|executes?|contains?|performs?|calls?|issues?|lance|exécute|contient|fait)(?: the following(?: \w+)?| this(?: \w+)?| these(?: \w+)?| ceci| la commande suivante)?\s*[:.…]?$/iu,
  /\b(?:caused|triggered|fired|produced|raised|generated|déclenchée?|causée?|produite?) (?:by|par) (?:this|the following|cette|la) (?:\w+ )?(?:query|command|expression|rule|requête|commande|règle)\b[^.]{0,20}$/iu,
]
/** Behind these it is not known whether it was done: what follows is for the case that it was. */
const supposed = /^(?:if|when|once|after|unless|si|quand|après)\b/iu
/** What is no longer done. */
const past: RegExp[] = [
  /^(?:this|that|the (?:following|below|old)|it|ceci|cette)(?: [\w-]+){0,3} (?:is|are|was|est|sont)(?: now)? (?:deprecated|obsolete|superseded|no longer (?:used|needed|supported|valid|necessary)|obsolètes?|dépréciée?s?)\b/iu,
  /\((?:[^()]{0,40}\b)?(?:do not (?:use|run)|don['’]t (?:use|run)|ne (?:pas|plus) (?:utiliser|lancer)|deprecated|obsol[eè]te)\b[^()]{0,40}\)/iu,
]
const titles =
  /^\W*(?:\[?(?:deprecated|obsolete|obsolète|dépréciée?|archived|abandoned|removed)\]?\b(?! (?:features?|apis?|versions?|warnings?|files?|images?|data|users?|nodes?|hosts?|objects?|resources?|events?|pods?|configs?|metrics?))|.*\((?:deprecated|obsolete|obsolète|do not use|ne plus utiliser)\)\s*$)/iu
const file =
  /\b(?:create|save|write|put|add|make|place|créez|créer|enregistre[rz]|écri(?:re|vez))\b[^.:]{0,80}(?:[\w/-]\.(?:sh|bash|py|rb|pl)\b|\b(?:script|file|fichier)\b)/iu
const content = /\b(?:contents? of|contenu (?:de|du)) [^.:]{0,60}(?:script|file|fichier|\.(?:sh|bash))/iu

/** Why a block is told of and not asked for, if the words before it or a heading around it say so. */
export function toldOf(
  text: string,
  above: string | undefined,
  headings: readonly string[],
): string | undefined {
  const last = lastSentence(above)
  if (last !== undefined) {
    if (!supposed.test(last) && tells.some(pattern => pattern.test(last)))
      return `“${short(last)}” tells of it, and does not ask for it`
    if (past.some(pattern => pattern.test(last))) return `“${short(last)}” says that it is no longer done`
    if (content.test(last) || (/^\s*#!\s*\//.test(text) && file.test(last)))
      return `“${short(last)}” says that it stands in a file`
  }
  const title = headings.find(heading => titles.test(heading))
  return title === undefined ? undefined : `“${short(title)}” says that it is no longer done`
}

function lastSentence(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2000) return undefined
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?;]) +(?=\S)/)
    .at(-1)!
    .replace(/^\W+/u, '')
    .replace(/\s*[:…]$/u, '')
}

const short = (words: string): string => (words.length > 80 ? `${words.slice(0, 79)}…` : words)
