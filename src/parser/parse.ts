/**
 * In: the text of a markdown file. Out: what it says, typed and with places, and complaints. It never fails, never
 * touches the outside world, and must not know how anything is run, asked or recorded.
 */
import type {RootContent, Yaml} from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Runbook, Section} from '../model/runbook.ts'
import {noSettings, type Settings} from '../model/settings.ts'
import {type Complain, complainOn} from './complain.ts'
import {parseFrontMatter} from './front-matter.ts'
import {severityOf} from './phase.ts'
import {findProcedures} from './procedure.ts'
import {checkReferences} from './references.ts'
import {createSections} from './section.ts'
import {SourceText} from './source-text.ts'
import {mayHoldSql} from './sql/keyword.ts'
import {Walk} from './walk.ts'

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml'])

/**
 * Reads a runbook. Messages whose `fatal` is true mean that it must not be run before its author has mended it; they come
 * in document order. Places count from after a byte order mark.
 */
export async function parseRunbook(
  path: string,
  text: string,
): Promise<{runbook: Runbook; messages: VFileMessage[]}> {
  const source = new SourceText(text.replace(/^\uFEFF/, ''))
  const file = new VFile({path, value: source.text})
  const complain = complainOn(file)
  const root = markdown.parse(file)
  const sections = createSections(source.whole())
  const yaml = root.children.find((node): node is Yaml => node.type === 'yaml')
  const settings = yaml ? readSettings(yaml, source, complain) : noSettings
  const analyseSql = holdsSql(root.children) ? (await import('./sql/analyse.ts')).loadSql() : undefined
  new Walk({source, settings, sections, complain, analyseSql: await analyseSql}).children(
    root.children,
    undefined,
  )
  checkReferences(sections.root, complain)

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
  }
  const before = (a: VFileMessage, b: VFileMessage) =>
    (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0)
  return {runbook, messages: file.messages.toSorted(before)}
}

function readSettings(yaml: Yaml, source: SourceText, complain: Complain): Settings {
  const from = source.text.indexOf('\n', yaml.position!.start.offset) + 1
  return parseFrontMatter(
    source.text.slice(from, from + yaml.value.length),
    source.place(from, from).start,
    complain,
  )
}

function holdsSql(nodes: readonly RootContent[]): boolean {
  return nodes.some(node =>
    node.type === 'code'
      ? mayHoldSql(node.lang ?? '', node.value)
      : 'children' in node && holdsSql(node.children as RootContent[]),
  )
}
