/** Where a block runs, if not on this machine: on a host that `ssh` reaches, or behind a program that runs commands elsewhere. */
export type Site = {kind: 'host'; host: string} | {kind: 'exec'; prefix: string[]}

/** Where the author wants a block to run; undefined for this machine. */
export function siteOf({host, exec}: {host?: string; exec?: string[]}): Site | undefined {
  if (host !== undefined) return {kind: 'host', host}
  return exec === undefined ? undefined : {kind: 'exec', prefix: exec}
}

/** Equal for blocks that share a session; the empty text for this machine. */
export function siteKey(site: Site | undefined): string {
  if (site === undefined) return ''
  return site.kind === 'host' ? `host ${site.host}` : `exec ${JSON.stringify(site.prefix)}`
}

/** A variable's name as it is known at a site: a session elsewhere has neither this machine's environment nor its variables. */
export function nameAt(site: Site | undefined, name: string): string {
  return site === undefined ? name : `${siteKey(site)} ${name}`
}

/** In words, as the operator must see it. */
export function siteName(site: Site): string {
  return site.kind === 'host' ? `${site.host} (over ssh)` : `what \`${prefixText(site.prefix)}\` reaches`
}

/** A prefix as it would be written to a shell. */
export function prefixText(prefix: readonly string[]): string {
  return prefix.map(word).join(' ')
}

function word(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`
}
