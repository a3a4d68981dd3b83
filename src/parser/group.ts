import type {Part} from './part.ts'

/** A run of parts that is offered as one step, or an instruction that is only a comment. */
export interface Group {
  type: 'group'
  /** What its comment says first, without `#`, number and colon; undefined where none opens it. Of an instruction all it says. */
  title: string | undefined
  /** Lines of the fence, half-open, from 0. */
  from: number
  to: number
  /** The part that it is (or is a stretch of). */
  part: Part
  /** Only a comment: something for a person to do or know, nothing to run. */
  instruction: boolean
}

/** Groups of which the operator picks: one, none, or of a menu any number. */
export interface Alternatives {
  type: 'alternatives'
  menu: boolean
  branches: {title: string; groups: Group[]}[]
}

export type Piece = Group | Alternatives
