import {jsonEnd} from '../model/json-extent.ts'
import {didYouMean, suggest} from './suggest.ts'

/** One `key`, `key=value` or `key="value"` of a brace group, with offsets into the info string. */
export interface RawAttribute {
  key: string
  /** Undefined for a bare key. */
  value: string | undefined
  start: number
  end: number
}

export type InfoProblem = {text: string; start: number; end: number}

/** Keys of Runme that mean one of ours. */
const runmeSpellings: Record<string, string> = {name: 'id', excludefromrunall: 'skip'}
/** Keys that other tools put in braces; they are left alone. */
const foreignKeys =
  /^([.#].*|\d.*|linenos.*|linenum.*|hl_lines|lines|highlight.*|title_?line|label|caption|data-.*|eval|echo|include|engine|connection|numberlines|startfrom|copy|wrap|promptenv|category|mimetype|tag|terminalrows|openterminalonsuccess|closeterminalonsuccess)$/i

/**
 * Reads the brace group behind a fence's language: `{id=status timeout=30s expect="200 OK"}`, or Runme's JSON form.
 * A group without any key of ours is another tool's and gives nothing.
 */
export function readInfoString(
  meta: string,
  known: readonly string[],
  strict: boolean,
): {attributes: RawAttribute[]; problems: InfoProblem[]} {
  const open = meta.indexOf('{')
  if (open === -1) return {attributes: [], problems: []}
  const close = meta.lastIndexOf('}')
  if (close < open)
    return {
      attributes: [],
      problems: [
        {text: 'Unexpected end of the attribute group, expected `}`', start: open, end: meta.length},
      ],
    }
  const group = meta.slice(open + 1, close)
  const read = /^\s*"/.test(group)
    ? jsonAttributes(meta.slice(open, close + 1), open)
    : tokens(group, open + 1)
  const ours = read.attributes
    .filter(({key}) => !foreignKeys.test(key))
    .map(attribute => ({...attribute, key: runmeSpellings[attribute.key.toLowerCase()] ?? attribute.key}))
  const recognised = ours.some(({key}) => known.includes(key) || suggest(key, known) !== undefined)
  if (!recognised && !strict) return {attributes: [], problems: []}
  const problems = ours
    .filter(({key}) => !known.includes(key))
    .map(({key, start, end}) => ({
      text: `Unexpected attribute \`${key}\`, expected a known one${didYouMean(key, known)}`,
      start,
      end,
    }))
  return {attributes: ours.filter(({key}) => known.includes(key)), problems: [...read.problems, ...problems]}
}

function tokens(group: string, base: number): {attributes: RawAttribute[]; problems: InfoProblem[]} {
  const attributes: RawAttribute[] = []
  const problems: InfoProblem[] = []
  const pattern =
    /([^\s=,{}"']+)(?:=("(?:[^"\\]|\\.)*"|'[^']*'|(?<=expect=)\/(?:[^/\\]|\\.)*\/[a-z]*|[^\s"']*))?|[,\s]+|./gsu
  for (let match = pattern.exec(group); match; match = pattern.exec(group)) {
    const [found, key] = match
    const json = key === 'expect-json' ? jsonAfter(group, match.index + key.length) : undefined
    const [all, raw] = json === undefined ? [found, match[2]] : [`${key}=${json}`, json]
    pattern.lastIndex = match.index + all.length
    const start = base + match.index
    const end = start + all.length
    if (key !== undefined)
      attributes.push({key, value: raw === undefined ? undefined : unquoted(raw), start, end})
    else if (all.trim() !== '' && !/^,+$/.test(all.trim())) {
      problems.push({
        text: `Unexpected \`${all}\` among attributes, expected \`key=value\` or a closed quote`,
        start,
        end,
      })
    }
  }
  return {attributes, problems}
}

/** The object or array behind a `=`, which needs no quotes. */
function jsonAfter(group: string, at: number): string | undefined {
  if (!/^=[[{]/.test(group.slice(at, at + 2))) return undefined
  const end = jsonEnd(group, at + 1)
  return end === undefined ? undefined : group.slice(at + 1, end)
}

function unquoted(raw: string): string {
  if (raw.startsWith('"')) return raw.slice(1, -1).replaceAll(/\\(["\\])/g, '$1')
  return raw.startsWith("'") ? raw.slice(1, -1) : raw
}

function spelled(item: unknown): string {
  return typeof item === 'object' ? JSON.stringify(item) : String(item)
}

function jsonAttributes(text: string, base: number): {attributes: RawAttribute[]; problems: InfoProblem[]} {
  const place = {start: base, end: base + text.length}
  try {
    const value: unknown = JSON.parse(text)
    return {
      attributes: Object.entries(value as Record<string, unknown>)
        .map(([key, item]) => ({
          key,
          value: item === true || item === 'true' ? undefined : spelled(item),
          ...place,
        }))
        .filter(({value}) => value !== 'false'),
      problems: [],
    }
  } catch {
    return {
      attributes: [],
      problems: [
        {text: 'Unexpected text in the attribute group, expected JSON as it begins with `{"`', ...place},
      ],
    }
  }
}
