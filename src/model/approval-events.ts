import {z} from 'zod/mini'
import {effects} from './effect.ts'

const text = z.string()
const optional = z.optional

/** How sure it is that two people agreed; the surest last. */
const strengths = ['same-keyboard', 'other-terminal-same-login', 'other-terminal'] as const

/** The data of events about a second person. */
export const approvalEvents = () => ({
  /** Before a block runs whose author asks for a second person: what would run, for that person to read. */
  'approval.requested': z.object({
    /** SHA-256 of the digest, a blank, and the code that only the operator's screen shows. */
    request: text,
    /** SHA-256 of what would run. */
    sha256: text,
    /** What would run, values filled in. */
    text,
    effect: z.enum(effects),
    target: text,
    until: z.iso.datetime(),
    /** Who is logged in where the run is. */
    user: z.object({name: text}),
    host: z.object({name: text}),
  }),
  /** Somebody other than the operator agrees, for once: who is `authid`. */
  'approval.given': z.object({
    request: text,
    sha256: text,
    until: z.iso.datetime(),
    strength: z.enum(strengths),
    /** Who is logged in at the other terminal, and where. */
    user: optional(z.object({name: text})),
    host: optional(z.object({name: text})),
  }),
  /** A block runs without the second person that its author asks for. */
  'override.used': z.object({reason: text, sha256: text}),
})
