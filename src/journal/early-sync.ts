import {open} from 'node:fs/promises'

/** So much more of a file is written before it is sent to the disk. Unit: bytes. */
const earlyBytes = 32 * 1024 * 1024

/**
 * Has a file go to the disk while it is written, so that there is little to wait for at its end. Nothing depends on it: it has a
 * descriptor of its own, so whoever syncs the file in the end is told of all that went wrong.
 */
export function syncingEarly(path: string): (written: number) => void {
  let begun = 0
  let going = false
  const sync = async () => {
    const file = await open(path)
    try {
      await file.datasync()
    } finally {
      await file.close()
    }
  }
  return written => {
    if (going || written - begun < earlyBytes) return
    begun = written
    going = true
    sync()
      .catch(() => {})
      .finally(() => (going = false))
  }
}
