import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {join} from 'node:path'
import {runbookOf} from '../documents.mjs'
import {median, runbook, timed} from '../measure.mjs'

export const about =
  'what a journal on disk costs a step, against appending and syncing a record of that size'

const steps = 500

/** Milliseconds of one append of a record and its `fdatasync`. */
function rawSync(cwd) {
  const path = join(cwd, 'raw')
  const fd = openSync(path, 'w')
  const record = Buffer.alloc(1500, 'x')
  const begin = process.hrtime.bigint()
  for (let number = 0; number < steps; number++) {
    writeSync(fd, record)
    fdatasyncSync(fd)
  }
  const ms = Number(process.hrtime.bigint() - begin) / 1e6
  closeSync(fd)
  return {ms: ms / steps, cpuMs: 0}
}

export function prepare(cwd) {
  const memory = '/dev/shm'
  if (!existsSync(memory)) throw new Error('this needs a file system in memory at /dev/shm')
  writeFileSync(join(cwd, 'steps.md'), runbookOf(steps))
  const unsynced = mkdtempSync(join(memory, 'runbook-bench-'))
  const run = dir => () =>
    timed(process.execPath, [runbook, 'run', 'steps.md', '--yes', '--log-dir', dir], {cwd})
  return {
    cases: {
      'an append and its fdatasync': () => rawSync(cwd),
      'run, its record on disk': run(join(cwd, 'incidents')),
      'run, its record in memory': run(unsynced),
    },
    end: () => rmSync(unsynced, {recursive: true, force: true}),
    figures: ({
      'an append and its fdatasync': raw,
      'run, its record on disk': disk,
      'run, its record in memory': inMemory,
    }) => [
      {
        figure: 'durability of a step / a raw one',
        value: median(raw.map(({ms}, round) => (disk[round].ms - inMemory[round].ms) / steps / ms)),
        most: 2,
      },
    ],
  }
}
