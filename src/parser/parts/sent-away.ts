import {late} from '../late.ts'
import {leftOpen} from './left-open.ts'
import {type Into, into, mayLeadInto} from './sent-into.ts'

/** Where words send their reader to type what follows. */
export interface Away {
  /** The words that do, on one line. */
  words: string
  /** Where in the text they begin, in UTF-16 units. */
  at: number
  /** Inside a container, which one's own tools reach from outside; else on a machine. */
  container: boolean
  /** A program that reads a language of its own. */
  program: boolean
  /** One is asked to go there, and not only told where one is. */
  goes: boolean
  /** From there one goes on to others. */
  relay: boolean
}

const machine = `(?:servers?|hosts?|machines?|nodes?|bastion(?: host)?|jump ?(?:host|box|server)|box(?:es)?|vms?|virtual machines?|droplet|replicas?|standby|primary|secondary|master|slave|leader|follower|workers?|control plane|old-host|new-host|instances?)`
const inside = '(?:containers?|pods?|toolbox|chroot|container shell|pod shell)'
const machineFr =
  '(?:serveurs?|machines?|hôtes?|nœuds?|noeuds?|bastion|rebond|instances?|vm|primaire|secondaire|réplicas?|réplique|maître|esclave)'
const insideFr = '(?:conteneurs?|containers?|pods?)'
/** Words between an article and what it is for: never a verb of the sentence, nor what makes it something else. */
const some = String.raw`(?:(?!(?:and|or|to|is|are|et|ou|est|que|of|from|with|by|for)\b)[\w.\-'’/]+ ){0,4}?`
/** The name of the place, or which it is, behind its noun. */
const named = String.raw`(?: (?!(?:run|execute|do|type|is|are|lance|lancez|and|to)\b)["'“«‘(]?[\w.<>{}$/@-]+["'”»’)]?)?(?: (?:where|that|you|with|for|of|de|du|des|qui|où|d['’])[^.:;,(]{0,60})?`
/** What the noun is then only a part of: \`server side\`, \`host name\`. */
const notAPart = String.raw`(?![\w-]|['’]s\b| (?:side|name|list|group|pool|config\w*|settings?|file|log|page|process|image|registry|port|key|level|address|ip|status|metrics?|dashboard|console|ui|tab|pr|branch|security|selection|actions?)\b)`
const the = '(?:the|a|an|your|each|every|all(?: the)?|any|both|one of (?:the|your)|another|this|that|these)'
const le = String.raw`(?:le|la|les|l['’]|un|une|votre|chaque|tous les|toutes les|ce|cette|chacun des)\s?`

/** A sentence begins, or a clause of it: what stands here is asked for, not told of. */
const begins = String.raw`(?:^|[.!:;,(]\s+|\b(?:and|then|now|please|to|et|puis|ensuite|first)\s+)`
const clause = String.raw`(?:^|[.!:;]\s+|,\s+(?:then |and )?|\b(?:then|now|puis|ensuite|next),?\s+)`

/** What a pattern cannot do without, looked for before it: most texts hold it nowhere. */
const bySsh = late('ssh|remote', 'i')
const toMachine = late(`${machine}|${inside}`, 'i')
const versMachine = late(`${machineFr}|${insideFr}`, 'i')
const onNumbered = late(String.raw`on [^.]*\d`, 'i')

/** A pattern, and what it needs. */
type Sending = readonly [needs: () => RegExp, pattern: () => RegExp]

/** To go somewhere is asked for. The group is a thing inside of which one goes. */
const going: readonly Sending[] = [
  sending(
    bySsh,
    String.raw`${begins}(?:ssh(?:ing)?|remote) (?:back |directly )?(?:in ?to|to|onto|on) (?!(?:use|your|get|keys?|access|config)\b)(?=[\w"'“‘<[{$])`,
  ),
  sending(
    toMachine,
    `${begins}(?:log(?:ging)? ?(?:back )?(?:in|on)(?: ?to)?|connect(?:ing)?(?: over ssh| via ssh| by ssh)? to|sign(?:ing)? in ?to|(?:get|hop|jump) (?:on(?: ?to)?|to)|(?:exec|shell|attach|enter|go|get) (?:in ?to|inside)|open a (?:shell|terminal|bash session|session) (?:in|on|into)|enter) ${the} ${some}(?:${machine}|(${inside}))${notAPart}`,
  ),
  sending(
    versMachine,
    `${begins}(?:(?:se )?connecte[rz](?:-(?:vous|toi))?|connexion|ouvr(?:ir|ez) (?:un shell|une session|un terminal)|entre[rz]|allez|aller|rendez-vous)(?: en ssh| via ssh| par ssh)? (?:à |au |aux |sur |dans |en ssh (?:à |au |sur ))(?:${le})?${some}(?:${machineFr}|(${insideFr}))${notAPart}`,
  ),
  sending(bySsh, `${begins}(?:(?:se )?connecte[rz](?:-(?:vous|toi))?|connexion) en ssh (?:à|au|aux|sur) `),
]
/** A place is named at the head of a sentence, or behind a request to run something. */
const standing: readonly Sending[] = [
  sending(
    toMachine,
    String.raw`${clause}(?:(?:as \w+,? )?on|from(?: within| inside)?|inside(?: of)?|within|in|once (?:you(?: are|['’]re) )?(?:in|on|inside|(?:logged|connected) (?:in ?)?(?:to|on))) ${the} ${some}(?:${machine}|(${inside}))${notAPart}${named}(?=\s*(?:[:,(]|$|run\b|execute\b|do\b|type\b|shell\b|\w+ run\b|as \w+))`,
  ),
  sending(
    toMachine,
    String.raw`\b(?:run|execute|type|issue|enter|(?:do|perform)(?= the following)) (?:the |this |these |that |it|following|below|command|commands|all| )+(?:\w+ ){0,2}?(?:on|from|inside|within|in) ${the} ${some}(?:${machine}|(${inside}))${notAPart}${named}(?=\s*(?:[:,.(]|$))`,
  ),
  sending(
    onNumbered,
    String.raw`${clause}on (?:(?:host|node|server|machine) )?(?:[a-z][a-z-]*(?<!ipv|ec|http|python|rhel|centos|win|ubuntu|debian|fedora|java|php|node|el|step|day|phase|level|tier|route|s|port|sev|p|page|section|line)-?\d{1,3})(?: (?:and|et|or|ou|&) [a-z][a-z-]*-?\d{1,3})*(?=\s*(?:[:,]|$|run\b|execute\b))`,
  ),
  sending(
    versMachine,
    String.raw`${clause}(?:sur|depuis|dans|à l['’]intérieur (?:du|de la|de l['’]|des)|(?:une fois )?(?:connecté(?:\(?e\)?)?|sur|dans|entré)(?: (?:sur|dans|à|au))?) ?(?:${le})?${some}(?:${machineFr}|(${insideFr}))${notAPart}${named}(?=\s*(?:[:,(]|$|lance|exécute|\w+ (?:lance|exécute)|tape))`,
  ),
  sending(
    versMachine,
    String.raw`\b(?:exécute[rz]|lance[rz]|tape[rz]) (?:[\wàéèê’']+ ){0,5}?(?:sur|depuis|dans) ${le}${some}(?:${machineFr}|(${insideFr}))${notAPart}${named}(?=\s*(?:[:,.(]|$))`,
  ),
]
const relays = /\b(?:bastion|jump|rebond)/i
/** The machine that one sits at, or words on what might be. */
const own =
  /\b(?:your|own|my|local|this|dev(?:elopment|eloper)?|host|votre|ta|same|ci|build|control|ansible|client|other|admin(?:istration)?|operator|locale?) (?:\w+ )?(?:machine|computer|laptop|workstation|box|host|vm|node)\b|\b(?:machine|poste) (?:hôte|locale?|de (?:dev|travail))|\bhost machine\b|\b(?:from|on) any machine\b|\b(?:linux|mac(?:os)?|windows|unix|ubuntu|debian|arm|x86)\b|\b(?:on|from|sur) (?:the |a |l['’])(?:host|machine|hôte|instance)\b(?! \w)/i
/** Not a request: a wish, a doubt, a question of what may be. */
const told =
  /\b(?:can(?:not|['’]t| not)|unable|able to|could|fails? to|failed to|should be able|verify|check (?:that|if|whether)|test (?:that|if|whether)|ensure|make sure|without|no need|need(?:ed)? to be able|don['’]t|do not|never|avoid|instead of|rather than|access to|allows?|how to|was|were|requires?|involves?|process|this is|describes?|explains?|shows how|we (?:can|will|could)|impossible|peut|pouvez|ne pas|jamais|vérifie[rz] que|assurez-vous|useful|possible)\b/i

function sending(needs: () => RegExp, pattern: string): Sending {
  return [needs, late(pattern, 'giu')]
}

const ofPlaces: readonly (Into & {needs: () => RegExp})[] = [
  ...going.map(([needs, pattern]) => ({needs, pattern, goes: true, program: false})),
  ...standing.map(([needs, pattern]) => ({needs, pattern, goes: false, program: false})),
]

/** The patterns of places that may be in a text. */
function placesIn(text: string): Into[] {
  const held = new Map<() => RegExp, boolean>()
  return ofPlaces.filter(({needs}) => {
    const known = held.get(needs) ?? needs().test(text)
    held.set(needs, known)
    return known
  })
}

/** Where the last words of a text that send its reader away send them; undefined if none do. `codes` are what it holds as code. */
export function sentAway(text: string, codes: readonly string[]): Away | undefined {
  if (text.length > longest || !(mayName.test(text) || codes.length > 0)) return undefined
  const found: Away[] = []
  const patterns = [...placesIn(text), ...(mayLeadInto().test(text) ? into : [])]
  for (const one of patterns) {
    const pattern = one.pattern()
    // not matchAll, which makes a copy of the pattern each time
    pattern.lastIndex = 0
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const away = awayIn(text, match, one)
      if (away) found.push(away)
      if (match[0] === '') pattern.lastIndex++
    }
  }
  for (const code of codes) {
    const opened = openedBy(code, text)
    if (opened) found.push(opened)
  }
  return found.toSorted((a, b) => a.at - b.at).at(-1)
}

/** Any of the words without which nothing is found: most texts hold none. */
const mayName =
  /intérieur|\b(?:ssh|remote|log|sign|get|hop|jump|exec|shell|attach|enter|go|open|on|from|inside|within|in|once|connect\w*|connexion|ouvr\w+|entre[rz]|allez|aller|rendez|sur|depuis|dans|une|at|run|execute|type|issue|start|launch|boot\w*|reboot|via|through|over|using|with|par|after|when|démarre[rz]|redémarre[rz]|exécute[rz]|lance[rz]|tape[rz]|get|à)\b/i

/** A longer paragraph explains. Unit: UTF-16 units. */
const longest = 1000

function awayIn(text: string, match: RegExpMatchArray, {goes, program}: Into): Away | undefined {
  const at = match.index! + match[0].search(/[\p{L}]/u)
  const from = Math.max(text.lastIndexOf('. ', at), text.lastIndexOf('\n', at)) + 1
  const to = match.index! + match[0].length
  const end = text.slice(to).search(/[.:;,(\n]|$/)
  const words = text
    .slice(at, to + Math.min(end, 40))
    .replaceAll(/\s+/g, ' ')
    .trim()
  // one of two ways: whether one goes there is the reader's choice
  if (/^\s*(?:or|ou) (?:use|run|try|via|with|using|utilise|lance)/i.test(text.slice(to).replace(/^\S*/, '')))
    return undefined
  if (own.test(words) || told.test(text.slice(from, to))) return undefined
  const container =
    match.slice(1).some(group => group !== undefined) || namesContainer.test(text.slice(from, to))
  return {words, at, container, program, goes, relay: relays.test(words)}
}

const namesContainer = /\b(?:docker|kubectl|oc|podman|nerdctl) (?:\S+ )?(?:exec|run|rsh)\b/

const opensBy =
  /(?:\b(?:connect|ssh|log(?:ging)? ?(?:in|on)|exec|shell|enter|open|attach|start|get|go|run|use|type|execute|using|with|via|by|inside|in|on|into|from|first|connecte[rz]|connexion|ouvr\w+|entre[rz]|lance[rz]|exécute[rz]|tape[rz]|avec|par|dans|depuis|sur)\b[^.]*|\()$/i

/** A session that is opened by a command written in the text, where the text asks for that. */
function openedBy(code: string, text: string): Away | undefined {
  const at = text.indexOf(code)
  const opened = at === -1 || !mayOpen.test(code) ? undefined : leftOpen(code)
  if (!opened || opened.program || opened.command.trim() !== code.trim()) return undefined
  if (reachesInside.test(code) && code.trim().split(/\s+/).length < 3) return undefined // the name of a command
  const stop = text.lastIndexOf('. ', at)
  const from = Math.max(stop === -1 ? 0 : stop + 2, text.lastIndexOf('\n', at) + 1)
  const before = text.slice(from, at)
  const asked =
    before.trim() === ''
      ? /^\W*(?:$|[:,]|and\b|then\b|et\b|puis\b)/.test(text.slice(at + code.length))
      : opensBy.test(before.trim())
  if (!asked || told.test(before) || /^(?:if|when|si|quand)\b(?!.*,)/i.test(before.trim())) return undefined
  const words = code.trim()
  return {
    words,
    at,
    container: reachesInside.test(code),
    program: false,
    goes: true,
    relay: relays.test(code),
  }
}

const mayOpen =
  /^[^\n]*\b(?:ssh|mosh|exec|rsh|attach|su|sudo|bash|sh|shell|console|login|session|nsenter|chroot|enter)\b[^\n]*$/
const reachesInside = /^\s*(?:sudo\s+)?(?:kubectl|oc|docker|docker-compose|podman|nerdctl|crictl|lxc|incus)\b/
