import {z} from 'zod/mini'

/**
 * How a step ended. `failure` is what a command or server answered; `error` means it could not be run at all;
 * `unknown` means nobody can say whether it happened.
 */
export const outcomeSchema = () =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('success'),
      by: z.optional(z.enum(['engine', 'operator'])),
      detail: z.optional(z.string()),
    }),
    z.object({kind: z.literal('failure'), detail: z.string()}),
    z.object({kind: z.literal('timeout'), afterMs: z.number()}),
    z.object({kind: z.literal('skip'), reason: z.string()}),
    z.object({kind: z.literal('cancelled'), detail: z.string()}),
    z.object({kind: z.literal('error'), detail: z.string(), code: z.string()}),
    z.object({kind: z.literal('unknown'), detail: z.string()}),
  ])

export type Outcome = z.infer<ReturnType<typeof outcomeSchema>>
