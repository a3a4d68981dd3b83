import {use} from './bench.ts'

use('terminal')
await import('./robust.test.ts')
