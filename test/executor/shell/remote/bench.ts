import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import {createRemoteDriver, type RemoteWorld} from '../../../../src/executor/shell/remote/driver.ts'
import type {Driver, DriverResult, ShellSpec} from '../../../../src/model/driver.ts'
import type {Site} from '../../../../src/model/site.ts'
import {afterwards, temporaryDirectory} from '../../../support/temporary.ts'
import {type Listener, listen} from '../../listener.ts'
import {shellSpec} from '../bench.ts'

/** A real driver of blocks elsewhere, closed after the test. */
export interface RemoteBench {
  driver: Driver<ShellSpec>
  /** An empty directory that both sides see. */
  cwd: string
  /** Runs a block at the site to its end. */
  run(
    script: string,
    more?: Partial<ShellSpec>,
    listener?: Listener,
  ): Promise<DriverResult & {stdout: string; stderr: string}>
}

/** Opens a driver whose blocks run at `site` unless they say otherwise. */
export function openRemoteBench(site: Site, world: Partial<RemoteWorld> = {}): RemoteBench {
  const root = temporaryDirectory()
  const [dir, cwd] = [join(root, 'private %h'), join(root, 'work')]
  for (const path of [dir, cwd]) mkdirSync(path, {mode: 0o700})
  const driver = createRemoteDriver({
    ssh: ['ssh'],
    dir,
    cwd,
    env: {PATH: process.env.PATH ?? '', HOME: cwd, LC_ALL: 'C.UTF-8'},
    token: 'a-word-that-no-program-prints',
    unattended: true,
    lingerSeconds: 5,
    kill: (pid, signal) => process.kill(pid, signal),
    ...world,
  })
  afterwards(() => driver.close())
  return {
    driver,
    cwd,
    run: async (script, more = {}, listener = listen()) => {
      const result = await driver.run(shellSpec(script, {site, ...more}), listener.io)
      return {...result, stdout: listener.stdout(), stderr: listener.stderr()}
    },
  }
}
