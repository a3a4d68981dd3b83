import {blocksOf, sectionsOf, stepsOf} from '../../model/content.ts'
import {lineStartsOf, type Place, pointsOf} from '../../model/place.ts'
import type {BlockStep, Command, Content, Prose, Runbook, Section, Step} from '../../model/runbook.ts'
import {type FenceLine, readFence} from '../fence.ts'
import {indexUpTo, lastUpTo} from './search.ts'
import {type ShellCommand, shellCommandsOf} from './shell-command.ts'

/** What rules may look at besides the document. */
export interface LintWorld {
  now: Date
  /** Whether there is a file at a path, seen from the document; without it no rule looks. */
  exists?: ((path: string) => boolean) | undefined
}

/** A fenced or indented block of the document with the steps that it became. */
export interface Fence {
  place: Place
  /** Its opening line; undefined for an indented block. */
  line: FenceLine | undefined
  steps: BlockStep[]
}

/** One runbook as rules see it. Offsets count from after a byte order mark. */
export class LintDocument {
  readonly runbook: Runbook
  readonly text: string
  readonly world: LintWorld
  readonly steps: readonly Step[]
  readonly blocks: readonly BlockStep[]
  readonly sections: readonly Section[]
  readonly prose: readonly Prose[]
  readonly fences: readonly Fence[]
  readonly #starts: readonly number[]
  readonly #point: (offset: number) => Place['start']
  readonly #lineStarts = new Map<Command, readonly number[]>()
  readonly #commands = new Map<BlockStep, ShellCommand[]>()

  /** Whether the front matter could be read; else nothing is known of its settings. */
  readonly settingsRead: boolean

  constructor(runbook: Runbook, text: string, world: LintWorld, settingsRead = true) {
    this.settingsRead = settingsRead
    this.runbook = runbook
    this.text = text
    this.world = world
    this.#starts = lineStartsOf(text)
    this.#point = pointsOf(text)
    this.steps = [...stepsOf(runbook.section)]
    this.blocks = [...blocksOf(runbook.section)]
    this.sections = [...sectionsOf(runbook.section)]
    this.prose = [...proseOf(runbook.section.content)]
    this.fences = fencesOf(this.blocks, text)
  }

  /** Whether it was written for this tool. */
  get optedIn(): boolean {
    return this.runbook.settings.optedIn
  }

  /** The place between two offsets of the document. */
  place(start: number, end: number): Place {
    return {start: this.#point(start), end: this.#point(end)}
  }

  /** How many lines it has. */
  get lines(): number {
    return this.#starts.length
  }

  /** A line of the document, from 1, without its end; empty past the last. */
  line(number: number): {text: string; start: number} {
    const start = this.#starts[number - 1] ?? this.text.length
    return {text: this.text.slice(start, this.#starts[number]).replace(/[\r\n]+$/, ''), start}
  }

  /** What the document says at a place. */
  at({start, end}: Place): string {
    return this.text.slice(start.offset, end.offset)
  }

  /** The line of a top-level key of the front matter. */
  keyPlace(key: string): Place | undefined {
    for (let number = 1; number <= this.lines; number++) {
      const {text, start} = this.line(number)
      if (number > 1 && /^(?:---|\.\.\.)\s*$/.test(text)) return undefined
      if (text.startsWith(key) && /^\s*:/.test(text.slice(key.length)))
        return this.place(start, start + text.trimEnd().length)
    }
    return undefined
  }

  /** The command of a block that holds an offset of its script. */
  commandAt({block}: BlockStep, offset: number): Command | undefined {
    const command = lastUpTo(block.commands, offset, ({start}) => start)
    return command && offset < command.end ? command : undefined
  }

  /** The place of a stretch of a block's script, which must begin inside one of its commands, and on one line. */
  placeIn(step: BlockStep, start: number, end: number): Place | undefined {
    const command = this.commandAt(step, start)
    if (!command) return undefined
    const starts = this.#lineStarts.get(command) ?? lineStartsOf(command.text)
    this.#lineStarts.set(command, starts)
    const at = start - command.start
    const {client} = step.block
    if (client !== undefined && at < client.length) {
      // it stands above what is handed to it, perhaps in another block
      const from = this.text.lastIndexOf(client, command.place.end.offset)
      return from === -1 ? command.place : this.place(from + at, from + at + end - start)
    }
    const row = indexUpTo(starts, at, offset => offset)
    if (row === 0) {
      const from = command.place.start.offset + at
      return this.place(from, from + end - start)
    }
    const line = command.text.slice(starts[row], starts[row + 1]).replace(/[\r\n]+$/, '')
    const source = this.line(command.place.start.line + row)
    if (!source.text.endsWith(line)) return command.place
    const from = source.start + source.text.length - line.length + at - starts[row]!
    return this.place(from, from + end - start)
  }

  /** The fence that a place is inside of: not the whole of it. */
  fenceAround({start, end}: Place): Fence | undefined {
    const fence = lastUpTo(this.fences, start.offset - 1, ({place}) => place.start.offset)
    return fence && end.offset <= fence.place.end.offset ? fence : undefined
  }

  /** The simple commands of a shell block, outermost first, in order; none where bash cannot read it. */
  commands(step: BlockStep): readonly ShellCommand[] {
    const {kind, script, syntaxError, placeholders, client} = step.block
    const shell = kind === 'shell' || kind === 'console' || client !== undefined
    if (!shell || syntaxError) return []
    const found = this.#commands.get(step) ?? shellCommandsOf(script, placeholders)
    this.#commands.set(step, found)
    return found
  }
}

function* proseOf(content: readonly Content[]): Generator<Prose> {
  for (const item of content) {
    if (item.type === 'prose') yield item
    else if (item.type === 'section') yield* proseOf(item.content)
    else if (item.type === 'choice') for (const branch of item.branches) yield* proseOf(branch.content)
  }
}

function fencesOf(blocks: readonly BlockStep[], text: string): Fence[] {
  const fences = new Map<number, Fence>()
  for (const step of blocks) {
    const place = step.block.fence?.place ?? step.place
    const known = fences.get(place.start.offset)
    if (known) known.steps.push(step)
    else {
      const line = readFence(text.slice(place.start.offset, place.end.offset))
      fences.set(place.start.offset, {place, line, steps: [step]})
    }
  }
  return [...fences.values()]
}
