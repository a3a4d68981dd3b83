import {z} from 'zod/mini'
import {effects} from './effect.ts'

const effect = z.enum(effects)
const text = z.string()

/** The data of events about what operators do beside the document's steps. */
export const operatorEvents = {
  /** Another text in the place of a block's, for this run; the same as the document's takes that back. */
  'step.edited': z.object({
    /** From the document's text to this one, as `diff -u` writes it. */
    diff: text,
    text,
    effect,
    /** What the document's text may do. */
    wasEffect: effect,
  }),
}
