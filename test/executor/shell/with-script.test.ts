import {describe} from 'vitest'
import {use} from './bench.ts'

// The terminal that `script` gives instead of node-pty.
use('script')

describe('with script', async () => {
  await import('./state.test.ts')
  await import('./stop.test.ts')
  await import('./contract.test.ts')
  await import('./robust.test.ts')
  await import('./background.test.ts')
})
