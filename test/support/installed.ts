import {accessSync, constants, readdirSync} from 'node:fs'
import {delimiter, join} from 'node:path'

/** Whether PATH has a program; tests that need it are passed over where it is not installed. */
export function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some(dir => isProgram(join(dir, program)))
}

/** The folder of an installed PostgreSQL server's programs, as Debian has them, the newest; undefined without one. */
export function installedPostgres(): string | undefined {
  const root = '/usr/lib/postgresql'
  try {
    const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a))
    return versions.map(version => join(root, version, 'bin')).find(bin => isProgram(join(bin, 'initdb')))
  } catch {
    return undefined
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
