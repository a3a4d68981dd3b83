import {createHash} from 'node:crypto'
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
} from 'node:fs'
import {basename, extname, join, resolve} from 'node:path'
import process from 'node:process'
import {runFiles} from '../../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {type AddOptions, addToRun, requireUnsealed} from '../record/add-to-run.ts'
import {findRun} from '../record/find-run.ts'
import {giveToOwner} from '../record/give-to-owner.ts'
import {rewriteIncident} from '../record/incident-file.ts'

/** More than this is better linked. Unit: bytes. */
const largest = 100 * 1024 * 1024

/** `runbook attach FILE|URL [NOTE…]`: ties evidence to a run; a file is copied beside its journal. */
export async function attachCommand(
  what: string,
  words: readonly string[],
  options: AddOptions & {run?: string | undefined},
): Promise<number> {
  const dir = findRun(options.run, options.logDir)
  await requireUnsealed(dir)
  const note = words.join(' ').trim()
  const isUrl = /^https?:\/\//i.test(what)
  const data = isUrl ? {name: what, url: what} : {name: basename(what), file: copied(what, dir)}
  await addToRun(dir, 'evidence.attached', {...data, ...(note ? {note} : {})}, options)
  await rewriteIncident(dir)
  process.stdout.write(`attached to ${dir}: ${'file' in data ? data.file.path : what}\n`)
  return exitCodes.success
}

function copied(path: string, dir: string): {path: string; sha256: string; bytes: number} {
  const found = statSync(path, {throwIfNoEntry: false})
  if (found?.isDirectory())
    throw new RunbookError(
      'unreadable',
      `${path}: it is a folder; attach its files one by one, or one archive of it (tar -czf ${basename(resolve(path))}.tar.gz …)`,
    )
  if (!found) throw new RunbookError('unreadable', `${path}: there is no such file`)
  if (!found.isFile())
    throw new RunbookError('unreadable', `${path}: it is no regular file, which would not end`)
  if (found.size > largest)
    throw new RunbookError('too-large', `${path}: it is larger than 100 MiB; attach a link to it`)
  const folder = join(dir, runFiles.attachments)
  mkdirSync(folder, {recursive: true, mode: 0o700})
  giveToOwner(folder, dir)
  const name = freeName(folder, basename(path))
  const copy = join(folder, name)
  copyFileSync(path, copy, constants.COPYFILE_EXCL)
  giveToOwner(copy, dir)
  const fd = openSync(copy, 'r')
  fsyncSync(fd)
  closeSync(fd)
  const bytes = readFileSync(copy)
  return {
    path: `${runFiles.attachments}/${name}`,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  }
}

/** A plain name that the folder does not have yet. */
function freeName(folder: string, name: string): string {
  const plain = name.replaceAll(/[^\w.-]+/g, '_').replace(/^[.]+/, '') || 'file'
  const end = extname(plain)
  const stem = plain.slice(0, plain.length - end.length)
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? plain : `${stem}-${number}${end}`
    if (!existsSync(join(folder, candidate))) return candidate
  }
}
