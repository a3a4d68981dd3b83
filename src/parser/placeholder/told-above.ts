import {late} from '../late.ts'

const changing = String.raw`(?:replace|substitute|change|adjust|use|put|insert|enter|fill in|edit|update|modify)`
/** `# replace ID with your value`, `# substitute your revision`: what a comment asks for in the command below it. */
const asked = [
  String.raw`^\s*#+[^\n]{0,80}?\b${changing}\b[^\n]{0,80}?\b(?:your(?: own)?|the (?:actual|real|correct|right))\b`,
  String.raw`^\s*#+[^\n]{0,80}?\b(?:remplace[rz]?|adapte[rz]?|mette[rz]|utilise[rz]?)\b[^\n]{0,80}?\b(?:votre|vos|le bon|la bonne)\b`,
  String.raw`^\s*#+[^\n]{0,80}?\b(?:reempla\p{L}+|sustitu\p{L}+|cambi\p{L}+|substitu\p{L}+|troque)\b[^\n]{0,80}?\b(?:tu|su|seu|sua)\b`,
].map(source => late(source, 'iu'))
/** What nobody remembers and each system gives anew: an id in hexadecimal digits, a UUID, a long number. */
const given = () =>
  /(?<![\p{L}\p{N}_./:@-])(?:(?=[a-f]*\d)[\da-f]{8,64}|[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\d{5,20})(?![\p{L}\p{N}_./:@-])/gu

/** The one such value of a command that a comment right above says is to be the reader's own. */
export function toldAbove(text: string): string[] {
  if (!/#/.test(text)) return []
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    if (!/^\s*#/.test(line) || line.length > 500 || !asked.some(pattern => pattern().test(line))) return []
    const below = lines.slice(at + 1).find(one => !/^\s*#/.test(one)) ?? ''
    const values = new Set([...below.slice(0, 500).matchAll(given())].map(([value]) => value))
    return values.size === 1 ? [...values] : []
  })
}
