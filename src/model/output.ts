import {z} from 'zod/mini'

const text = z.string()
const count = z.int().check(z.nonnegative())

/** Where a step's output is kept, and the digest that ties it to the journal. */
export const outputSchema = () =>
  z.object({
    /** Relative to the run directory, and never outside it. */
    path: z.string().check(z.regex(/^outputs\/[A-Za-z0-9_-][A-Za-z0-9_.-]*$/)),
    sha256: text,
    bytes: count,
    lines: count,
    /** Bytes beyond the size limit that were not kept. */
    dropped: z.optional(count),
    /** Of a long output the digest of its first and its last `endBytes`, one after the other: what is shown of it can be checked without reading the whole. */
    ends: z.optional(z.object({sha256: text})),
  })
export type Output = z.infer<ReturnType<typeof outputSchema>>
