// The demonstration: breaks a sandbox, lets the runbook repair it, and shows what is left on record.
// node build/sandbox/demo.js [--yes] [more arguments for `runbook run`]
import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {constants} from 'node:os'
import {join} from 'node:path'
import {text} from 'node:stream/consumers'
import {setTimeout as sleep} from 'node:timers/promises'
import {projectRoot} from './places.ts'
import {type Sandbox, startSandbox} from './sandbox.ts'

const engine = 'dist/runbook.cjs'
const incidents = 'incidents'
const unattended = ['--yes', '--allow', 'destroy', '--answers', 'sandbox/answers/database-inaccessible.yaml']

let running: ChildProcess | undefined
let sandbox: Promise<Sandbox> | undefined
let leaving: Promise<void> | undefined

process.stdout.on('error', () => {}) // a reader that goes away must not leave the sandbox running
process.on('SIGINT', () => {
  if (!running) leaving ??= leave(130) // else the terminal sends it to the run too, which decides
})
for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (running) {
      running.kill(signal)
      setTimeout(() => running?.kill('SIGKILL'), 10_000).unref()
    } else leaving ??= leave(128 + constants.signals[signal])
  })
}

async function leave(exitCode: number) {
  const started = await sandbox?.catch(() => undefined)
  await started?.stop()
  process.exit(exitCode)
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}

/** Runs the engine in the terminal, or for its output; 128 + n if signal n ended it. */
async function runbook(args: string[], env: NodeJS.ProcessEnv, stdout: 'inherit' | 'pipe') {
  const child = spawn(process.execPath, [engine, ...args], {
    cwd: projectRoot,
    env: {...process.env, ...env},
    stdio: ['inherit', stdout, 'inherit'],
  })
  running = child
  const [[code, signal], output] = await Promise.all([
    once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>,
    child.stdout ? text(child.stdout) : '',
  ])
  running = undefined
  return {exitCode: code ?? 128 + constants.signals[signal!], output}
}

async function incident({env, urls, break: fail, health}: Sandbox, args: string[]): Promise<number> {
  say(`The API is at ${urls.api}; its /health answers ${await health()}.`)
  say('Breaking it: a worker leaks database connections until none is left.')
  await fail('connections-exhausted')
  say(`/health answers ${await health()}.`)
  await sleep(2000) // the leaked sessions must have been idle for as long as the runbook asks for
  const options = args.flatMap(arg => (arg === '--yes' ? unattended : [arg]))
  const call = [
    'run',
    'runbooks/database-inaccessible.md',
    '--input',
    'idle-for=2 seconds',
    '--input',
    'watch-minutes=1',
    '--log-dir',
    incidents,
  ]
  say(`Running the runbook: node ${engine} ${[...call, ...options].map(quoted).join(' ')}\n`)

  const before = new Set(recorded())
  const {exitCode} = await runbook([...call, ...options], env, 'inherit')
  const status = await health().catch(() => 0)
  say(`\nThe run ended with exit code ${exitCode}; /health answers ${status}.`)
  const fresh = recorded().filter(name => !before.has(name))
  if (fresh.length === 1) await report(join(incidents, fresh[0]!), env)
  else say(`Expected one new run in ${incidents}/, found ${fresh.length}.`)
  return exitCode === 0 && status !== 200 ? 1 : exitCode
}

async function report(directory: string, env: NodeJS.ProcessEnv) {
  const timeline = await runbook(['timeline', directory], env, 'pipe')
  if (timeline.exitCode === 0)
    writeFileSync(join(projectRoot, directory, 'timeline.md'), timeline.output, {mode: 0o600})
  say(`Incident log: ${join(directory, 'incident.md')}`)
  say(
    timeline.exitCode === 0
      ? `Timeline:     ${join(directory, 'timeline.md')}`
      : 'No timeline could be made.',
  )
}

const recorded = () => readdirSync(join(projectRoot, incidents))
const quoted = (word: string) => (/^[\w./=:-]+$/.test(word) ? word : `'${word}'`)

mkdirSync(join(projectRoot, incidents), {recursive: true})
say('Starting a small production on this machine: PostgreSQL, a backend, a frontend and their platform.')
sandbox = startSandbox()
try {
  const started = await sandbox
  await leaving
  process.exitCode = await incident(started, process.argv.slice(2))
} catch (error) {
  await leaving // what fails then fails because the sandbox goes away
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}
await sandbox.then(
  started => started.stop(),
  () => {},
)
