import {lchownSync, statSync} from 'node:fs'
import process from 'node:process'

/** Gives a new file to whoever has the run, where it was made for them by root: they must be able to read and replace it. */
export function giveToOwner(path: string, dir: string): void {
  if (process.getuid?.() !== 0) return
  const {uid, gid} = statSync(dir)
  lchownSync(path, uid, gid)
}
