import {readFileSync} from 'node:fs'

/** The version of this package. */
export function version(): string {
  // two folders up from the source, one from the bundle
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const {name, version} = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as {
        name: string
        version: string
      }
      if (name === 'runbook') return version
    } catch {}
  }
  return 'unknown'
}
