import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'

/** What libpq's service files say of a service, the user's own before the system's; undefined where none names it. */
export function readService(
  service: string,
  {PGSERVICEFILE, PGSYSCONFDIR, HOME}: Readonly<Record<string, string | undefined>>,
): Record<string, string> | undefined {
  const own = PGSERVICEFILE ?? (HOME && join(HOME, '.pg_service.conf'))
  const system = PGSYSCONFDIR && join(PGSYSCONFDIR, 'pg_service.conf')
  for (const path of [own, system]) {
    const found = path && existsSync(path) ? sectionOf(readFileSync(path, 'utf8'), service) : undefined
    if (found) return found
  }
  return undefined
}

/** The `key=value` lines below `[name]`. */
function sectionOf(text: string, name: string): Record<string, string> | undefined {
  const lines = text.split(/\r?\n/).map(line => line.trim())
  const start = lines.indexOf(`[${name}]`)
  if (start === -1) return undefined
  const rest = lines.slice(start + 1)
  const end = rest.findIndex(line => line.startsWith('['))
  return Object.fromEntries(
    rest
      .slice(0, end === -1 ? undefined : end)
      .filter(line => line !== '' && !line.startsWith('#') && line.includes('='))
      .map(line => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()]),
  )
}
