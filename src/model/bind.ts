import type {SqlStatement, SqlSystem} from './driver.ts'
import type {Command, Placeholder} from './runbook.ts'

/** A text whose gaps are filled, the values beside it; or why that is not possible. */
export type Bound<T> = {ok: true; bound: T} | {ok: false; problem: string}

/** What may be passed to an interpreter: one plain word that is no option, no comment and no second statement in any of them. */
const inert = () => /^(?!.*--)[\p{L}\p{N}_][\p{L}\p{N}_.:/@-]*$/u

/** The same for a variable that the operator sets, such as a connection URL: one word without anything that quotes, ends or begins code. */
export const inertWord = /^(?!-)[^\s'"`$;&|<>(){}[\]*\\#!]+$/u

/**
 * Why a value may not reach a script, where `interpreter` names what in it may read a value as code; undefined if it may.
 * What begins with `-` would be an option anywhere.
 */
export function valueProblem(
  interpreter: string | undefined,
  name: string,
  value: string,
  allowed = inert(),
): string | undefined {
  if (value.startsWith('-')) return `the value for ${name} begins with \`-\` and would be read as an option`
  if (!interpreter || allowed.test(value)) return undefined
  return `the value for ${name} reaches \`${interpreter}\`, which may read it as code: use letters, digits and . _ : / @ - only`
}

/** What would end a string of JSON, or mean something else in it. */
const endsJsonString = /["\\\p{Cc}]/u

/** Text that bash, and any shell that gets it later, takes as one plain word. */
const plain = () => /^[\p{L}\p{N}_./:@%+=,-]+$/u

/**
 * Puts a variable where a value is missing, quoted as its place needs, and the values beside: a value never becomes code.
 * Where bash expands nothing (here-documents with a quoted delimiter) only plain words are let in, as text.
 */
export function bindShell(
  script: string,
  placeholders: readonly Placeholder[],
  value: (name: string) => string | undefined,
  interpreter: string | undefined,
): Bound<{script: string; variables: Record<string, string>}> {
  const variables: Record<string, string> = {}
  const names = new Map<string, string>()
  const variable = (name: string, filled: string) => {
    const known = names.get(name)
    if (known) return known
    const ascii = name
      .normalize('NFD')
      .replaceAll(/[^A-Za-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '')
    const taken = new Set(names.values())
    let result = `RUNBOOK_INPUT_${ascii}`
    for (let n = 2; taken.has(result); n++) result = `RUNBOOK_INPUT_${ascii}_${n}`
    names.set(name, result)
    variables[result] = filled
    return result
  }
  return fill(
    script,
    placeholders,
    value,
    ({context, text, name, json}, filled) => {
      const problem = valueProblem(interpreter, name, filled) ?? jsonProblem(json, text, filled)
      if (problem) return {ok: false, problem}
      const expansion = () => `\${${variable(name, filled)}}`
      switch (context) {
        case 'word':
          return {ok: true, bound: `"${expansion()}"`}
        case 'double-quoted':
        case 'here-document':
          return {ok: true, bound: expansion()}
        case 'single-quoted':
          return {ok: true, bound: `'"${expansion()}"'`}
        case 'ansi-quoted':
          return {ok: true, bound: `'"${expansion()}"$'`}
        default:
          return literally(context, text, filled)
      }
    },
    bound => ({script: bound, variables}),
  )
}

/** A value where bash expands nothing: as text, which must mean the same to whoever reads it. */
function literally(context: Placeholder['context'], text: string, filled: string): Bound<string> {
  const [allowed, where, letters] =
    context === 'bare'
      ? [inert(), 'where no quotes can stand', '._:/@-']
      : [plain(), 'inside text that bash takes as it stands', '._/:@%+=,-']
  return allowed.test(filled)
    ? {ok: true, bound: filled}
    : {
        ok: false,
        problem: `the value for ${text} stands ${where}: use letters, digits and ${letters} only`,
      }
}

function jsonProblem(json: Placeholder['json'], text: string, filled: string): string | undefined {
  if (json === 'string' && endsJsonString.test(filled))
    return `the value for ${text} stands in a string of JSON: use no quotes, backslashes or line ends`
  if (json === 'bare' && !inert().test(filled))
    return `the value for ${text} stands in JSON: use letters, digits and ._:/@- only`
  return undefined
}

/** The script as a person reads it, values in place and quoted where its language needs it. For eyes only: it is never run. */
export function renderBound(
  script: string,
  placeholders: readonly Placeholder[],
  value: (name: string) => string | undefined,
): string {
  const shown = ({context}: Placeholder, filled: string) => {
    if (context === 'sql') return `'${filled.replaceAll("'", "''")}'`
    const inQuotes = filled.replaceAll("'", "'\\''")
    if (context === 'single-quoted') return inQuotes
    return context === 'word' && !plain().test(filled) ? `'${inQuotes}'` : filled
  }
  const result = fill(
    script,
    placeholders,
    value,
    (gap, filled) => ({ok: true, bound: shown(gap, filled)}),
    bound => bound,
  )
  return result.ok ? result.bound : script
}

/** What `type: identifier` takes: a name, or one in a schema; exactly this spelling, since it is quoted. */
export const identifierText = () => /^[\p{L}_][\p{L}\p{N}_$]*(?:\.[\p{L}_][\p{L}\p{N}_$]*)?$/u

/** A name as SQL takes it, each part in its quotes. */
export function quotedName(name: string): string {
  return name
    .split('.')
    .map(part => `"${part}"`)
    .join('.')
}

/** One entry a statement, each gap a bind parameter: `where id = :id` becomes `where id = $1` with its value beside. */
export function bindSql(
  script: string,
  statements: readonly Command[],
  placeholders: readonly Placeholder[],
  value: (name: string) => string | undefined,
  isIdentifier: (name: string) => boolean = () => false,
  system?: SqlSystem,
): Bound<SqlStatement[]> {
  const bound: SqlStatement[] = []
  for (const {start, end, returns = false, effect, name} of statements) {
    const reads = effect === 'read'
    const counted =
      /^(?:INSERT|UPDATE|DELETE|MERGE)$/.test(name) && (name !== 'INSERT' || effect !== 'destroy')
    const uncounted = !reads && effect !== 'local' && !counted
    const inside = placeholders.filter(gap => gap.start >= start && gap.end <= end)
    const shifted = inside.map(gap => ({...gap, start: gap.start - start, end: gap.end - start}))
    const values: string[] = []
    const bare: number[] = []
    const numbers = new Map<string, number>()
    const statement = fill(
      script.slice(start, end),
      shifted,
      value,
      ({context, text, name, start, end}, filled) => {
        // no grammar tells where another database takes a name: there the author's word does
        if (context === 'sql-name' || (system && context === 'sql' && isIdentifier(name))) {
          if (isIdentifier(name) && identifierText().test(filled)) {
            const quoted = quotedName(filled)
            return {ok: true, bound: system === 'mysql' ? quoted.replaceAll('"', '`') : quoted}
          }
          return {
            ok: false,
            problem: `${text} stands for a name, such as a table's, and only values can be passed safely; declare the input with \`type: identifier\``,
          }
        }
        if (context !== 'sql')
          return {
            ok: false,
            problem: `${text} stands inside a longer string, where a value cannot be passed safely`,
          }
        if (system) {
          if (end - start === text.length) bare.push(values.length)
          values.push(filled)
          return {ok: true, bound: '?'}
        }
        if (!numbers.has(name)) numbers.set(name, values.push(filled))
        return {ok: true, bound: `$${numbers.get(name)}`}
      },
      text => ({text, values, returns, reads, uncounted, ...(bare.length > 0 ? {bare} : {})}),
    )
    if (!statement.ok) return statement
    bound.push(statement.bound)
  }
  return {ok: true, bound}
}

/** Puts a replacement for each gap; says why where a value is missing, empty or holds what no text may. */
export function fill<T>(
  text: string,
  placeholders: readonly Placeholder[],
  value: (name: string) => string | undefined,
  replace: (placeholder: Placeholder, filled: string) => Bound<string>,
  finish: (text: string) => T,
): Bound<T> {
  let result = ''
  let from = 0
  for (const placeholder of placeholders) {
    const filled = value(placeholder.name)
    if (filled === undefined) return {ok: false, problem: `${placeholder.text} has no value`}
    if (filled === '') return {ok: false, problem: `the value for ${placeholder.text} is empty`}
    if (filled.includes('\0'))
      return {ok: false, problem: `the value for ${placeholder.text} holds a NUL byte`}
    const replacement = replace(placeholder, filled)
    if (!replacement.ok) return replacement
    result += text.slice(from, placeholder.start) + replacement.bound
    from = placeholder.end
  }
  return {ok: true, bound: finish(result + text.slice(from))}
}
