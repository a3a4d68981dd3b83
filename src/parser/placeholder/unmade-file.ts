/** What files that hold what was saved are called by what they are. */
const part =
  '(?:db|database|sql|dump|back-?up|file|data|pg|postgres|mysql|mongo|my|your|the|latest|last|full|archive|snapshot|export|base|banco|datenbank|bdd?|sauvegarde|fichier|respaldo|copia|archivo|arquivo|datei|sicherung)'
const named = new RegExp(
  String.raw`^(?=.*(?:dump|backup|back-up|archive|snapshot|export|file|sauvegarde|fichier|respaldo|copia|archivo|arquivo|datei|sicherung))${part}(?:[_-]?${part}){0,3}\.(?:sql|dump|pgdump|bak|archive|tar|tgz|zip)(?:\.(?:gz|bz2|xz|zst|gpg))?$`,
  'i',
)
/** What reads a file: `< dump.sql`, `gunzip dump.sql.gz`, `pg_restore -d shop db.dump`. */
const reads = String.raw`(?:<[ \t]*|\b(?:gunzip|zcat|gzip[ \t]+-d\w*|gzcat|pg_restore|mongorestore|unzip|tar[ \t]+-?\w*x\w*|psql|mysql|source|bzcat|xzcat)\b[^|<>;&\n]{0,160}[ \t])["']?`
const read = new RegExp(String.raw`${reads}([\w.-]{4,60})(?=[\s|;&)"']|$)`, 'gm')
const readsIt = new RegExp(`${reads}$`)

/** Files with such names that a document reads and none of its blocks makes, nor its prose names: each reader's is called otherwise. */
export function unmadeFiles(blocks: readonly string[], prose: readonly string[]): string[] {
  const found = new Set(
    blocks.flatMap(text => [...text.slice(0, 50_000).matchAll(read)].map(([, name]) => name!)),
  )
  return [...found].filter(
    name =>
      named.test(name) &&
      !prose.some(text => text.includes(name)) &&
      !isUnpacked(name, blocks) &&
      blocks.flatMap(text => text.split(name).slice(0, -1)).every(before => readsIt.test(lineEnd(before))),
  )
}

/** Whether a file is what is left of a packed one, or a block uses what is left of it. */
function isUnpacked(name: string, blocks: readonly string[]): boolean {
  const stem = name.replace(/\.(?:gz|bz2|xz|zst|gpg|tar|tgz|zip)$/, '')
  return blocks.some(
    text => text.includes(`${name}.`) || (stem !== name && text.replaceAll(name, '').includes(stem)),
  )
}

function lineEnd(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n') + 1, text.length - 300))
}
