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
  console: 'console',
  'shell-session': 'console',
  shellsession: 'console',
  terminal: 'console',
}

/** What a fence's language says that its block is, and why where it is only shown. */
export function kindOf(language: string): {kind: BlockKind; reason: string | undefined} {
  const kind = Object.hasOwn(kinds, language) ? kinds[language] : undefined
  if (kind) return {kind, reason: undefined}
  if (language === '') return {kind: 'show', reason: 'no language is given, so it is shown, not run'}
  if (language === 'psql')
    return {kind: 'show', reason: '`psql` scripts are shown, not run; plain SQL in a `sql` block is run'}
  return {kind: 'show', reason: `\`${language}\` is shown, not run`}
}
