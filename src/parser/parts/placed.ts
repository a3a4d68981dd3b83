const name = '(?:prod(?:uction)?|live|staging|pre-?prod(?:uction)?|préprod(?:uction)?|uat|qa|recette)'
const noun = '(?:environment|env|system|site|cluster|database|db|instance|environnement|base)s?'
/** Most texts name none. */
const named = new RegExp(name, 'iu')
/** `On prod:`, `In production (eu-1), run:`; what a sentence tells of production has no colon behind it. */
const place = new RegExp(
  String.raw`(?:^|[.!:;,]\s+)(?:(?:and|then|now|next|puis|ensuite),? )?((?:on|in|against|sur|en|dans) (?:the |our |la |le |l['’])?(${name})(?: ${noun})?)(?: ?\([^()]{0,60}\))?(?:,? (?:run|execute|type|do|lance[rz]|exécute[rz])(?: (?:the following|this|these|it|ceci))?(?: commands?)?)?\s*(?:$|:)`,
  'iu',
)
/** Words that tell of it, or compare. */
const told = /\b(?:not|never|don['’]t|without|unlike|as|like|same|jamais|pas|comme)\b/iu

/** A longer paragraph explains. Unit: UTF-16 units. */
const longest = 300

/**
 * The words right before a block, or of the title above it, that say on which of several systems it is run (`On prod`), where nothing says whether this machine
 * speaks to that one. A script that names it itself goes there from anywhere.
 */
export function placedBy(
  script: string,
  above: string | undefined,
  title: string | undefined,
): string | undefined {
  for (const text of [above, title]) {
    if (text === undefined || text.length > longest || !named.test(text)) continue
    const last = text
      .replaceAll(/\s+/g, ' ')
      .trim()
      .split(/(?<=[.!?;]) +(?=\S)/)
      .at(-1)!
      .replace(/^[^\p{L}]+/u, '')
    const [, found, which] = (told.test(last) ? undefined : place.exec(last)) ?? []
    if (found && which && !script.toLowerCase().includes(which.slice(0, 4).toLowerCase())) return found
  }
  return undefined
}
