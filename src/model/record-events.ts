import {z} from 'zod/mini'
import {noteKinds} from './note-kinds.ts'

const text = z.string()
const count = z.int().check(z.nonnegative())
const optional = z.optional

/** Number of the record that an event is about: an earlier one of the same journal. */
const sequence = z.int().check(z.positive())

/** The data of events about the record itself. None of them changes what was written before. */
export const recordEvents = () => ({
  /** What somebody wrote (a note, a milestone, evidence) is to be read otherwise; of several the last counts, field by field. */
  'event.amended': z.object({
    sequence,
    /** The text of a note, or the note beside a milestone or evidence. */
    text: optional(text),
    /** Of a note: what it is instead. */
    kind: optional(z.enum(noteKinds)),
    /** When it happened. */
    time: optional(z.iso.datetime()),
    approximate: optional(z.boolean()),
    reason: optional(text),
  }),
  /** A record is part of the story whatever it is; `false` takes that back. */
  'event.pinned': z.object({sequence, pinned: z.boolean(), note: optional(text)}),
  /** What somebody wrote is not part of the story, and counts in no figure; `false` takes that back. */
  'event.hidden': z.object({sequence, hidden: z.boolean(), reason: optional(text)}),
  /** Something that leaked was taken out of files of the run directory; what it was is not told. */
  'event.redacted': z.object({
    files: z.array(
      z.object({
        path: text,
        /** How often it stood there. */
        places: count,
        /** What the file is now; absent where it was removed. */
        sha256: optional(text),
        bytes: optional(count),
        lines: optional(count),
        /** What it was before. */
        was: text,
      }),
    ),
    /** Where the journal itself held it: the records that were rewritten, from the first of which on the chain was made anew. */
    records: optional(z.array(count)),
    /** Number and hash of the last record before that. */
    before: optional(z.object({sequence: count, hash: text})),
  }),
  /** The clock that tells the time of events moved otherwise than time went by. */
  'clock.jumped': z.object({
    /** The machine slept, somebody or something set the clock, or which of them cannot be told. */
    cause: z.enum(['sleep', 'set', 'unknown']),
    /** How far it moved beyond what went by for the run; negative for a clock that was set back. */
    jumpMs: z.number(),
    /** The time shown when the clock was looked at before. */
    since: text,
  }),
  /** The record is complete: nothing more is taken, but for the redaction of what leaked. */
  'log.sealed': z.object({
    note: optional(text),
    /** Files beside the journal that no other record names, as they were. */
    files: z.array(z.object({path: text, sha256: text, bytes: count})),
  }),
})
