import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {keepsTheContract} from '../driver-contract.ts'
import {isAlive, openBench, shellSpec} from './bench.ts'

keepsTheContract('the shell driver', async () => {
  const {driver, cwd} = openBench()
  const pids = join(cwd, 'pids')
  return {
    driver,
    succeeds: () => shellSpec('true'),
    fails: () => shellSpec('false'),
    prints: count => shellSpec(`for ((i = 1; i <= ${count}; i++)); do echo "line $i"; done`),
    lasts: timeoutMs =>
      shellSpec(`sleep 60 & echo $! $BASHPID > ${pids}; echo begun; wait; sleep 60`, {timeoutMs}),
    lives: async () =>
      existsSync(pids) &&
      readFileSync(pids, 'utf8')
        .trim()
        .split(' ')
        .some(pid => isAlive(Number(pid))),
  }
})
