import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname, join, relative, resolve, sep} from 'node:path'
import process from 'node:process'
import {blocksOf, stepsOf} from '../../model/content.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {type Piece, split} from '../../parser/split.ts'
import {oneLine} from '../../report/clean.ts'
import {load} from '../documents/load.ts'

/** `runbook split FILE`: says into which files a handbook would be taken apart, one a procedure; with `--write` makes them in a new or empty place. */
export async function splitCommand(path: string, {write}: {write?: string | undefined}): Promise<number> {
  const {runbook} = await load(path)
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  const from = resolve(dirname(path))
  const to = resolve(write ?? dirname(path))
  const pieces = await split(runbook, text, url => rebased(url, from, to))
  if (pieces.length === 0)
    throw new RunbookError(
      'one-procedure',
      `${path} holds ${runbook.procedures.length === 0 ? 'no procedure' : 'one procedure'}: there is nothing to split`,
    )
  if (write !== undefined) writeAll(write, pieces)
  const where = write ?? 'DIR'
  process.stdout.write(
    pieces.map(piece => `${join(where, piece.file)}\n  ${describe(piece)}\n`).join('') +
      (write === undefined
        ? `\nNothing was written: \`runbook split ${path} --write DIR\` makes these ${pieces.length} files. ${path} stays as it is.\n`
        : `\n${pieces.length} files were written. ${path} is as it was: once they are reviewed, remove it, or leave a link there.\n`),
  )
  return exitCodes.success
}

/** All or none: a file that is there is never written over. */
function writeAll(dir: string, pieces: readonly Piece[]): void {
  const there = pieces.map(({file}) => join(dir, file)).find(path => existsSync(path))
  if (there !== undefined)
    throw new RunbookError(
      'exists',
      `${there} is there already; nothing was written: choose another folder with --write`,
    )
  try {
    mkdirSync(dir, {recursive: true})
    for (const {file, text} of pieces) writeFileSync(join(dir, file), text, {flag: 'wx'})
  } catch (error) {
    throw new RunbookError(
      'unwritable',
      `${dir}: it cannot be written to (${(error as NodeJS.ErrnoException).code})`,
      {
        exitCode: exitCodes.broken,
        cause: error,
      },
    )
  }
}

function describe({title, procedure, lines}: Piece): string {
  const at = lines.map(({from, to}) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
  if (!procedure) return `${oneLine(title)}: what belongs to no procedure, and links to them; lines ${at}`
  const blocks = [...blocksOf(procedure.section)].length
  const steps = [...stepsOf(procedure.section)].length
  return `${oneLine(title)}: ${steps} step${steps === 1 ? '' : 's'}, ${blocks} of them block${blocks === 1 ? '' : 's'}; lines ${at}`
}

/** A relative address, from another folder. */
function rebased(url: string, from: string, to: string): string {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? []
  const moved = relative(to, join(from, path)).split(sep).join('/') || '.'
  return (path.endsWith('/') ? `${moved}/` : moved) + rest
}
