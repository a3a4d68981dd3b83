import {z} from 'zod/mini'
import {severities} from '../model/lint-message.ts'
import {inputTypes} from '../model/settings.ts'
import {parseSize} from '../model/size.ts'

export const text = z.string().check(z.minLength(1))
const made = () => {
  /** What something must print: all of it, or a regular expression between slashes. */
  const expected = text.check(
    z.refine(
      said => !/^\/.+\/$/s.test(said) || isRegex(said.slice(1, -1)),
      'a text, or a regular expression between slashes',
    ),
  )
  const input = z.strictObject({
    prompt: z.optional(text),
    choices: z.optional(z.union([z.array(text).check(z.minLength(1)), text])),
    pattern: z.optional(text.check(z.refine(isRegex, 'a regular expression'))),
    default: z.optional(z.string()),
    secret: z.optional(z.boolean()),
    type: z.optional(
      z.enum(
        inputTypes,
        `${inputTypes.map(type => `\`${type}\``).join(', ')} (\`choices:\` lists values, \`secret: true\` hides them)`,
      ),
    ),
  })
  const databaseTarget = z.strictObject({
    database: z.optional(text),
    user: z.optional(text),
    server: z.optional(text),
    recovery: z.optional(z.boolean()),
    'system-identifier': z.optional(
      z.string().check(z.regex(/^\d{1,20}$/, 'the digits that PostgreSQL tells, in quotes')),
    ),
  })
  const database = z.strictObject({
    url: z.optional(
      text.check(
        z.regex(
          /^\$\{?[A-Za-z_]\w*\}?$/,
          'an environment variable such as `$DATABASE_URL`, never an address with a password',
        ),
      ),
    ),
    target: z.optional(databaseTarget),
  })
  const command = z.strictObject({run: text, expect: expected})
  const target = z.strictObject({
    hostname: z.optional(expected),
    'kube-context': z.optional(expected),
    'git-branch': z.optional(expected),
    'git-clean': z.optional(z.literal(true, '`true`')),
    commands: z.optional(z.record(text, command)),
  })
  const runbookKey = z.strictObject({
    severity: z.optional(text),
    owner: z.optional(text),
    environment: z.optional(text),
    inputs: z.optional(
      z.record(
        z.string().check(z.regex(/^[\p{L}][\p{L}\p{N}_-]*$/u, 'a name of letters, digits, `-` and `_`')),
        input,
      ),
    ),
    'ask-inputs': z.optional(z.enum(['first', 'when-needed'], '`first` or `when-needed`')),
    databases: z.optional(z.record(z.string(), database)),
    target: z.optional(target),
    secrets: z.optional(z.array(text)),
    requires: z.optional(z.array(text)),
    'output-limit': z.optional(
      z
        .pipe(
          z.union([text, z.number()]),
          z.transform(value => parseSize(String(value)) ?? Number.NaN),
        )
        .check(z.refine(bytes => !Number.isNaN(bytes), 'a size such as `10MiB`')),
    ),
    lint: z.optional(
      z.record(z.string(), z.enum([...severities, 'off'], '`error`, `warning`, `info` or `off`')),
    ),
  })
  return {input, databaseTarget, database, command, target, runbookKey}
}
let kept: ReturnType<typeof made> | undefined
/** The schemas of what stands under `runbook:`; made when there is something to check. */
export const schemas = () => (kept ??= made())
export type Schemas = ReturnType<typeof made>

export const reviewIn = z.union([text, z.number()])
export const known = {title: text, last_reviewed_on: text, review_in: reviewIn}

/** What each object of the front matter may hold, by path, for did-you-mean. */
export const keysAt = (path: readonly PropertyKey[]): string[] => {
  if (path.length === 0) return ['title', 'last_reviewed_on', 'review_in', 'runbook']
  const {runbookKey, input, target, command, database, databaseTarget} = schemas()
  if (path.length === 1) return Object.keys(runbookKey.shape)
  if (path[1] === 'inputs') return Object.keys(input.shape)
  if (path[1] === 'target') return Object.keys((path.length === 2 ? target : command).shape)
  return Object.keys((path.length === 3 ? database : databaseTarget).shape)
}

function isRegex(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'))
  } catch {
    return false
  }
}
