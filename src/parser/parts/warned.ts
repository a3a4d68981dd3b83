import type {Reason} from '../../model/effect.ts'
import type {Block} from '../../model/runbook.ts'

const thing =
  '(?:commands?|scripts?|steps?|tasks?|playbooks?|jobs?|operations?|actions?|procedures?|quer(?:y|ies)|statements?|process|commandes?|opérations?|étapes?|requêtes?)'
const adverb =
  '(?:(?:also|then|now|first|permanently|immediately|irreversibly|completely|automatically|briefly|definitely|définitivement) )*'
const ends =
  '(?:delet|destroy|eras|wip|purg|truncat|overwrit|drop|restart|reboot|stop|kill|terminat|evict|drain|revok|cancel|supprim|détrui|effac|écras|redémarr|arrêt|vid)(?:e?s|es?|ing|pe?s|a|ent|era|eront|t)?'
/** `This will delete everything`, `the script below restarts the node`, `WARNING - this takes the API down`. */
const says = new RegExp(
  String.raw`(?:^|[.!:;,—-]\s+|\b(?:note|warning|attention|caution|danger)\b[^.]{0,20}?)(?:this|it|that|which|these|(?:the|this|ce(?:tte|ci)?|la|le|l['’])\s*(?:(?:following|above|below|next|whole|suivante?) )?${thing}(?: (?:below|above))?|ceci|cela)(?: (?:will|would|can|may|is going to|va|peut))? ${adverb}(?:${ends}\b|tak(?:e|es) [^.]{1,80} down\b|shuts? [^.]{1,60} ?down\b|removes? (?:all|every|the (?:data|node|database|volume)))`,
  'iu',
)
const warns =
  /\b(?:destructive|irreversible|irréversible|destructrice?|cannot be undone|can['’]t be undone|(?:data|everything|all [\w-]+(?: [\w-]+)?) (?:(?:will|may|can) be|(?:is|are|gets?) (?:then )?)(?: \w+)? ?(?:lost|deleted|erased|wiped|destroyed|overwritten|dropped)|(?:caus(?:es?|ing)|(?:lead(?:s|ing)?|results?|resulting) (?:to|in)) (?:(?:an?|some|permanent|partial|total|complete|short|brief|full) ){0,2}(?:downtime|outage|data[ -]loss|loss of (?:data|service))|(?:you|we) (?:will|may|can|could) lose (?:all |any |your |the |some )*(?:data|everything)|(?:with|avec|mit|com|con) (?:(?:an?|some|une?|de|short|brief|full|kurzer|kurzem|~?\d+ ?\w{1,4}|of) ){0,3}(?:downtime|outage|interruption|coupure|ausfall)|(?:données|tout) (?:seront|sera) \w*(?:perdue?s?|supprimée?s?|effacée?s?))\b/iu
/** What takes back what a warning says, or puts it under a condition. */
const bounded =
  /\b(?:not|non[- ]|never|without|won['’]t|doesn['’]t|don['’]t|isn['’]t|aren['’]t|no|nothing|zero|if|unless|instead|rather|avoids?|prevents?|only|before|safe|safely|pas|jamais|sans|aucune?|si)\b|non-/iu
/** A title or comment that orders it: `Restart the brokers`, `4. Purge the queue`. */
const orders =
  /^[\W\d]*(?:(?:step|phase|étape|option) [\dA-Z]+\W+)?(?:(?:then|now|finally|next|first|lastly|puis|ensuite|enfin),? )?(?:delete|remove|destroy|drop|purge|wipe|truncate|erase|restart|reboot|stop|shut ?down|kill|terminate|roll ?back|revert|restore|fail ?over|switch ?over|drain|evict|flush|revoke|cancel|uninstall|decommission|reset|(?:import|load)(?: \S+){0,5} (?:databases?|db|dumps?|backups?|production|prod)|supprime[rz]|redémarre[rz]|arrête[rz]|restaure[rz]|vide[rz]|purge[rz])(?:\s+\S|$)/iu

/** A title of moving what serves to another node: those that were served by the old one are cut off. */
const handsOver =
  /^[\W\d]*(?:(?:manual(?:ly)?|forced?|planned|unplanned|emergency|perform(?:ing)?|trigger(?:ing)?|initiat(?:e|ing)|do(?:ing)?|execut(?:e|ing)) (?:an? |the )?)*(?:(?:(?!(?:check|verif|test|before|after|config|set|enabl|disabl|monitor|prepar|about|auto|why|when|how|recover)\w*)\S+ ){0,2}(?:fail[- ]?over|switch[- ]?over)(?: (?:to|of) .{1,60})?|(?:switch|chang|transferr?|promot)(?:e|ing|ion)?(?: of| the| an?){0,2} (?:\S+ )?(?:master|primary|leader)(?: \S+){0,4})$/iu

/** A comment that orders to make anew what runs, which ends it first: `set KEY in .env, then recreate the workers`. */
const recreates =
  /(?:^[\W\d]*|\b(?:then|and|to|puis|et|dann|und)\s+)(?:force[- ])?(?:re-?create|recrée[rz]?|recréer)\s+(?!(?:the |an? )?(?:index|view|user|role|symlink|link)\b)\S/iu

/** What stands around a block. */
interface Around {
  /** The text right before it, be it a paragraph or a quotation. */
  above: string | undefined
  /** Its own title: a comment of its fence. */
  title: string | undefined
  /** The paragraph right behind it, where that leads to nothing else. */
  below?: string | undefined
  heading: string | undefined
}

/**
 * A block of which nobody knows what it does, or that changes something, is taken to destroy where the words right before it, or a note right behind it, say that it does; and one that
 * is not known at all, where its title orders that. It only ever raises.
 */
export function warned(block: Block, {above, title, below, heading}: Around): Block {
  const {kind, effect, interactive} = block
  if (kind === 'show' || (effect !== 'unknown' && effect !== 'change')) return block
  const words =
    [above, title, ...commentsIn(block.text), notedIn(below)]
      .map(warningIn)
      .find(found => found !== undefined) ??
    (heading !== undefined && heading.length < 300 && warns.test(heading) && !bounded.test(heading)
      ? heading
      : undefined) ??
    (effect === 'unknown' && interactive === undefined
      ? [title, lastOf(above), isBare(above) ? heading : undefined].find(
          text => text !== undefined && isOrder(text),
        )
      : undefined) ??
    (kind !== 'sql'
      ? [title, ...commentsIn(block.text)].find(
          text => text !== undefined && recreates.test(text) && !bounded.test(text),
        )
      : undefined) ??
    (effect === 'change' && heading !== undefined && handsOver.test(heading) && !bounded.test(heading)
      ? heading
      : undefined)
  if (words === undefined) return block
  const short = words.trim().length > 80 ? `${words.trim().slice(0, 79)}…` : words.trim()
  return raised(block, {
    effect: 'destroy',
    text: `“${short}” says that it deletes, stops or overwrites something`,
  })
}

/** The block with what its document says of it, where that is worse than what was found in its text. */
export function raised(block: Block, said: Reason | undefined): Block {
  if (!said || block.effect === 'read' || block.effect === 'destroy') return block
  return {...block, effect: said.effect, reasons: [...block.reasons, said], warned: said}
}

function warningIn(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 2000) return undefined
  return sentences(text).findLast(one => (says.test(one) || warns.test(one)) && !bounded.test(one))
}

/** `Note: this will stop the service`: the first sentence of a note is about the block before it. */
function notedIn(text: string | undefined): string | undefined {
  const [first] = text === undefined || text.length > 2000 ? [] : sentences(text)
  return first !== undefined &&
    /^\W*(?:note|warning|attention|caution|danger|important|remarque|(?:this|it)\b)/iu.test(first)
    ? first
    : undefined
}

function isOrder(text: string): boolean {
  return text.length < 200 && orders.test(text) && !bounded.test(text)
}

/** Whether nothing between a heading and a block says what the block is for. */
function isBare(above: string | undefined): boolean {
  return (
    above === undefined ||
    /^\W*(?:run|use|execute|type|then|for example|example|e\.g\.)\b.{0,40}$/i.test(above.trim())
  )
}

function lastOf(text: string | undefined): string | undefined {
  return text === undefined || text.length > 2000 ? undefined : sentences(text).at(-1)
}

const sentences = (text: string): string[] =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.!?;]) +(?=\S)/)

function commentsIn(text: string): string[] {
  return text
    .slice(0, 20_000)
    .split('\n')
    .flatMap(line => /^\s*(?:#+(?!!)|--)\s*(\S.{0,400})$/.exec(line)?.[1] ?? [])
}
