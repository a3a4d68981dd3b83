import type {BlockKind} from '../model/runbook.ts'

const kinds: Record<string, BlockKind> = {
  bash: 'shell',
  sh: 'shell',
  shell: 'shell',
  zsh: 'shell',
  'shell-script': 'shell',
  shellscript: 'shell',
  sql: 'sql',
  postgres: 'sql',
  postgresql: 'sql',
  pgsql: 'sql',
  psql: 'sql',
  console: 'console',
  'shell-session': 'console',
  shellsession: 'console',
  terminal: 'console',
  'bash-session': 'console',
  'sh-session': 'console',
  'zsh-session': 'console',
}
/** SQL of other databases than PostgreSQL. */
const foreign = new Set(
  `mysql mariadb tsql t-sql mssql sqlserver plsql oracle hql hive hiveql sqlite sqlite3 cql spark-sql sparksql bigquery clickhouse
  snowflake`.split(/\s+/),
)
/** Of `$xslt` nothing is said either: an editor completes three backticks so. */
const says = new Set([
  '',
  ...`text txt plaintext plain plain-text text/plain none nohighlight no-highlight nolang raw verbatim code cmd cmdline commandline
  command-line command commands cli prompt linux unix ubuntu src source $xslt`.split(/\s+/),
])

/** What a fence's language says. */
interface Said {
  kind: BlockKind
  /** Why it is only shown, or not run here. */
  reason: string | undefined
  /** It says nothing of what the block is. */
  open: boolean
  /** It is SQL of another database than PostgreSQL. */
  elsewhere?: true
}

/** What a fence's language says that its block is, and why where it is only shown; `open` where it says nothing. */
export function kindOf(language: string): Said {
  const kind = Object.hasOwn(kinds, language) ? kinds[language] : undefined
  if (kind) return {kind, reason: undefined, open: false}
  if (foreign.has(language))
    return {
      kind: 'sql',
      reason: `\`${language}\` is for another database than PostgreSQL`,
      open: false,
      elsewhere: true,
    }
  const open = says.has(language) || isSlip(language)
  if (language === '') return {kind: 'show', reason: 'no language is given, so it is shown, not run', open}
  return {kind: 'show', reason: `\`${language}\` is shown, not run`, open}
}

const meant = ['bash', 'shell', 'console', 'terminal', 'shell-session']
/** Languages that are one letter away from those. */
const near = new Set(['dash', 'hash', 'bach', 'bas', 'gash', 'rash', 'shells'])

/** Whether it is most likely a slip in the name of a shell, `bahs`: then the block is told by what it holds. */
function isSlip(language: string): boolean {
  return language.length > 3 && !near.has(language) && meant.some(name => isNear(language, name))
}

/** One letter more, less or other, or two that changed places. */
function isNear(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 1) return false
  let from = 0
  while (from < word.length && word[from] === name[from]) from++
  const rest = (text: string, skip: number) => text.slice(from + skip)
  return (
    rest(word, 1) === rest(name, 1) ||
    rest(word, 1) === rest(name, 0) ||
    rest(word, 0) === rest(name, 1) ||
    (word[from] === name[from + 1] && word[from + 1] === name[from] && rest(word, 2) === rest(name, 2))
  )
}
