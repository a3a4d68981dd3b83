/**
 * In: the text of a markdown file. Out: what it says, typed and with places, and complaints. It never fails, never
 * touches the outside world, and must not know how anything is run, asked or recorded.
 */
import type {Code, Yaml} from 'mdast'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {SqlSystem} from '../model/driver.ts'
import type {Runbook, Section} from '../model/runbook.ts'
import {noSettings, type Settings} from '../model/settings.ts'
import {gatherChoices} from './alternatives.ts'
import {type Complain, complainOn} from './complain.ts'
import type {Context} from './context.ts'
import {parseFrontMatter} from './front-matter.ts'
import {tieDirectories} from './groups/directory.ts'
import {readIndentedFences} from './indented-fences.ts'
import {readIndentedLanguages} from './indented-language.ts'
import {kindOf} from './language.ts'
import {legendOf} from './legend.ts'
import {linksOf} from './links.ts'
import {parseMarkdown} from './markdown.ts'
import {takeApartMarked} from './marked-content.ts'
import {nodesOf} from './nodes.ts'
import {severityOf} from './phase.ts'
import {findProcedures} from './procedure.ts'
import {programsIn, variablesUsed} from './programs.ts'
import {commentsOut, placesIn} from './prompt-places.ts'
import {checkReferences} from './references.ts'
import {createSections} from './section.ts'
import {findShownOutput} from './shown-output.ts'
import {SourceText} from './source-text.ts'
import {mayHoldSql} from './sql/keyword.ts'
import {createStepIds} from './step-id.ts'
import {tasksIn} from './task.ts'
import {Walk} from './walk.ts'

/** Which system answers at an address; undefined where that is not known. */
export type SystemOf = (url: string) => SqlSystem | 'postgres' | undefined

/**
 * Reads a runbook. Messages whose `fatal` is true mean that it must not be run before its author has mended it; they come
 * in document order. Places count from after a byte order mark. `systemOf` says which system answers at the address that a
 * variable (`$NAME`) holds, where it holds one.
 */
export async function parseRunbook(
  path: string,
  text: string,
  systemOf: SystemOf = () => undefined,
): Promise<{runbook: Runbook; messages: VFileMessage[]}> {
  const source = new SourceText(text.replace(/^\uFEFF/, ''))
  const file = new VFile({path, value: source.text})
  const complain = complainOn(file)
  const root = parseMarkdown(text, complain)
  takeApartMarked(root, source.text)
  readIndentedFences(root, source.text, complain)
  readIndentedLanguages(root, source.text)
  const sections = createSections(source.whole())
  const ids = createStepIds()
  const units: Context['units'] = new Map()
  const yaml = root.children.find((node): node is Yaml => node.type === 'yaml')
  const settings = yaml ? readSettings(yaml, source, complain) : noSettings
  const fences: {language: string; text: string}[] = []
  const inline: string[] = []
  for (const node of nodesOf(root)) {
    if (node.type === 'code') fences.push(fenceOf(node))
    if (node.type === 'inlineCode') inline.push(node.value)
  }
  let hidden: boolean | undefined
  let used: ReadonlySet<string> | undefined
  const sql = fences.some(({language, text}) => kindOf(language).kind === 'sql' || mayHoldSql(language, text))
  new Walk({
    source,
    settings,
    sections,
    ids,
    complain,
    systems: systemsOf(settings, systemOf),
    analyseSql: sql ? await (await import('./sql/analyse.ts')).loadSql() : undefined,
    programs: programsIn(fences, inline),
    places: placesIn(fences),
    legend: legendOf(root),
    usesVariable(name) {
      used ??= variablesUsed(fences)
      return used.has(name)
    },
    commentsOut: () => (hidden ??= commentsOut(fences)),
    tasks: tasksIn(root),
    signs: 0,
    definitions: new Map(),
    units,
    sourceOf: ({position}) => source.text.slice(position!.start.offset, position!.end.offset),
  }).children(root.children, undefined)
  gatherChoices(sections.root, ids, units)
  tieDirectories(sections.root)
  checkReferences(sections.root, complain)
  findShownOutput(sections.root, complain)

  const heading = sections.root.content.find(
    (item): item is Section => item.type === 'section' && item.depth === 1,
  )
  const title =
    settings.title ??
    heading?.title ??
    path
      .split('/')
      .at(-1)!
      .replace(/\.(md|markdown)$/i, '')
  const runbook: Runbook = {
    path,
    title,
    severity: settings.severity ?? severityOf(title),
    settings,
    section: sections.root,
    procedures: findProcedures(sections.root, title, settings),
    links: linksOf(root),
  }
  const before = (a: VFileMessage, b: VFileMessage) =>
    (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
  return {runbook, messages: file.messages.toSorted(before)}
}

/** A document that declares no database uses `DATABASE_URL`, as `main`. */
function systemsOf({databases}: Settings, systemOf: SystemOf): Context['systems'] {
  const declared = Object.entries(databases)
  const all = declared.length > 0 ? declared : [['main', {url: '$DATABASE_URL'}] as const]
  return Object.fromEntries(
    all.flatMap(([name, {url}]) => {
      const system = url === undefined ? 'postgres' : systemOf(url)
      return system ? [[name, system]] : []
    }),
  )
}

function fenceOf({lang, value}: Code): {language: string; text: string} {
  return {language: lang ?? '', text: value}
}

function readSettings(yaml: Yaml, source: SourceText, complain: Complain): Settings {
  const from = source.text.indexOf('\n', yaml.position!.start.offset) + 1
  return parseFrontMatter(
    source.text.slice(from, from + yaml.value.length),
    source.place(from, from).start,
    complain,
  )
}
