import {late} from '../late.ts'

/** A word of the reader's own: shown as code, or with a number in it, as no word of a sentence has. */
const it =
  '(?:`([^`\\s]{2,80})`(?![\\p{L}\\p{N}-])|["“\']?((?:[\\p{L}\\p{N}][\\p{L}\\p{N}_.:@/-]{0,60})?\\d[\\p{L}\\p{N}_:@/-]{0,40}(?:\\.[\\p{L}\\p{N}_:@/-]{1,40}){0,6})["”\']?)'
/** Behind which a clause is over. */
const over = '(?=\\s*(?:[.,:;)!?。，：]|$|\\(|and\\b|et\\b|y\\b|und\\b))'
const assume =
  "(?:assum(?:e|es|ed|ing)|suppos(?:e|ed|ing)|let['’]?s say|imagine|supposons|supposant|admettons|supongamos|suponiendo|suponha(?:mos)?|supondo|angenommen|nehmen wir an|假设|假設)"
const change = '(?:replac|chang|adjust|adapt|modify|modifi|substitut|updat|edit|swapp?|tweak)(?:e|ing)?'
const kind = '(?:the\\s+|your\\s+)?(?:\\p{L}{2,14}\\s+){0,2}?'
const verb =
  "is|are|was|be|(?:is |are )?(?:called|named)|has (?:the )?(?:name|id|ip)|est|sont|s[’']appelle|es|se llama|é|se chama|heißt|ist|为|是"
const ours =
  '(?:accordingly|as (?:needed|appropriate|required|necessary|desired)|if (?:needed|necessary|required)|to (?:match|suit|fit|reflect|be)\\b|(?:to|with|by|for) (?:your|yours|whatever|whichever|the|an?|any|one)\\b)'

/** What any such sentence holds, and how it reads: sources of regular expressions. */
type Saying = [hint: string, source: string]
interface Pattern {
  hint: () => RegExp
  pattern: () => RegExp
}

/** What says of a word wherever it stands in a document that it is not the reader's. */
const strong: Saying[] = [
  [
    'assum|suppo|say|imagin|admett|angenomm|nehmen|[假]',
    `${assume}(?![^.!?\\n]{0,60}\\byour\\b)[^.!?\\n]{0,80}?(?:\\s(?:${verb})\\s+|[为是]\\s*)${it}${over}`,
  ],
  [
    '(?:assum|suppo|say|imagin).* to ',
    `${assume}[^.!?\\n]{0,60}?\\s(?:want|need|have|wish|like)s? to \\p{L}{2,14}\\s+${kind}${it}`,
  ],
  [
    '(?:replac|chang|adjust|adapt|modif|substitut|updat|edit|swap|tweak).*(?:accord|as |if |to |with|by|for)',
    `\\b${change}\\s+${kind}${it}\\s+${ours}`,
  ],
  [
    '(?:forget|sure|remember|please).*(?:replac|chang|adjust|adapt|substitut)',
    `(?:forget to|make sure (?:to|you|that you)|remember to|be sure to|please)\\s+(?:replace|change|adjust|adapt|substitute)\\s+${kind}${it}`,
  ],
  [
    '(?:should|must|need|ha(?:s|ve)\\s+to|can|may|might|will|would)\\s[^]*(?:replaced|changed|substituted|adjusted|adapted|modified|different|your|differ|vary)\\b',
    `${it}\\s+(?:should|must|needs? to|ha(?:s|ve) to|can|may|might|will|would)\\s+(?:be (?:replaced|changed|substituted|adjusted|adapted|modified|different|your)\\b|differ\\b|(?:be|match)\\b[^.\\n]{0,24}?\\byour\\b|vary\\b)`,
  ],
  [
    '(?:is|are|being) .*(?:example|placeholder|your)',
    `${it}\\s+(?:is|are|being)\\s+(?:just |only |merely |simply )?(?:an example|a placeholder|example (?:names?|values?)|used as an example|your\\b)`,
  ],
  [
    '(?:instead|in place) of',
    `\\b(?:your|own|actual|real|desired|correct|right)\\b[^.\\n]{0,60}?\\b(?:instead of|in place of)\\s+${it}`,
  ],
  ['substitut.*your', `\\bsubstitut(?:e|ing)\\s[^.\\n]{0,60}?\\byour\\b[^.\\n]{0,40}?\\sfor\\s+${it}`],
  ['as (?:an|our|the) example', `${it}[^.\\n]{0,20}?\\sas (?:an|our|the) example\\b`],
  ['differ(?:s|ent)?\\s+from', `\\bdiffer(?:s|ent)?\\s+from\\s+${it}`],
  ['with .*(?:being|as) (?:the|your|an?) ', `\\bwith\\s+${it}\\s+(?:being|as) (?:the|your|an?)\\b`],
]
/** What says so of a word in the block that it stands beside. */
const weak: Saying[] = [
  [
    'e\\.\\s?g|for (?:example|instance)|such as|z\\. ?B|exemple|ex\\.|ejemplo|exemplo|esempio|например|例如|比如',
    `(?:\\be\\.\\s?g\\.|\\bfor (?:example|instance)|\\bsuch as|\\bz\\. ?B\\.|\\bpar exemple|\\bp(?:ar)?\\. ?ex\\.|\\bpor (?:ejemplo|exemplo)|\\bad esempio|например|例如|比如)[,:]?\\s*${kind}${it}`,
  ],
  [
    '\\((?:here|in|hier|ici|dans)',
    `\\((?:here|in (?:this|our) case|in (?:this|the|our) example|hier|ici|dans cet exemple)[,:]?\\s+(?:is |it is |it['’]s )?${kind}${it}`,
  ],
  [
    'in (?:this|the|our|these) (?:following |above )?example',
    `\\bin (?:this|the|our|these) (?:following |above )?examples?(?: (?:below|above|here))?\\b[^.!?\\n]{0,80}?${it}`,
  ],
  ['in (?:this|the|our) example', `${it}[^.!?\\n()]{0,30}? in (?:this|the|our) example\\b`],
  ['example (?:for|with|of)', `\\bexample (?:for|with|of)\\s+${kind}${it}`],
  ['here', `(?:^|[.,;]\\s+)here,?\\s+${it}\\s+is (?:the|your|an?)\\b`],
]
const [strongly, weakly] = [strong, weak].map(sayings =>
  sayings.map(([hint, source]) => ({hint: late(hint, 'i'), pattern: late(source, 'giu')})),
) as [Pattern[], Pattern[]]
/** Longer texts say nothing about one block. */
const longest = 4000

/** Words of which `prose`, which has code between backticks, says that they are an example or the author's, for any block of the document. */
export function saidToBeExamples(prose: string): string[] {
  return saidBy(strongly, prose)
}

/** Words of which it says so as one does of what stands right beside: `e.g. web-3`. */
export function saidToBeExamplesBeside(prose: string): string[] {
  return saidBy(weakly, prose)
}

function saidBy(patterns: readonly Pattern[], prose: string): string[] {
  const text = prose.slice(0, longest)
  if (!/[`\d]/.test(text)) return []
  const found = new Set<string>()
  for (const {hint, pattern} of patterns) {
    if (!hint().test(text)) continue
    for (const [, code, bare] of text.matchAll(pattern())) {
      const word = (code ?? bare)!.replace(/[.,:;]+$/, '')
      if (isOwn(word)) found.add(word)
    }
  }
  return [...found]
}

/** No option, version of a program, port, year or part of a sentence. */
function isOwn(word: string): boolean {
  return (
    /^[\p{L}\p{N}/~@]/u.test(word) &&
    /[\p{L}\p{N}]/u.test(word) &&
    !/^(?:\d{1,2}|v?\d+(?:\.\d+){1,2}|\d{4}|\d+(?:st|nd|rd|th|[smhdkgt]b?|ms|%))$/i.test(word)
  )
}
