import {mkdirSync, writeFileSync} from 'node:fs'
import {delimiter, dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {inject} from 'vitest'

/** Variables for a tested program, over the isolated ones; `undefined` removes one. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Writes the files into `dir`, making the folders that their paths name. */
export function writeFiles(dir: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), {recursive: true})
    writeFileSync(join(dir, path), content)
  }
}

/** An environment that holds nothing of the tester's own but PATH: home and temporary files are inside `dir`. */
export function isolatedEnvironment(dir: string, extra: Environment = {}): Record<string, string> {
  const home = join(dir, '.home')
  const temporary = join(dir, '.tmp')
  for (const path of [home, temporary]) mkdirSync(path, {recursive: true, mode: 0o700})
  const all = {
    PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
    HOME: home,
    TMPDIR: temporary,
    USER: 'tester',
    LOGNAME: 'tester',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    ...extra,
  }
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}

/** The bundled CLI. Throws what the build said when there is none. */
export function bundledCli(): string {
  const failure = inject('buildFailure')
  if (failure !== '') throw new Error(`There is no CLI to test. ${failure}`)
  return fileURLToPath(new URL('../../dist/runbook.cjs', import.meta.url))
}
