import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'

/** The end of an output that may still change, kept beside its file until it is certain. */
const ending = '.rest'

/** Keeps what an output would end with behind the bytes that its file has, whole or not at all. It may fail: nothing depends on it. */
export function keepRest(path: string, written: number, bytes: Uint8Array): void {
  try {
    const made = `${path}${ending}.new`
    writeFileSync(made, Buffer.concat([Buffer.from(`${written}\n`), bytes]), {mode: 0o600})
    renameSync(made, path + ending)
  } catch {} // what the program prints next is written all the same, or stops the run
}

/** Forgets it: the file has everything. */
export function dropRest(path: string): void {
  rmSync(path + ending, {force: true})
}

/** Whether a file holds such an end; gives the name of the output. */
export function ofRest(name: string): string | undefined {
  return name.endsWith(ending) ? name.slice(0, -ending.length) : undefined
}

/** Puts the kept end to its output, where the process that wrote it is gone. */
export function mergeRest(path: string): void {
  if (!existsSync(path + ending)) return
  const kept = readFileSync(path + ending)
  const head = kept.indexOf(0x0a)
  const written = Number(kept.subarray(0, head).toString('latin1'))
  const rest = kept.subarray(head + 1)
  const file = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  // what became certain after the end was kept is as long as it, or begins it
  const later = file.subarray(written)
  if (file.length >= written && later.length < rest.length && rest.subarray(0, later.length).equals(later)) {
    const made = `${path}.new`
    writeFileSync(made, Buffer.concat([file.subarray(0, written), rest]), {mode: 0o600})
    const fd = openSync(made, 'r+')
    fsyncSync(fd)
    closeSync(fd)
    renameSync(made, path)
  }
  dropRest(path)
}
