import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Site} from '../../../../src/model/site.ts'
import {startSshServer, withoutSshd} from '../../../support/ssh-server.ts'
import {keepsTheContract} from '../../driver-contract.ts'
import {isAlive, shellSpec} from '../bench.ts'
import {openRemoteBench} from './bench.ts'
import {standIn} from './stand-in.ts'

const subject = (site: Site, world: {ssh?: string[]} = {}) => {
  const {driver, cwd} = openRemoteBench(site, world)
  const pids = join(cwd, 'pids')
  return {
    driver,
    succeeds: () => shellSpec('true', {site}),
    fails: () => shellSpec('false', {site}),
    prints: (count: number) =>
      shellSpec(`for ((i = 1; i <= ${count}; i++)); do echo "line $i"; done`, {site}),
    lasts: (timeoutMs: number) =>
      shellSpec(`sleep 60 & echo $! $BASHPID > ${pids}; echo begun; wait; sleep 60`, {site, timeoutMs}),
    lives: async () =>
      existsSync(pids) &&
      readFileSync(pids, 'utf8')
        .trim()
        .split(' ')
        .some(pid => isAlive(Number(pid))),
  }
}

// what speaks with the other side is the same over ssh and behind a prefix
if (withoutSshd)
  keepsTheContract('the remote driver behind a prefix', async () =>
    subject({kind: 'exec', prefix: standIn().prefix}),
  )
else {
  const {ssh} = await startSshServer()
  keepsTheContract('the remote driver over ssh', async () => subject({kind: 'host', host: 'near'}, {ssh}))
}
