import {accessSync, constants} from 'node:fs'
import {delimiter} from 'node:path'
import {defineConfig, type Plugin} from 'vitest/config'
import {BaseSequencer, type TestSpecification} from 'vitest/node'

// Nothing of what the tester's own databases, runs and repositories are called.
for (const name of Object.keys(process.env))
  if (/^(?:PG|MYSQL|GIT_|RUNBOOK_(?!KILLS$|ROUNDS$))/.test(name)) delete process.env[name]

// Every Node that a test starts would read them first, which takes longer than all else of its start; no test leaves this machine.
delete process.env.NODE_EXTRA_CA_CERTS

// A folder of PATH that may not be searched would make a program that is missing one that is forbidden.
const isSearchable = (dir: string) => {
  try {
    accessSync(dir, constants.X_OK)
    return true
  } catch {
    return false
  }
}
process.env.PATH = (process.env.PATH ?? '').split(delimiter).filter(isSearchable).join(delimiter)

// What users load: micromark and its like have slower builds for development, which vitest would take.
const plugins: Plugin[] = [
  {
    name: 'released-builds',
    configResolved({ssr}) {
      ssr.resolve!.conditions = ['module', 'node']
    },
  },
]

const test = {
  pool: 'forks',
  maxWorkers: 4, // most tests wait for other processes for half their time: a worker a core would leave the machine idle
  retry: process.env.CI ? 1 : 0, // real terminals, servers and editors on a machine that others use too; what fails twice fails
  testTimeout: 60_000,
  hookTimeout: 60_000,
} as const

// These run the tests of others again in another kind of session: they must find those as if nobody had loaded them.
const apart = ['test/executor/shell/*-terminal.test.ts']

/** What takes longest by far goes first: it would be alone at the end, since it is short to read. */
class DrillsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({moduleId}: TestSpecification) => moduleId.endsWith('/drills.test.ts')
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    globalSetup: [
      'test/support/build.ts',
      'test/support/shared-postgres.ts',
      'test/support/shared-mariadb.ts',
    ],
    teardownTimeout: 10_000,
    sequence: {sequencer: DrillsFirst},
    coverage: {provider: 'v8', include: ['src/**/*.ts'], reporter: ['text', 'html', 'lcovonly']},
    projects: [
      {plugins, test: {...test, name: 'apart', include: apart}},
      // a worker goes on to its next file with what it has loaded: no test changes its process
      {
        plugins,
        test: {...test, name: 'together', include: ['test/**/*.test.ts'], exclude: apart, isolate: false},
      },
    ],
  },
})
