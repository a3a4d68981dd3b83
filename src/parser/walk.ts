import type {Code, Html, List, ListItem, RootContent} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import type {Attributes} from '../model/attributes.ts'
import type {Place} from '../model/place.ts'
import type {Step} from '../model/runbook.ts'
import type {Settings} from '../model/settings.ts'
import {parseAttributes} from './attributes.ts'
import {type AnalyseSql, readBlock} from './block.ts'
import type {Complain} from './complain.ts'
import {readFence} from './fence.ts'
import {holdsCode, type SectionBuilder} from './section.ts'
import type {SourceText} from './source-text.ts'
import {createStepIds} from './step-id.ts'
import {titleOf} from './title.ts'

/** What a walk reads from and writes to. */
export interface Context {
  source: SourceText
  settings: Settings
  sections: SectionBuilder
  complain: Complain
  analyseSql: AnalyseSql | undefined
}

/** Goes through a document once, from top to bottom, and fills its sections with prose and steps. */
export class Walk {
  readonly #context: Context
  readonly #ids = createStepIds()
  readonly #definitions: string[] = []
  /** An annotation waiting for its block. */
  #annotation: {attributes: Attributes; place: Place} | undefined

  constructor(context: Context) {
    this.#context = context
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
    const type = isTask(item)
      ? 'checklist'
      : instructs && title !== '' && !holdsCode(item)
        ? 'manual'
        : undefined
    if (type) {
      const step = {id: this.#ids.make(title, `${type}\n${title}`), title, place: place(item)}
      this.#add(type === 'manual' ? {type, ...step} : {type, ...step, checked: item.checked === true})
      if (nested || isTask(item)) this.children(rest, title)
      else for (const node of rest) this.#prose(node)
    } else this.children(item.children, undefined)
  }

  #html(node: Html) {
    const {complain, source} = this.#context
    const annotation = /^<!--\s*runbook:\s*([\s\S]*?)\s*-->\s*$/.exec(node.value)
    if (!annotation) return /^<!--[\s\S]*-->\s*$/.test(node.value) ? undefined : this.#prose(node)
    this.#dropAnnotation()
    const from = node.position!.start.offset! + node.value.indexOf(annotation[1]!) - 1 // the brace is ours
    const placeOf = (start: number, end: number) => source.place(from + start, from + end)
    const attributes = parseAttributes(`{${annotation[1]}}`, placeOf, complain, true)
    this.#annotation = {attributes, place: place(node)}
  }

  #dropAnnotation() {
    if (!this.#annotation) return
    this.#context.complain(
      'annotation',
      'Unexpected annotation, expected a fenced block right after it',
      this.#annotation.place,
      {fatal: true},
    )
    this.#annotation = undefined
  }

  #code(node: Code, lead: string | undefined) {
    const {complain, settings, analyseSql, source, sections} = this.#context
    const fence = readFence(this.#source(node))
    const language = fence?.language ?? ''
    const from = node.position!.start.offset! + (fence?.metaOffset ?? 0)
    const own = parseAttributes(
      fence?.meta ?? '',
      (start, end) => source.place(from + start, from + end),
      complain,
      settings.optedIn,
    )
    const attributes = {...this.#annotation?.attributes, ...own}
    this.#annotation = undefined
    const firstLine = node.position!.start.line + (fence ? 1 : 0)
    const block = readBlock(
      {
        language: language.toLowerCase(),
        text: node.value.replaceAll(/\r\n?/g, '\n'),
        attributes,
        lead,
        place: place(node),
        broken: this.#broken(node, language, fence?.closed ?? true),
        placeIn: (script, origin) => source.map(script, firstLine, origin),
        definitions: this.#definitions,
      },
      analyseSql,
      complain,
    )
    if (block.syntaxError) {
      const whole = block.kind === 'sql' ? 'SQL statements' : 'shell commands'
      const text = `Unexpected text, expected whole ${whole}: ${block.syntaxError.message}`
      complain('syntax', text, block.syntaxError.place)
    }
    const title = attributes.title ?? titleOf(block, lead, sections.current().title)
    const wording = block.commands[0]?.name ?? title
    const id = this.#ownId(attributes.id, node) ?? this.#ids.make(wording, `${block.language}\n${block.text}`)
    this.#add({type: 'block', id, title, place: place(node), block})
  }

  /** The author's id, if it is the first of its name. */
  #ownId(id: string | undefined, node: Code): string | undefined {
    if (id === undefined || this.#ids.claim(id)) return id
    const text = `Unexpected second \`id=${id}\`, expected each id once`
    this.#context.complain('duplicate-id', text, place(node), {fatal: true})
    return undefined
  }

  /** Why a fence cannot be trusted to hold what its author meant. */
  #broken(node: Code, language: string, closed: boolean): string | undefined {
    const {complain} = this.#context
    if (language.startsWith('{')) {
      complain('block-attributes', 'Unexpected attributes, expected a language before them', place(node))
      return 'no language is given, so it is shown, not run'
    }
    if (/[{}]/.test(language)) {
      const text = `Unexpected \`${language}\`, expected a space before \`{\``
      complain('block-attributes', text, place(node), {fatal: /^\w+\{\w/.test(language)})
      return 'its attributes stick to the language: a space is missing'
    }
    if (this.#source(node).includes('\0')) {
      complain('nul', 'Unexpected NUL byte in a block, expected text', place(node))
      return 'it holds a NUL byte'
    }
    if (closed) return undefined
    complain('fence', 'Unexpected end inside a fence, expected a closing fence', place(node))
    return 'its fence is never closed, so where it ends is a guess'
  }

  #add(step: Step) {
    this.#context.sections.add(step)
  }

  #source(node: RootContent): string {
    return this.#context.source.text.slice(node.position!.start.offset, node.position!.end.offset)
  }
}

const place = (node: RootContent): Place => node.position as Place
const isTask = (item: ListItem): boolean => typeof item.checked === 'boolean'
