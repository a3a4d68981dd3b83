import type {MetaCommand} from './scan.ts'

/** Variables of psql that a script sets itself, or that psql sets, and whether their values are plain words. */
export interface PsqlVariables {
  /** Set by psql, or by the script before an offset: no value of an operator's is missing there. */
  has(name: string, at: number): boolean
  /** `\set limit 10`: put into SQL as it stands, it is no code. */
  plain(name: string, at: number): boolean
}

/** https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-VARIABLES */
const psqlsOwn = new Set(
  `AUTOCOMMIT DBNAME ECHO ECHO_HIDDEN ENCODING ERROR FETCH_COUNT HISTCONTROL HISTFILE HISTSIZE HOST IGNOREEOF LASTOID LAST_ERROR_MESSAGE
  LAST_ERROR_SQLSTATE ON_ERROR_ROLLBACK ON_ERROR_STOP PORT PROMPT1 PROMPT2 PROMPT3 QUIET ROW_COUNT SERVER_VERSION_NAME SERVER_VERSION_NUM
  SERVICE SHELL_ERROR SHELL_EXIT_CODE SHOW_ALL_RESULTS SINGLELINE SINGLESTEP SQLSTATE USER VERBOSITY VERSION VERSION_NAME VERSION_NUM`.split(
    /\s+/,
  ),
)
const plainly =
  /^(?:ERROR|ROW_COUNT|SQLSTATE|LAST_ERROR_SQLSTATE|PORT|SHELL_EXIT_CODE|SERVER_VERSION_NUM|VERSION_NUM)$/

/**
 * Reads which variables a script sets: by `\set`, `\getenv`, `\prompt`, and by `\gset`, whose names are among the words of
 * its query.
 */
export function variablesOf(commands: readonly MetaCommand[], sql: string): PsqlVariables {
  /** Behind which offset a name is set, and to what is not plain. */
  const named = new Map<string, {from: number; other: number}>()
  /** What a query gives, whose names are only guessed. */
  const guessed: {end: number; is: (name: string) => boolean}[] = []
  const set = (variable: string | undefined, end: number, plain: boolean) => {
    if (!variable) return
    const {from = end, other = never} = named.get(variable) ?? {}
    named.set(variable, {from, other: plain ? other : Math.min(other, end)})
  }
  for (const {name, args, start, end} of commands) {
    if (name === 'set') {
      const [, variable, value = ''] = /^(\w+)\s*(.*)$/s.exec(args) ?? []
      set(variable, end, /^\w+$/.test(value))
    } else if (name === 'getenv') set(args.split(/\s/, 1)[0], end, false)
    else if (name === 'prompt') set(args.split(/\s+/).at(-1), end, false)
    else if (name === 'gset') {
      const query = sql.slice(sql.lastIndexOf(';', start - 1) + 1, start)
      const words = new Set(query.match(/[A-Za-z_]\w*/g))
      const is = (one: string) => one.startsWith(args) && (args !== '' || words.has(one))
      guessed.push({end, is})
    }
  }
  const isNamed = (name: string, at: number) => (named.get(name)?.from ?? never) <= at
  const isGuessed = (name: string, at: number) => guessed.some(one => one.end <= at && one.is(name))
  return {
    has: (name, at) => psqlsOwn.has(name) || isNamed(name, at) || isGuessed(name, at),
    plain(name, at) {
      if (isGuessed(name, at)) return false
      return isNamed(name, at) ? named.get(name)!.other > at : plainly.test(name)
    },
  }
}

const never = Number.POSITIVE_INFINITY
