import type {ShellSpec} from '../../src/model/driver.ts'
import {keepsTheContract} from './driver-contract.ts'
import {FakeDriver} from './fake-drivers.ts'

const spec = (id: string, timeoutMs = 30_000): ShellSpec => ({
  kind: 'shell',
  id,
  script: '',
  variables: {},
  env: {},
  cwd: undefined,
  followMs: undefined,
  timeoutMs,
})

const numbered = Array.from({length: 3000}, (_, index) => `line ${index + 1}\n`)

keepsTheContract('the fake driver', async () => {
  const driver = new FakeDriver<ShellSpec>({
    fails: {result: {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1}},
    lasts: {stdout: 'begun\n', lasts: true},
    3: {stdout: numbered.slice(0, 3).join('')},
    3000: {stdout: numbered.join('')},
  })
  return {
    driver,
    succeeds: () => spec('succeeds'),
    fails: () => spec('fails'),
    prints: count => spec(String(count)),
    lasts: timeoutMs => spec('lasts', timeoutMs),
    lives: async () => driver.living > 0,
  }
})
