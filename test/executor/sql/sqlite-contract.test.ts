import {readdirSync, readFileSync, readlinkSync} from 'node:fs'
import {setTimeout as after} from 'node:timers/promises'
import {describe} from 'vitest'
import {keepsTheContract} from '../driver-contract.ts'
import {hasSqlite, openSqlite} from './sqlite-bench.ts'

/** A query that takes longer than any test. */
const endless =
  'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE i < 0'

describe.skipIf(!hasSqlite)('with SQLite', () => {
  keepsTheContract('the SQLite driver', async () => {
    const {driver, spec, path} = openSqlite()
    const lines = (from: number, to: number) =>
      `WITH RECURSIVE n(i) AS (SELECT ${from} UNION ALL SELECT i + 1 FROM n WHERE i < ${to}) SELECT 'line ' || i FROM n`
    return {
      driver,
      succeeds: () => spec('SELECT 1'),
      fails: () => spec('SELECT nothing'),
      prints: count =>
        spec(
          [1, 2, 3].map(part => {
            const [from, to] = [Math.floor(((part - 1) * count) / 3) + 1, Math.floor((part * count) / 3)]
            return lines(from, to)
          }),
        ),
      lasts: timeoutMs => spec([`SELECT 'begun'`, endless], {timeoutMs}),
      lives: () => staysBusyOn(path),
    }
  })
})

/** Whether a process that has the file open works without a pause: one that only ends a statement is idle soon. */
async function staysBusyOn(path: string): Promise<boolean> {
  for (let looks = 0; looks < 20; looks++) {
    if (!busyOn(path)) return false
    await after(10)
  }
  return true
}

/** Whether a process that has the file open uses the processor. */
function busyOn(path: string): boolean {
  return readdirSync('/proc')
    .filter(pid => /^\d+$/.test(pid) && Number(pid) !== process.pid)
    .some(pid => {
      try {
        const fds = readdirSync(`/proc/${pid}/fd`).map(fd => readlinkSync(`/proc/${pid}/fd/${fd}`))
        return (
          fds.includes(path) && readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0] === 'R'
        )
      } catch {
        return false // it has ended, or is somebody else's
      }
    })
}
