import {late} from '../late.ts'

const telling = `(?:your|yours|this|me|needed|necessary|required|accordingly|appropriate(?:ly)?|actual|here)`
const changing = `(?:adjust|replace|change|edit|update|modify|substitute|set)(?:ing)?`
/** `REGION=us-east-1 # change to your region`, `id = 42; -- replace with the actual id` */
const beside = late(
  String.raw`=[ \t]*(["']?)([\p{L}\p{N}][\p{L}\p{N}_.:/@-]{2,120})\1[;,)]{0,3}[ \t]+(?:#|--)[ \t]*[(←<-]{0,5}[ \t]*(?:${changing}\b[^\n]{0,80}?\b${telling}\b|your\b|(?:todo|fixme)?:?[ \t]*(?:${changing}|customi[sz]e|fill in|e\.g\.|(?:just )?(?:an )?example|placeholder)[ \t]*[.!)]?[ \t]*$)`,
  'gimu',
)
/** What a text says of a kind of value: `(adjust date as needed)`, `replace the IP addresses with yours`. */
const kinds: [() => RegExp, RegExp][] = [
  [ofKind('dates?'), /\b\d{4}-\d{2}-\d{2}\b/g],
  [
    ofKind('ips?(?:[ -]addresse?s?)?|addresses'),
    /(?<![\d.])(?!127\.|0\.0\.0\.0|255\.)(?:\d{1,3}\.){3}\d{1,3}(?![\d./])/g,
  ],
]

function ofKind(kind: string): () => RegExp {
  return late(
    String.raw`\b${changing}\s+(?:the\s+|these\s+|your\s+|all\s+)?(?:${kind})\s+(?:[\p{L}]{1,12}\s+){0,3}?${telling}\b`,
    'iu',
  )
}

/** Longer texts say nothing about one block. */
const longest = 10_000

/** Values that a comment beside them, or the text around, says are to be adjusted: gaps wherever they stand whole. */
export function saidToBeAdjusted(text: string, prose: string): string[] {
  const around = prose.slice(0, longest)
  if (
    !/adjust|replac|chang|edit|updat|modif|substit|\bset|your|customi|fill|e\.g|exampl|placeholder/i.test(
      around,
    )
  )
    return []
  const given = [...(/=.*[ \t](?:#|--)/.test(text) ? text.matchAll(beside()) : [])]
    .map(match => match[2]!)
    .filter(value => !/^(?:true|false|yes|null)$/i.test(value))
  const ofKinds = kinds.flatMap(([said, value]) =>
    said().test(around) ? [...text.matchAll(value)].map(([found]) => found) : [],
  )
  return [...new Set([...given, ...ofKinds])]
}
