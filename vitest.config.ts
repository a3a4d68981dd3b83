import {defineConfig} from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      'test/support/build.ts',
      'test/support/shared-postgres.ts',
      'test/support/shared-mariadb.ts',
    ],
    pool: 'forks',
    maxWorkers: 3, // most tests wait for other processes: one worker a core less than there are would leave the machine idle
    retry: process.env.CI ? 1 : 0, // real terminals, servers and editors on a machine that others use too; what fails twice fails
    testTimeout: 60_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    coverage: {provider: 'v8', include: ['src/**/*.ts'], reporter: ['text', 'html', 'lcovonly']},
  },
})
