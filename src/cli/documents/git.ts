import {execFileSync} from 'node:child_process'
import process from 'node:process'
import {runFiles} from '../../journal/run-directory.ts'
import {RunbookError} from '../../model/error.ts'

/** Two revisions that are compared, as commits. */
export interface Range {
  base: string
  head: string
}

/** A file that is not the same in two revisions; a path is undefined where that revision has no such file. */
export interface ChangedFile {
  before: string | undefined
  after: string | undefined
}

/** Reads `BASE..HEAD` or `BASE...HEAD` (since they parted); an empty side is HEAD. Throws a `RunbookError` where git knows none. */
export function readRange(text: string): Range {
  const [, from = '', dots = '', to = ''] = /^(.*?)(\.{2,3})(.*)$/s.exec(text) ?? []
  const [base, head] = [commitOf(from || 'HEAD'), commitOf(to || 'HEAD')]
  if (dots.length === 2) return {base, head}
  return {
    base: git(['merge-base', base, head], `${text}: the two have no common past`).toString().trim(),
    head,
  }
}

function commitOf(revision: string): string {
  const call = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]
  return git(call, `${revision}: git knows no such revision here`).toString().trim()
}

/** The markdown files that differ, renamed ones as one; only those named (files or folders), where any are. */
export function changedFiles({base, head}: Range, paths: readonly string[]): ChangedFile[] {
  for (const path of paths) {
    const known = [base, head].some(revision => git(['ls-tree', '-r', revision, '--', path]).length > 0)
    if (!known) throw new RunbookError('no-file', `${path}: neither revision has such a file`)
  }
  const call = ['diff-tree', '-r', '-z', '-M', '--name-status', '--no-ext-diff', base, head, '--', ...paths]
  const words = git(call).toString().split('\0')
  const files: ChangedFile[] = []
  for (let at = 0; at + 1 < words.length; ) {
    const kind = words[at++]![0]
    const path = words[at++]!
    if (kind === 'R' || kind === 'C') files.push({before: path, after: words[at++]!})
    else files.push({before: kind === 'A' ? undefined : path, after: kind === 'D' ? undefined : path})
  }
  const records = [base, head].flatMap(recordsIn)
  const isRunbook = (path: string | undefined) =>
    path !== undefined && /\.(?:md|markdown)$/i.test(path) && !records.some(folder => path.startsWith(folder))
  return files.filter(({before, after}) => isRunbook(before) || isRunbook(after))
}

/** The folders of runs that were committed: what lies there is a record, not a runbook. */
function recordsIn(revision: string): string[] {
  const paths = git(['ls-tree', '-r', '-z', '--full-tree', '--name-only', revision]).toString().split('\0')
  return paths
    .filter(path => path.endsWith(`/${runFiles.journal}`))
    .map(path => path.slice(0, -runFiles.journal.length))
}

/** What a file held in a revision; its path is from the top of the repository. */
export function fileAt(revision: string, path: string): Buffer {
  return git(['cat-file', 'blob', `${revision}:${path}`])
}

/** Only plumbing that runs no filter, no external difference and no hook of the repository. */
function git(words: readonly string[], otherwise?: string): Buffer {
  try {
    return execFileSync('git', ['--no-pager', ...words], {
      env: {...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_LITERAL_PATHSPECS: '1'},
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 256 * 1024 * 1024,
    })
  } catch (error) {
    const {code, stderr} = error as NodeJS.ErrnoException & {stderr?: Buffer}
    if (code === 'ENOENT') throw new RunbookError('no-git', 'git is not on PATH', {cause: error})
    const said = stderr?.toString().trim().split('\n')[0] ?? ''
    const outside = /not a git repository/.test(said) ? 'this is no git repository' : undefined
    throw new RunbookError('git', outside ?? otherwise ?? `git ${words[0]}: ${said}`, {cause: error})
  }
}
