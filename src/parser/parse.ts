/**
 * In: the text of a markdown file. Out: what it says, typed and with places, and complaints. It never fails, never
 * touches the outside world, and must not know how anything is run, asked or recorded.
 */
import type {Code, Html, List, ListItem, RootContent, Yaml} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import {unified} from 'unified'
import {VFile} from 'vfile'
import type {VFileMessage} from 'vfile-message'
import type {Attributes} from '../model/attributes.ts'
import {type Place, pointsOf} from '../model/place.ts'
import type {Runbook, Section, Step} from '../model/runbook.ts'
import {noSettings, type Settings} from '../model/settings.ts'
import {parseAttributes} from './attributes.ts'
import {type AnalyseSql, readBlock} from './block.ts'
import {type Complain, complainOn} from './complain.ts'
import {parseFrontMatter} from './front-matter.ts'
import {severityOf} from './phase.ts'
import {findProcedures} from './procedure.ts'
import {createSections, holdsCode, type SectionBuilder} from './section.ts'
import {mapToSource} from './source-map.ts'
import {createStepIds} from './step-id.ts'
import {titleOf} from './title.ts'

const markdown = unified().use(remarkParse).use(remarkGfm).use(remarkFrontmatter, ['yaml'])

/** Reads a runbook. Messages whose `fatal` is true mean that it must not be run before its author has mended it. */
export async function parseRunbook(path: string, text: string): Promise<{runbook: Runbook; messages: VFileMessage[]}> {
  const file = new VFile({path, value: text})
  const complain = complainOn(file)
  const root = markdown.parse(file)
  const whole = {start: {line: 1, column: 1, offset: 0}, end: pointsOf(text)(text.length)}
  const sections = createSections(whole)
  const yaml = root.children.find((node): node is Yaml => node.type === 'yaml')
  const settings = yaml ? readSettings(yaml, text, complain) : noSettings
  const analyseSql = holdsSql(root.children) ? (await import('./sql/analyse.ts')).loadSql() : undefined
  new Walk({text, settings, sections, complain, analyseSql: await analyseSql}).children(root.children, undefined)

  const heading = sections.root.content.find((item): item is Section => item.type === 'section' && item.depth === 1)
  const title = settings.title ?? heading?.title ?? path.split('/').at(-1)!.replace(/\.(md|markdown)$/i, '')
  const runbook: Runbook = {
    path,
    title,
    severity: settings.severity ?? severityOf(title),
    settings,
    section: sections.root,
    procedures: findProcedures(sections.root, title, settings),
  }
  return {runbook, messages: file.messages}
}

function readSettings(yaml: Yaml, text: string, complain: Complain): Settings {
  const from = text.indexOf('\n', yaml.position!.start.offset) + 1
  return parseFrontMatter(text.slice(from, from + yaml.value.length), pointsOf(text)(from), complain)
}

function holdsSql(nodes: readonly RootContent[]): boolean {
  return nodes.some(node =>
    node.type === 'code' ? /sql|postgres/i.test(node.lang ?? '') || /\bpsql\b/.test(node.value) : 'children' in node && holdsSql(node.children as RootContent[]),
  )
}

interface Context {
  text: string
  settings: Settings
  sections: SectionBuilder
  complain: Complain
  analyseSql: AnalyseSql | undefined
}

/** Goes through the document once, from top to bottom. */
class Walk {
  readonly #context: Context
  readonly #ids = createStepIds()
  readonly #lines: string[]
  readonly #lineStarts: number[]
  readonly #definitions: string[] = []
  /** An annotation waiting for its block. */
  #annotation: {attributes: Attributes; place: Place} | undefined

  constructor(context: Context) {
    this.#context = context
    this.#lines = context.text.split('\n').map(line => line.replace(/\r$/, ''))
    this.#lineStarts = []
    let at = 0
    for (const line of context.text.split('\n')) {
      this.#lineStarts.push(at)
      at += line.length + 1
    }
  }

  children(nodes: readonly RootContent[], lead: string | undefined) {
    for (const node of nodes) {
      this.#node(node, lead)
      lead = node.type === 'paragraph' ? textOf(node) : node.type === 'code' ? undefined : lead
    }
    this.#dropAnnotation()
  }

  #node(node: RootContent, lead: string | undefined) {
    const {sections} = this.#context
    switch (node.type) {
      case 'code':
        return this.#code(node, lead)
      case 'html':
        return this.#html(node)
      case 'heading':
        this.#dropAnnotation()
        return sections.heading(node)
      case 'list':
        this.#dropAnnotation()
        return this.#list(node)
      case 'paragraph': {
        const label = sections.label(node, place(node))
        if (!label || label.rest) this.#prose(node)
        return
      }
      case 'blockquote':
        return holdsCode(node) ? this.children(node.children, lead) : this.#prose(node)
      case 'yaml':
      case 'definition':
      case 'thematicBreak':
        return
      default:
        return this.#prose(node)
    }
  }

  #prose(node: RootContent) {
    this.#context.sections.add({type: 'prose', text: this.#source(node), place: place(node)})
  }

  #list(list: List) {
    const phase = this.#context.sections.current().phase
    const acted = phase !== 'symptoms' && phase !== 'escalation' && phase !== 'reference'
    const instructs = acted && (list.ordered === true || phase !== undefined)
    if (!instructs && !holdsCode(list) && !list.children.some(isTask)) return this.#prose(list)
    for (const item of list.children) this.#item(item, instructs)
  }

  #item(item: ListItem, instructs: boolean) {
    const [first, ...rest] = item.children
    const nested = rest.some(node => node.type === 'list' || holdsCode(node))
    const title = first?.type === 'paragraph' ? textOf(first).replaceAll(/\s+/g, ' ').trim() : ''
    const type = isTask(item) ? 'checklist' : instructs && title !== '' && !holdsCode(item) ? 'manual' : undefined
    if (type) {
      const step = {id: this.#ids.make(title, `${type}\n${title}`), title, place: place(item)}
      this.#add(type === 'manual' ? {type, ...step} : {type, ...step, checked: item.checked === true})
      if (nested || isTask(item)) this.children(rest, title)
      else for (const node of rest) this.#prose(node)
    } else this.children(item.children, undefined)
  }

  #html(node: Html) {
    const {complain, text} = this.#context
    const annotation = /^<!--\s*runbook:\s*([\s\S]*?)\s*-->\s*$/.exec(node.value)
    if (!annotation) return /^<!--[\s\S]*-->\s*$/.test(node.value) ? undefined : this.#prose(node)
    this.#dropAnnotation()
    const at = pointsOf(text)
    const from = node.position!.start.offset! + node.value.indexOf(annotation[1]!)
    const placeOf = (start: number, end: number) => ({start: at(from + start - 1), end: at(from + end - 1)})
    const attributes = parseAttributes(`{${annotation[1]}}`, placeOf, complain, true)
    this.#annotation = {attributes, place: place(node)}
  }

  #dropAnnotation() {
    if (!this.#annotation) return
    this.#context.complain('annotation', 'Unexpected annotation, expected a fenced block right after it', this.#annotation.place, {fatal: true})
    this.#annotation = undefined
  }

  #code(node: Code, lead: string | undefined) {
    const {complain, settings, analyseSql} = this.#context
    const source = this.#source(node)
    const fenced = /^(`{3,}|~{3,})/.test(source)
    const [info, meta] = [node.lang ?? '', node.meta ?? '']
    let broken = fenced && !closes(source) ? 'its fence is never closed, so where it ends is a guess' : undefined
    if (broken) complain('fence', 'Unexpected end of the document inside a fence, expected a closing fence', place(node))
    if (/[{}]/.test(info)) {
      broken = 'its attributes stick to the language: a space is missing'
      complain('block-attributes', `Unexpected \`${info}\`, expected a space before \`{\``, place(node), {fatal: /^\w+\{\w/.test(info)})
    }
    const at = pointsOf(this.#context.text)
    const from = node.position!.start.offset! + Math.max(0, source.split('\n', 1)[0]!.lastIndexOf(meta))
    const own = parseAttributes(meta, (start, end) => ({start: at(from + start), end: at(from + end)}), complain, settings.optedIn)
    const attributes = {...this.#annotation?.attributes, ...own}
    this.#annotation = undefined
    const firstLine = node.position!.start.line + (fenced ? 1 : 0)
    const block = readBlock(
      {
        language: info.toLowerCase(),
        text: node.value.replaceAll('\r\n', '\n'),
        attributes,
        place: place(node),
        broken,
        placeIn: (script, origin) => mapToSource(script, this.#lines, this.#lineStarts, firstLine, origin),
        definitions: this.#definitions,
      },
      analyseSql,
      complain,
    )
    if (attributes.id !== undefined && !this.#ids.claim(attributes.id)) {
      complain('duplicate-id', `Unexpected second \`id=${attributes.id}\`, expected each id once`, place(node), {fatal: true})
    }
    const title = attributes.title ?? titleOf(block, lead, this.#context.sections.current().title)
    const id = attributes.id ?? this.#ids.make(block.commands[0]?.name ?? title, `${block.language}\n${block.text}`)
    if (block.syntaxError) complain('syntax', `Unexpected text, expected a whole ${block.kind === 'sql' ? 'SQL statement' : 'shell command'}: ${block.syntaxError.message}`, block.syntaxError.place)
    this.#add({type: 'block', id, title, place: place(node), block})
  }

  #add(step: Step) {
    this.#context.sections.add(step)
  }

  #source(node: RootContent): string {
    return this.#context.text.slice(node.position!.start.offset, node.position!.end.offset)
  }
}

const place = (node: RootContent): Place => node.position as Place
const isTask = (item: ListItem): boolean => typeof item.checked === 'boolean'

function closes(fence: string): boolean {
  const lines = fence.split(/\r?\n/)
  const opening = /^(`{3,}|~{3,})/.exec(fence)![1]!
  const last = lines.at(-1)!.replace(/^[\s>]*/, '').trimEnd()
  return lines.length > 1 && last.length >= opening.length && [...last].every(char => char === opening[0])
}
