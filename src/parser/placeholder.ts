// In: the text of a block, before any shell or database reads it. Out: what a person must fill in first.
// It must not know what the block does, and never throws.
import {accountsIn} from './placeholder/account.ts'
import {saidToBeAdjusted} from './placeholder/adjusted.ts'
import {apart, clearOf, type Gap, gapAt} from './placeholder/gap.ts'
import {markedGaps} from './placeholder/marked.ts'
import {commentsOf, saidToBeReplaced} from './placeholder/replaced.ts'
import {settingsToAdjust} from './placeholder/settings-to-adjust.ts'
import {gapsInShell} from './placeholder/shell.ts'
import {gapsInSql} from './placeholder/sql.ts'
import {withoutReplaced} from './placeholder/substituted.ts'
import {toldAbove} from './placeholder/told-above.ts'
import {beginsLikeSql} from './sql/keyword.ts'

export {type Gap, withoutGaps} from './placeholder/gap.ts'

/** What is known of a text whose gaps are wanted. */
export interface Surroundings {
  /** Without it, SQL is told by how the text begins. */
  language?: 'shell' | 'sql'
  /** What the document says about the text: `Replace my-app with …` makes `my-app` a gap. */
  prose?: string | undefined
  /** Words that the document says elsewhere are to be replaced. */
  legend?: readonly string[] | undefined
}

/** Longer scripts are looked through for marks only. */
const longest = 200_000

/** Finds what a reader must fill in, in order and without overlaps: marks such as `<name>` first, then what stands for something else. */
export function findGaps(text: string, {language, prose = '', legend = []}: Surroundings = {}): Gap[] {
  const read = language ?? (beginsLikeSql(text) ? 'sql' : 'shell')
  const marked = markedGaps(text, read)
  if (text.length > longest) return marked
  const told = `${prose}\n${commentsOf(text)}`
  const replaced = [
    ...new Set([
      ...saidToBeReplaced(told),
      ...saidToBeAdjusted(text, told),
      ...(read === 'shell' ? [...settingsToAdjust(text, prose), ...toldAbove(text)] : []),
      ...accountsIn(text),
      ...legend.filter(word => !text.includes(`${word}=`)),
    ]),
  ].filter(word => text.includes(word))
  try {
    const found =
      read === 'sql' ? gapsInSql(text, replaced) : besideVariables(gapsInShell(text, marked, replaced), text)
    const all = apart([...marked, ...clearOf(found, marked)])
    return read === 'shell' ? [...withoutReplaced(all, text)] : all
  } catch {
    return marked // nested deeper than can be followed: the analysis will not read it either
  }
}

/** A word that the script expands elsewhere is the name of that variable, and no gap may be taken for it. */
function besideVariables(gaps: readonly Gap[], text: string): readonly Gap[] {
  if (gaps.length === 0) return gaps
  const expanded = new Set([...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name))
  const assigned = new Set([...text.matchAll(/(?<![\w-])([A-Za-z_]\w{0,80})\+?=/g)].map(([, name]) => name))
  return gaps
    .filter(gap => !expanded.has(gap.text))
    .map(gap => {
      const taken = expanded.has(gap.name) && !assigned.has(gap.name)
      return taken ? {...gap, name: `given-${gap.name}`} : gap
    })
}

const bind = /(?<![:\w$])(:)([A-Za-z_]\w*)(?!\w|:(?!:))/g

/** What psql is told to put there itself. */
const setting = /^[ \t]*\\(?:set|gset|prompt(?:[ \t]+'[^'\n]*')?)[ \t]+([A-Za-z_]\w*)/gm

/** What SQL Server's client is told, on a line of its own. */
const told =
  /^[ \t]*:(?:r|setvar|connect|out|error|on error|listvar|reset|ed|exit|quit|help|xml|perftrace|serverlist)\b(?![ \t]*[,)=])/i

/** The line of an offset, from its beginning to a little behind it. */
function lineFrom(text: string, index: number): string {
  return text.slice(text.lastIndexOf('\n', index) + 1, index + 20)
}

/** SQL's own spelling of a gap, `:name`, where `inSql` says that the offset is not in a string or comment. */
export function findBindNames(text: string, inSql: (offset: number) => boolean): Gap[] {
  const set = new Map([...text.matchAll(setting)].map(({1: name, index}) => [name, index]))
  return [...text.matchAll(bind)]
    .filter(({index}) => inSql(index) && text[index - 1] !== '[' && !told.test(lineFrom(text, index)))
    .filter(({2: name, index}) => (set.get(name) ?? index) >= index)
    .map(match => gapAt(match[0], match.index, {name: match[2]!}))
}
