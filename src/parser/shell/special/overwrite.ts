import type {Argument} from '../argument.ts'
import {takeApart} from '../options.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

/** What a copy that was put aside is called. */
const aside =
  /(?<![a-z])(?:backups?|back-?up|bkp|bak|old|orig|saved|snapshots?|recovered|restored|sauvegardes?|prev(?:ious)?|last-?good|known-?good)(?![a-z])|~$/i
/** Files in which a program keeps its data or state. */
const data = /\.(?:db|sqlite3?|db3|mdb|rdb|aof|tfstate|ibd|frm|mdf|ldf|dbf|realm|leveldb|rrd)$/i
/** What is packed is unpacked first, and not used as it is. */
const packed = /\.(?:sql|dump|t?gz|tar|tgz|zip|bz2|xz|zst|lz4|7z|gpg|enc|csv|sh)$/i
/** Where nothing is kept. */
const passing = /^\/(?:var\/)?tmp(?:\/|$)|^\/dev\/shm\/|:\/(?:var\/)?tmp(?:\/|$)/
/** Directories of which whatever stands there runs, or is in force. */
export const inForce =
  /^\/etc\/(?:kubernetes\/manifests|(?:nginx|apache2)\/(?:sites|mods|conf)-enabled|cron\.\w+)\/.|^\/etc\/crontab$|^\/var\/spool\/cron\/./
const elsewhere = /^(?:[\w.-]+@)?[\w.-]+:(?!\\)|^\w+:\/\//

/**
 * Why a copy from one place to another most likely overwrites what is in use; undefined where it does not seem to. What was put
 * aside comes back under a name that does not say so, or a file of data gets another's content.
 */
export function overwrites(source: Argument, target: Argument): string | undefined {
  const [from, to] = [plain(source), plain(target)]
  if (to === '' || /^(?:-|\.|\.\.|~|\$HOME|\$PWD|\$\{HOME\})\/?$/.test(to) || passing.test(to))
    return undefined
  const back = told(from) && !told(to)
  const tree = /\/\.?$/.test(from)
  if (to.endsWith('/') && !tree) return undefined
  // a download into the directory where one is, not over what runs there
  if (elsewhere.test(from) && !/^\/(?:etc|opt|srv|usr|var)\//.test(to) && !elsewhere.test(to))
    return undefined
  const [oldName, newName] = [nameOf(from), nameOf(to)]
  if (packed.test(newName)) return undefined
  if (back && isAlike(oldName, newName)) return 'puts back a copy over what is there'
  const copied = newName.startsWith(oldName.replace(/\.\w+$/, '')) || told(to) || /\d{4}/.test(newName)
  if (data.test(newName) && data.test(oldName) && !copied) return 'writes over a file of data'
  return undefined
}

/** Whether one may be the other under its own name; else the second may be a directory that the first goes into. */
function isAlike(old: string, now: string): boolean {
  if (old.includes('$') || now.includes('$') || old.startsWith(now)) return true
  const [before, after] = [ending.exec(old)?.[0], ending.exec(now)?.[0]]
  return after === undefined ? before === undefined : !packed.test(old)
}

const ending = /(?<=.)\.[a-z]\w{0,8}$/i

/** Whether a path says that what it leads to was put aside; what the text expands counts by its name. */
function told(path: string): boolean {
  return aside.test(path.replaceAll('_', '-'))
}

function plain({text}: Argument): string {
  return text.replaceAll(/["'\\]/g, '')
}

function nameOf(path: string): string {
  return path.replace(/\/+$/, '').split(/[/:]/).at(-1)!
}

/** `cp`, `mv`, `install`: files, unless they overwrite what is in use. */
export function copy(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, {
    values: '-t --target-directory -S --suffix -m --mode -o --owner -g --group',
    flags: '-r -R -a -f -i -n -p -v -u -d -T --force --recursive --archive --preserve --verbose',
  })
  const [source, target, ...more] = call.words
  if (name === 'mv' && call.words.slice(0, -1).some(({value}) => inForce.test(value)))
    return seen(finding('destroy', name, 'takes away what runs or is in force as long as it stands there'))
  if (!source || !target || more.length > 0) return undefined
  const kept = call.options.some(option =>
    /^(?:-n|--no-clobber|-b|--backup|-S|--suffix|-t|--target-directory)$/.test(option.name),
  )
  const why = kept ? undefined : overwrites(source, target)
  return why ? seen(finding('destroy', name, why)) : undefined
}

/** Why unpacking an archive most likely overwrites what is in use: one that was put aside comes back to where a service keeps its files. */
export function unpacksOver(archive: Argument, target: Argument): string | undefined {
  const to = plain(target)
  const kept = /^\/(?!(?:var\/)?tmp\b|dev\b|usr\/(?:local\/)?(?:src|bin)\b|opt\b|home\b|root\b)|^\/$/.test(to)
  return /^\/etc(?:\/|$)/.test(to) || (kept && told(plain(archive)))
    ? 'unpacks a copy over what is there'
    : undefined
}
