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
].map(source => late(source, 'iu'))
const hint =
  /adjust|ajust|custom|adapt|personali|personnali|tailor|fill in|chang|edit|set|modif|replace|update|configure|pass/i
const assignment = /^[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*=(["']?)([^\s"'$\x60;&|()]+)\1[ \t]*(?:#.*)?$/
/** What is a switch, and no value of anyone's. */
const fixed = /^(?:true|false|yes|no|on|off|null|none|\d)$/i

/**
 * Values of variables that are to be the reader's own, as the text before a block that sets nothing else says, or a comment above
 * them: `Adjust these:`.
 */
export function settingsToAdjust(text: string, prose: string): string[] {
  const lines = text.split('\n')
  const found: string[] = []
  const asks = (said: string) => hint.test(said) && asked.some(pattern => pattern().test(said.slice(-500)))
  const telling = lines.filter(line => line.trim() !== '' && !/^\s*#/.test(line))
  const whole = telling.length > 0 && telling.length <= 40 && telling.every(line => assignment.test(line))
  let inside = whole && asks(prose)
  for (const line of lines) {
    const comment = /^\s*#+\s*(\S.*)$/.exec(line)?.[1]
    if (comment !== undefined) {
      inside ||= asks(comment)
      continue
    }
    const value = assignment.exec(line)?.[2]
    if (inside && value !== undefined && !fixed.test(value)) found.push(value)
    if (value === undefined) inside = false
  }
  return found
}
