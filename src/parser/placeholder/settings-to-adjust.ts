import {late} from '../late.ts'

const these = String.raw`(?:these|those|the|them|following|all|any|your|(?:the\s+)?(?:values?|variables?|parameters?|settings?))`
/** Words that ask for one's own values by themselves, and those that need to say whose. */
const own = String.raw`(?:adjust|customi[sz]e|adapt|personali[sz]e|tailor|fill in)`
const common = String.raw`(?:change|edit|set|modify|replace|update|configure)`
const whose = String.raw`(?:to (?:match|fit|suit|your)|for your|with your|as (?:needed|required|appropriate|necessary)|accordingly|if needed)`
/** `Adjust these:`, `Change the variables below to match your site` */
const asked = [
  String.raw`(?:^|[.!?;\n]\s*|\b(?:please|now|then|first|and|to)[,:]?\s+)${own}\s+${these}(?:\s+\p{L}+){0,6}\s*(?:[:.…]|$)`,
  String.raw`(?:^|[.!?;\n]\s*|\b(?:please|now|then|first|and|to)[,:]?\s+)${common}\s+${these}\b[^.\n]{0,60}?\b${whose}\b`,
  String.raw`(?:^|[.!?;\n]\s*)(?:ajust(?:e[rz]?|ad|ar?|en)|adapt(?:e[rz]?|ad|ar?|en)|personnalise[rz]?|personali[zc](?:a|ar|e|ad))\s+(?:(?:ces|les|vos|est[oa]s|los|las|est[ea]s|os|as)\s+)(?:\p{L}+\s*){0,6}(?:[:.…]|$)`,
  String.raw`(?:^|[.!?;\n]\s*)(?:(?:diese|die(?: folgenden)?|folgende)\s+(?:\p{L}+\s+){0,3}anpassen|passen?\s+(?:Sie\s+)?(?:diese|die(?: folgenden)?|folgende)\s+(?:\p{L}+\s+){0,5}an)\s*(?:[:.…]|$)`,
  String.raw`\b(?:update|edit|customi[sz]e|adapt|tailor)\s+(?:(?:the|these|those|all)\s+)?(?:following\s+)?(?:environment\s+|env\s+|shell\s+)?(?:variables?|values?|vars)\b`,
  String.raw`\b(?:set|define|export|provide|configure|fill in|enter)\s[^.\n]{0,30}?\b(?:variables?|values?|settings|parameters|vars)\b[^.\n]{0,60}?\b(?:your|own|appropriate|correct|actual|desired)\b`,
  String.raw`(?:^|[(.!?;:]\s*|\buse\s+)(?:with\s+)?(?:your|own|appropriate)\s+(?:own\s+)?values?\b`,
  String.raw`(?:^|[.!?]\s+)(?:customi[sz]e|adjust|adapt)\s*[:.]\s*$`,
].map(source => late(source, 'iu'))
/** The same above a line: `# replace with your node` */
const above = late(
  String.raw`^(?:please\s+|todo:?\s+)?(?:replace|change|adjust|adapt|edit|modify|set|update|customi[sz]e)\s+(?:(?:this|it|me|these)\s+)?(?:to|with|for|as (?:needed|appropriate|required)|accordingly)\b`,
  'iu',
)
const hint =
  /adjust|ajust|custom|adapt|personali|personnali|tailor|fill in|chang|edit|set|modif|replace|update|configure|pass|value|define|export|provide|enter/i
const assignment = /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=(["']?)([^\s"'$\x60;&|()]+)\1[ \t]*(?:#.*)?$/
/** What is a switch, and no value of anyone's. */
const fixed = /^(?:true|false|yes|no|on|off|null|none|\d)$/i

/**
 * Values of variables that are to be the reader's own, as the text before a block that begins with them says, or a comment above
 * them: `Adjust these:`.
 */
export function settingsToAdjust(text: string, prose: string): string[] {
  const lines = text.split('\n')
  const found: string[] = []
  const asks = (said: string) => hint.test(said) && asked.some(pattern => pattern().test(said.slice(-500)))
  const telling = lines.filter(line => line.trim() !== '' && !/^\s*#/.test(line))
  const whole = telling.length > 0 && telling.length <= 40 && telling.every(line => assignment.test(line))
  const begins = assignment.test(telling[0] ?? '') && /\bvar(?:iable)?s?\b|\bvalues?\b/i.test(prose)
  let inside = (whole || begins) && asks(prose)
  for (const line of lines) {
    const comment = /^\s*#+\s*(\S.*)$/.exec(line)?.[1]
    if (comment !== undefined) {
      inside ||= asks(comment) || above().test(comment)
      continue
    }
    const value = assignment.exec(line)?.[2]
    if (inside && value !== undefined && !fixed.test(value)) found.push(value)
    if (value === undefined) inside = false
  }
  return found
}
