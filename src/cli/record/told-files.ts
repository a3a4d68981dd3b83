import {readFileSync} from 'node:fs'
import {basename} from 'node:path'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {ToldError, type ToldEvent} from '../../model/told.ts'
import type {Zone} from '../../model/zone.ts'
import {readTold} from '../../parser/told/read-told.ts'

/** Reads the files that tell of an incident. Throws a `RunbookError` that names the file and the line. */
export function readFiles(
  paths: readonly string[],
  told: {zone: Zone; day: number | undefined},
): {name: string; events: ToldEvent[]}[] {
  const names = paths.map(path => basename(path))
  return paths.map((path, index) => {
    const name = names.indexOf(names[index]!) === names.lastIndexOf(names[index]!) ? names[index]! : path
    try {
      return {name, events: readTold(readFileSync(path, 'utf8'), told)}
    } catch (error) {
      if (error instanceof ToldError)
        throw new RunbookError('import', `${path}:${error.line}: ${error.message}`)
      const {code} = error as NodeJS.ErrnoException
      if (code === undefined) throw error
      throw new RunbookError('import', `${path}: it cannot be read (${code})`, {
        exitCode: exitCodes.usage,
        cause: error,
      })
    }
  })
}
