import type {z} from 'zod/mini'
import {didYouMean} from '../../parser/suggest.ts'
import {isStrange, meant} from '../given/meant-issue.ts'
import type {PlacedYaml} from './placed-yaml.ts'

type Path = readonly PropertyKey[]

/** Checks what a file holds; gives it as the schema has it, or what is wrong in it, a line with its place for each. */
export function checked<T extends z.ZodMiniType>(
  schema: T,
  {data, place}: PlacedYaml,
): {ok: true; data: z.infer<T>} | {ok: false; slips: string[]} {
  const result = schema.safeParse(data ?? {})
  if (result.success) return {ok: true, data: result.data}
  const issues = result.error.issues.flatMap(meant)
  const slips = issues
    .filter(issue => !isMisspelt(issue, issues, data))
    .flatMap(issue => inWords(issue, keysAt(schema, issue.path), place))
  return {ok: false, slips: [...new Set(slips)]}
}

/** A key that is lacking beside one that nobody knows is most likely that one, misspelt. */
function isMisspelt(
  {code, path}: z.core.$ZodIssue,
  all: readonly z.core.$ZodIssue[],
  value: unknown,
): boolean {
  if (code === 'unrecognized_keys' || valueAt(value, path) !== undefined) return false
  const around = path.slice(0, -1).join('.')
  return all.some(other => isStrange(other) && other.path.join('.') === around)
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((of, key) => (of as Record<PropertyKey, unknown> | undefined)?.[key], value)
}

function inWords(issue: z.core.$ZodIssue, known: readonly string[], place: PlacedYaml['place']): string[] {
  const name = issue.path.length > 0 ? ` in \`${issue.path.join('.')}\`` : ''
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      key =>
        `${place([...issue.path, key], 'key')}: unexpected \`${key}\`${name}, expected ${known
          .map(one => `\`${one}\``)
          .join(', ')}${didYouMean(key, known)}`,
    )
  const expected = issue.message.startsWith('Invalid input') ? 'another value' : issue.message
  return [`${place(issue.path)}: unexpected value for \`${issue.path.join('.')}\`, expected ${expected}`]
}

interface Definition {
  shape?: Record<string, z.ZodMiniType>
  innerType?: z.ZodMiniType
  element?: z.ZodMiniType
  valueType?: z.ZodMiniType
  options?: z.ZodMiniType[]
}

/** The keys that an object at this path may have. */
function keysAt(schema: z.ZodMiniType, path: Path): string[] {
  const definition = schema._zod.def as unknown as Definition
  if (definition.innerType) return keysAt(definition.innerType, path)
  if (definition.options) return [...new Set(definition.options.flatMap(option => keysAt(option, path)))]
  const [key, ...rest] = path
  if (key === undefined) return Object.keys(definition.shape ?? {})
  const inner = definition.shape?.[String(key)] ?? definition.element ?? definition.valueType
  return inner ? keysAt(inner, rest) : []
}
