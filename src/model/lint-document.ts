import {z} from 'zod/mini'
import {severities} from './lint-message.ts'

/** Version of the document; it grows without changing, and changes its number where a field changes its meaning. */
export const lintSchemaId = 'runbook.lint/v1'

const point = z.object({line: z.int(), column: z.int(), offset: z.int()})
const count = z.int()

/** What `runbook lint --format json` prints. Offsets count UTF-16 units from 0, after a byte order mark; lines and columns from 1. */
export const lintDocumentSchema = z.object({
  schema: z.literal(lintSchemaId),
  files: z.array(
    z.object({
      path: z.string(),
      messages: z.array(
        z.object({
          rule: z.string(),
          severity: z.enum(severities),
          text: z.string(),
          note: z.nullable(z.string()),
          /** Null where it is about the file as a whole. */
          place: z.nullable(z.object({start: point, end: point})),
          /** Where the rule is explained, from the root of the package. */
          url: z.string(),
          /** Replacements that mend it, all together; null where that is not certain. */
          fix: z.nullable(z.array(z.object({start: count, end: count, insert: z.string()}))),
        }),
      ),
    }),
  ),
  summary: z.object({
    files: count,
    errors: count,
    warnings: count,
    infos: count,
    /** Messages with a fix. */
    fixable: count,
    /** Messages less severe than `--severity`, which are not in `files`. */
    hidden: count,
  }),
})
export type LintDocumentJson = z.infer<typeof lintDocumentSchema>
