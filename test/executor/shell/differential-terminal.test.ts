import {use} from './bench.ts'

use('separate')
await import('./differential.test.ts')
