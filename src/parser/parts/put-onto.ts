import type {Block} from '../../model/runbook.ts'

const programs = /^(?:\/(?:usr\/)?bin\/)?(?:(?:bsd|g)?tar|unzip|cpio|cp|rsync|scp)$/
/** Where data on its way is put: nothing is kept there under that name. */
const passing =
  /^(?:-|\.{1,2}|~|\$HOME|\$\{HOME\}|\$PWD|\$\(pwd\))?\/?$|^\/(?:var\/)?tmp(?:\/|$)|^(?:~|\$HOME|\/root|\/home\/[^/]+)\/[^/]*$|:\/(?:var\/)?tmp(?:\/|$)|^\/dev\/(?:null|std)|(?:^|[/_.:-])(?:back-?ups?|bak|tmp|temp|restored?|restore[_-]\w+|recovery|recovered|dumps?|staging|work|scratch|extract(?:ed)?|unpacked|downloads?|new|old|sauvegardes?|snapshots?|archives?|mnt|\$\(?mktemp.*|.*(?:BACKUP|TMP|TEMP|RESTORE|DUMP|WORK)\w*\}?)(?:[/_.:-]|$)/iu

/** Where the block's commands put files that are there already, going by how they are called; undefined where none does. */
export function ontoWhatIsThere({commands}: Pick<Block, 'commands'>): string | undefined {
  let at: string | undefined
  for (const {text} of commands) {
    const words = wordsOf(text)
    if (words[0] === 'cd') at = words[1]
    const target = targetOf(words, at)
    if (target !== undefined && target !== '' && !passing.test(target)) return target
  }
  return undefined
}

/** Where a command puts what it unpacks or copies. */
function targetOf(words: readonly string[], at: string | undefined): string | undefined {
  const from = words.findIndex(word => programs.test(word))
  const name = /[\w-]+$/.exec(words[from] ?? '')?.[0]
  const args = words.slice(from + 1)
  if (
    name === undefined ||
    args.some(arg =>
      /^(?:-n|--dry-run|-\w*n\w*v|--list|--no-clobber|--skip-old-files|--keep-old-files)$/.test(arg),
    )
  )
    return undefined
  const after = (option: RegExp) => {
    const index = args.findIndex(arg => option.test(arg))
    return index === -1
      ? undefined
      : args[index]!.includes('=')
        ? args[index]!.split('=')[1]
        : args[index + 1]
  }
  const here = at?.startsWith('/') ? at : undefined
  if (/^(?:bsd|g)?tar$/.test(name)) {
    const unpacks = args.some(
      (arg, i) => /^--(?:extract|get)$/.test(arg) || /^-\w*x/.test(arg) || (i === 0 && /^\w*x/.test(arg)),
    )
    return unpacks ? (after(/^(?:-\w*C|--directory(?:=.*)?)$/) ?? here) : undefined
  }
  if (name === 'unzip') return after(/^-d$/) ?? here
  if (name === 'cpio') return args.some(arg => /^-\w*i/.test(arg)) ? (after(/^-D$/) ?? here) : undefined
  const plain = args.filter(arg => !arg.startsWith('-'))
  const target = plain.length > 1 ? plain.at(-1) : undefined
  if (name === 'cp' && /^(?:docker|podman|kubectl|oc|nerdctl|lxc)$/.test(words[from - 1] ?? ''))
    return target?.includes(':') ? target : undefined
  return target !== undefined &&
    (/^\//.test(target) || /^[\w.@-]+:\//.test(target) || /^\$\{?\w/.test(target))
    ? target
    : undefined
}

function wordsOf(text: string): string[] {
  return (text.slice(0, 2000).match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? []).map(word =>
    word.replaceAll(/["'\\]/g, ''),
  )
}
