import process from 'node:process'
import {expect, test, vi} from 'vitest'
import {createCollector} from '../../../src/cli/terminal/collector.ts'

test('what long output leaves in memory is collected, without a wait for more', async () => {
  const collect = createCollector()
  const bytes = 64 * 1024
  const before = process.memoryUsage().arrayBuffers
  for (let made = 0; made < 4 * 1024 * 1024; made += bytes) Buffer.allocUnsafeSlow(bytes)
  collect(4 * 1024 * 1024)
  await vi.waitFor(() => expect(process.memoryUsage().arrayBuffers).toBeLessThan(before + 1024 * 1024), {
    timeout: 20_000,
  })
})
