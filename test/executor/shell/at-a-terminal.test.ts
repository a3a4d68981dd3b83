import {describe} from 'vitest'
import {use} from './bench.ts'

// A session keeps its promises also in a terminal; what is kept apart there must be the same to the byte.
use('separate')

describe('at a terminal', async () => {
  await import('./state.test.ts')
  await import('./ending.test.ts')
  await import('./stop.test.ts')
  await import('./contract.test.ts')
  await import('./background.test.ts')
  await import('./empty.test.ts')
  await import('./output-values.test.ts')
})
