import {existsSync} from 'node:fs'
import {dirname, join} from 'node:path'

/** The directory that holds package.json, whether this code runs as source or as a bundle under build/. */
export const projectRoot: string = (() => {
  let directory = import.meta.dirname
  while (!existsSync(join(directory, 'package.json'))) directory = dirname(directory)
  return directory
})()

/** The path of a bundled script of the sandbox: child processes always run the bundle. */
export const built = (name: string): string => join(projectRoot, 'build', 'sandbox', `${name}.js`)
