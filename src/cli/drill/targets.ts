import {existsSync, readdirSync, statSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import {RunbookError} from '../../model/error.ts'

const scenarioFile = /\.test\.ya?ml$/
const passedOver = new Set(['node_modules', 'dist', 'build', 'vendor'])

/** The scenario files that are meant: named, beside a named runbook, or anywhere below a folder. Throws a `RunbookError` where there is none. */
export function scenarioFiles(paths: readonly string[]): string[] {
  return [...new Set((paths.length > 0 ? paths : ['.']).flatMap(filesAt))]
}

function filesAt(path: string): string[] {
  if (!existsSync(path)) throw new RunbookError('no-file', `${path}: there is no such file or folder`)
  if (statSync(path).isDirectory()) {
    const files = below(path)
    if (files.length > 0) return files
    throw new RunbookError(
      'no-scenario',
      `${path}: no scenario file is there; one is called after its runbook: NAME.test.yaml`,
    )
  }
  if (!/\.(?:md|markdown)$/i.test(path)) return [path]
  const stem = basename(path).replace(/\.(?:md|markdown)$/i, '')
  const beside = readdirSync(dirname(path))
    .filter(name => scenarioFile.test(name) && name.startsWith(`${stem}.`))
    .sort()
  if (beside.length > 0) return beside.map(name => join(dirname(path), name))
  throw new RunbookError('no-scenario', `${path}: no ${stem}.test.yaml stands beside it`)
}

function below(dir: string): string[] {
  return readdirSync(dir, {withFileTypes: true})
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(entry => {
      const path = join(dir, entry.name)
      if (entry.isDirectory())
        return entry.name.startsWith('.') || passedOver.has(entry.name) ? [] : below(path)
      return entry.isFile() && scenarioFile.test(entry.name) ? [path] : []
    })
}
