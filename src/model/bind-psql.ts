import {type Bound, fill, identifierText, quotedName} from './bind.ts'
import type {PsqlScript} from './driver.ts'
import type {Placeholder} from './runbook.ts'

/** What an argument of psql's own commands takes as it stands: a word that it neither quotes, runs nor looks up. */
const plainWord = () => /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u

/** What psql takes for true or false; with anything else it warns, and goes the way of false. */
const truth = /^(?:true|false|yes|no|on|off|1|0)$/i

/** Whether a gap is all that stands behind `\if`. */
function isCondition(script: string, start: number, end: number): boolean {
  return /\\(?:el)?if[ \t]+$/.test(script.slice(0, start)) && /^[ \t]*(?:$|[\n\\])/.test(script.slice(end))
}

/**
 * Puts a variable of psql where a value is missing, which psql quotes by itself, and the values beside: `id = :id` becomes
 * `id = :'runbook_input_1'`.
 */
export function bindPsql(
  script: string,
  placeholders: readonly Placeholder[],
  value: (name: string) => string | undefined,
  isIdentifier: (name: string) => boolean,
): Bound<PsqlScript> {
  const variables: Record<string, string> = {}
  const names = new Map<string, string>()
  const variable = (name: string, filled: string) => {
    const known = names.get(name) ?? `runbook_input_${names.size + 1}`
    names.set(name, known)
    variables[known] = filled
    return known
  }
  return fill(
    script,
    placeholders,
    value,
    ({context, text, name, start, end}, filled) => {
      // else psql would find it unset, and take the other branch
      if (script.includes(`:{?${name}}`)) variables[name] = filled
      switch (context) {
        case 'sql':
          return {ok: true, bound: `:'${variable(name, filled)}'`}
        case 'sql-name':
          if (text.startsWith(':"')) return {ok: true, bound: `:"${variable(name, filled)}"`}
          return isIdentifier(name) && identifierText().test(filled)
            ? {ok: true, bound: quotedName(filled)}
            : {
                ok: false,
                problem: `${text} stands for a name, such as a table's; write \`:"${name}"\`, or declare the input with \`type: identifier\``,
              }
        case 'literal':
          if (isCondition(script, start, end) && !truth.test(filled))
            return {
              ok: false,
              problem: `the value for ${text} is a condition of psql: use \`true\` or \`false\``,
            }
          return plainWord().test(filled)
            ? {ok: true, bound: filled}
            : {
                ok: false,
                problem: `the value for ${text} goes to a command of psql: use letters, digits, \`_\`, \`.\` and \`-\` only`,
              }
        default:
          return {
            ok: false,
            problem: `${text} stands inside a longer string, where a value cannot be passed safely`,
          }
      }
    },
    bound => ({script: bound, variables}),
  )
}
