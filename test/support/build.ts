import {spawnSync} from 'node:child_process'
import {fileURLToPath} from 'node:url'
import type {TestProject} from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Why the bundle could not be built, empty when it could: only tests that need the bundle then fail. */
    buildFailure: string
  }
}

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Bundles the package once for the whole run, and again before each rerun in watch mode. */
export default function setup(project: TestProject): void {
  project.provide('buildFailure', build())
  project.onTestsRerun(() => project.provide('buildFailure', build()))
}

function build(): string {
  const {status, stdout, stderr, error} = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (error) throw error
  return status === 0 ? '' : `node scripts/build.mjs exited with ${status}\n${stdout}${stderr}`
}
