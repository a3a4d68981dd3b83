import type {BlockKind} from '../model/runbook.ts'

const kinds: Record<string, BlockKind> = {
  bash: 'shell',
  sh: 'shell',
  shell: 'shell',
  zsh: 'shell',
  sql: 'sql',
  postgres: 'sql',
  postgresql: 'sql',
  pgsql: 'sql',
  psql: 'sql',
  mysql: 'sql',
  mariadb: 'sql',
  sqlite: 'sql',
  sqlite3: 'sql',
  console: 'console',
  'shell-session': 'console',
  shellsession: 'console',
  terminal: 'console',
}
const says = new Set([
  '',
  'text',
  'txt',
  'plaintext',
  'plain',
  'none',
  'code',
  'cmd',
  'command',
  'commands',
  'cli',
])

/** What a fence's language says that its block is, and why where it is only shown; `open` where it says nothing. */
export function kindOf(language: string): {kind: BlockKind; reason: string | undefined; open: boolean} {
  const kind = Object.hasOwn(kinds, language) ? kinds[language] : undefined
  if (kind) return {kind, reason: undefined, open: false}
  const open = says.has(language)
  if (language === '') return {kind: 'show', reason: 'no language is given, so it is shown, not run', open}
  return {kind: 'show', reason: `\`${language}\` is shown, not run`, open}
}
