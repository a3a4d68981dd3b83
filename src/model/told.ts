import type {EventOf} from './event.ts'
import type {Milestone} from './milestone.ts'

/** Something that happened, as a file of another tool or a person's notes tell it. */
export interface ToldEvent {
  /** When it happened, UTC, ISO 8601 with milliseconds. */
  time: string
  /** For a span of time: when it was over; `time` is when it began. */
  until?: string
  /** The time was told as a guess. */
  approximate?: boolean
  /** When it was told, where that is known to be later. */
  recorded?: string
  who?: string
  text: string
  outcome?: string
  kind?: EventOf<'note.added'>['data']['kind']
  milestone?: Milestone
  url?: string
  /** Not for outsiders. */
  internal?: boolean
  /** Not part of the story, only of the whole. */
  detail?: boolean
}

/** What is wrong with a file of told events, and where. */
export class ToldError extends Error {
  override readonly name = 'ToldError'
  readonly line: number
  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}
