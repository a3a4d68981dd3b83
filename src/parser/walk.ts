import type {Code, Heading, List, ListItem, Paragraph, RootContent} from 'mdast'
import {toString as textOf} from 'mdast-util-to-string'
import type {Attributes} from '../model/attributes.ts'
import type {Place} from '../model/place.ts'
import type {Content} from '../model/runbook.ts'
import {Annotations} from './annotation.ts'
import {linkChoice} from './choice.ts'
import {conditionOf} from './condition.ts'
import type {Context} from './context.ts'
import type {SaidAround} from './fence.ts'
import {expansionsIn} from './fence-bound.ts'
import {fenceSteps} from './fence-steps.ts'
import {nodesOf} from './nodes.ts'
import {leftOpen} from './parts/left-open.ts'
import {type Said, Terminal} from './parts/terminal.ts'
import {personStep} from './person-step.ts'
import {holdsCode} from './section.ts'
import {isStruck, Struck, saidIn} from './struck.ts'
import {tabMarkIn} from './tab-mark.ts'
import {waitOf} from './wait.ts'

/** Goes through a document once, from top to bottom, and fills its sections with prose and steps. */
export class Walk {
  readonly #context: Context
  readonly #annotations: Annotations
  /** The list item around that begins with a condition: all in it is one branch. */
  #conditional: ListItem | undefined
  /** What the item says that leads to the fence right below its list. */
  #leading: Content | undefined
  /** Where the blocks are typed. */
  readonly #terminal = new Terminal()
  readonly #struck = new Struck()

  constructor(context: Context) {
    this.#context = context
    this.#annotations = new Annotations(context.source, context.complain)
  }

  children(nodes: readonly RootContent[], lead: string | undefined, above = lead) {
    const {sections} = this.#context
    for (const [index, node] of nodes.entries()) {
      const led = node.type === 'list' && nodes[index + 1]?.type === 'code' ? leading(node) : undefined
      const isCode = node.type === 'code'
      const below = isCode ? belowOf(nodes, index) : undefined
      const {around: struck} = this.#struck
      const printed = isCode && isPrintedBy(node, nodes[index - 1])
      this.#node(node, {lead, above, below, printed, struck})
      const heard = node.type === 'paragraph' || node.type === 'heading' ? saidIn(node) : ''
      if (node.type === 'paragraph') this.#hear(node, heard)
      if (node.type === 'heading') this.#hear(node, heard, () => opensSession(nodes, index + 1))
      const said = node.type === 'paragraph' ? heard : led && textOf(led)
      lead = said ?? (node.type === 'code' ? undefined : lead)
      above = said ?? (node.type === 'blockquote' ? textOf(node) : summaryOf(node))
      this.#leading = led && sections.current().content.at(-1)
      this.#struck.pass(node)
    }
    this.#annotations.drop()
  }

  #node(node: RootContent, around: SaidAround) {
    const {sections} = this.#context
    switch (node.type) {
      case 'code': {
        const annotation = this.#annotations.forBlock()
        const steps = fenceSteps(node, around, annotation, this.#context, this.#terminal)
        if (steps.some(step => step.type !== 'block' || step.block.kind !== 'show')) this.#tellLeading()
        for (const step of steps) this.#add(step, node)
        return
      }
      case 'html':
        if (this.#annotations.read(node) || /^<!--[\s\S]*-->\s*$/.test(node.value)) return
        if (tabMarkIn(node.value)) this.#terminal.turn() // its reader sees one of several
        return this.#prose(node)
      case 'heading':
        if (this.#context.tasks.has(node)) this.#terminal.turn() // its reader may begin there
        return sections.heading(node, this.#annotations.forOther('a heading', ['skip', 'if']))
      case 'list':
        return this.#list(node, this.#annotations.forOther('a list', ['id', 'skip', 'if']))
      case 'paragraph':
        this.#annotations.drop()
        return this.#paragraph(node)
      case 'blockquote':
        return holdsCode(node) ? this.children(node.children, around.lead) : this.#prose(node)
      case 'yaml':
      case 'definition':
      case 'thematicBreak':
        return
      default:
        if ((node as {type: string}).type === 'toml') return // a site generator's front matter
        return this.#prose(node)
    }
  }

  /** What a heading, a paragraph or a list item says of where its reader goes on. */
  #hear(node: Paragraph | Heading, text: string, tells?: Said['tells']) {
    if (isStruck(node)) return
    const kind = conditionOf(text)?.kind
    if (kind === 'or' || kind === 'option' || tabMarkIn(text)) this.#terminal.turn()
    const codes: string[] = []
    for (const inner of nodesOf(node)) if (inner.type === 'inlineCode') codes.push(inner.value)
    const line = node.position!.start.line
    this.#terminal.hear({text, codes, line, tells}, this.#context.sections.around())
  }

  /** What only leads to a block that is a step itself is told, and not asked about. */
  #tellLeading() {
    const {content} = this.#context.sections.current()
    if (this.#leading?.type !== 'manual' || content.at(-1) !== this.#leading) return
    const {place} = this.#leading
    content[content.length - 1] = {type: 'prose', text: this.#context.sourceOf({position: place}), place}
  }

  #prose(node: RootContent) {
    this.#add({type: 'prose', text: this.#context.sourceOf(node), place: place(node)})
  }

  #add(content: Content, fence?: Code) {
    const {sections, units} = this.#context
    sections.add(content)
    const unit = this.#conditional ?? fence
    if (unit) units.set(content, unit)
  }

  #paragraph(node: Paragraph) {
    const {sections} = this.#context
    const label = sections.label(node, place(node))
    if (label && !label.rest) return
    const text = inline(node)
    if (!label && this.#acts() && !isStruck(node) && text.length <= longestPause && waitOf(text))
      this.#add(personStep(text, place(node), this.#context))
    else this.#prose(node)
  }

  /** Whether instructions here are for somebody to carry out. */
  #acts(): boolean {
    const {phase} = this.#context.sections.current()
    return phase !== 'symptoms' && phase !== 'escalation' && phase !== 'reference'
  }

  #list(list: List, annotation: Pick<Attributes, 'id' | 'skip' | 'if'>) {
    const {sections, ids} = this.#context
    const choice = this.#acts() && linkChoice(list, ids)
    if (choice) return this.#add({...choice, ...guards(annotation)})
    const instructs = this.#acts() && (list.ordered === true || sections.current().phase !== undefined)
    if (!instructs && !holdsCode(list) && !list.children.some(isTask)) return this.#prose(list)
    list.children.forEach((item, index) => {
      const id =
        annotation.id && (list.children.length === 1 ? annotation.id : `${annotation.id}-${index + 1}`)
      this.#item(item, instructs, {...annotation, ...(id ? {id} : {})})
    })
  }

  #item(item: ListItem, instructs: boolean, annotation: Pick<Attributes, 'id' | 'skip' | 'if'>) {
    const [first, ...rest] = item.children
    if (first?.type === 'paragraph' && isStruck(first))
      return this.#struck.inside(first, () => this.#told(first, rest))
    const nested = rest.some(node => node.type === 'list' || holdsCode(node))
    const title = first?.type === 'paragraph' ? inline(first) : ''
    if (first?.type === 'paragraph') this.#hear(first, saidIn(first))
    if (isTask(item)) {
      const id = this.#claim(annotation.id, item) ?? this.#context.ids.make(title, `checklist\n${title}`)
      const checked = item.checked === true
      this.#add({type: 'checklist', id, title, place: place(item), checked, ...guards(annotation)})
      this.children(rest, title)
    } else if (instructs && title !== '' && !holdsCode(item)) {
      const id = this.#claim(annotation.id, item)
      this.#add({...personStep(title, place(item), this.#context, id), ...guards(annotation)})
      if (nested) this.children(rest, title)
      else for (const node of rest) this.#prose(node)
    } else {
      const outer = this.#conditional
      this.#conditional ??= conditionOf(title) ? item : undefined
      this.children(item.children, undefined)
      this.#conditional = outer
    }
  }

  /** An item that asks for nothing any more, nor does what stands in it. */
  #told(first: Paragraph, rest: readonly RootContent[]) {
    this.#prose(first)
    for (const node of rest) {
      if (holdsCode(node)) this.children([node], undefined)
      else this.#prose(node)
    }
  }

  #claim(id: string | undefined, item: ListItem): string | undefined {
    const {ids, complain} = this.#context
    if (id === undefined || ids.claim(id)) return id
    complain('duplicate-id', `Unexpected second \`id=${id}\`, expected each id once`, place(item), {
      fatal: true,
    })
    return undefined
  }
}

/** The last item of a list, where its colon leads to what stands right below the list: a fence that its author did not indent. */
function leading(list: List): ListItem | undefined {
  const item = list.children.at(-1)
  const [only, ...rest] = item?.children ?? []
  const leads = item && !isTask(item) && rest.length === 0 && only?.type === 'paragraph'
  return leads && /[:：]\s*$/.test(textOf(only)) ? item : undefined
}

/** Whether a fence of text stands right behind one of a shell, which then prints it. */
function isPrintedBy({lang}: Code, before: RootContent | undefined): boolean {
  return (
    /^(?:txt|text|plain|plaintext)$/i.test(lang ?? '') &&
    before?.type === 'code' &&
    /^(?:ba|z)?sh$|^shell$|^console$/i.test(before.lang ?? '')
  )
}

/** The paragraph right behind a fence, unless it leads to what stands behind it. */
function belowOf(nodes: readonly RootContent[], index: number): string | undefined {
  const [node, next] = [nodes[index + 1], nodes[index + 2]]
  if (node?.type !== 'paragraph' || next?.type === 'code' || isStruck(node)) return undefined
  const text = saidIn(node)
  return /[:：]\s*$/.test(text) ? undefined : text
}

/** The title of a part that unfolds or of a tab, which stands right above what is in it. */
function summaryOf(node: RootContent): string | undefined {
  if (node.type !== 'html') return undefined
  if (tabMarkIn(node.value)) return node.value
  return /<summary>([^<]{1,300})<\/summary>\s*$/i.exec(node.value)?.[1]
}

/** Whether a fence of the section that begins there opens a session: it tells how to get somewhere. */
function opensSession(nodes: readonly RootContent[], from: number): boolean {
  for (let at = from; at < nodes.length && nodes[at]!.type !== 'heading'; at++)
    for (const node of [nodes[at]!, ...nodesOf(nodes[at]!)])
      if (node.type === 'code' && expansionsIn(node.value) < mostExpansions && leftOpen(node.value))
        return true
  return false
}

/** With more, a fence that may not even be read takes long, and none that tells how to get somewhere has so many. */
const mostExpansions = 200

/** A longer paragraph is an explanation, not a request to wait. Unit: characters. */
const longestPause = 160

const guards = ({skip, if: condition}: Pick<Attributes, 'skip' | 'if'>) => ({
  ...(skip ? {skip} : {}),
  ...(condition ? {if: condition} : {}),
})
const inline = (node: Paragraph): string => textOf(node).replaceAll(/\s+/g, ' ').trim()
const place = (node: RootContent): Place => node.position as Place
const isTask = (item: ListItem): boolean => typeof item.checked === 'boolean'
