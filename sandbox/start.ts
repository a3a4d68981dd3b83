// `npm run sandbox`: starts a sandbox, says how to reach it and how to break it, and keeps it until Ctrl-C, TERM, or the end of
// a pipe on standard input. Faults named as arguments are injected at once. Where RUNBOOK_ENV names a file, the variables are
// written there (`NAME=value`).
import {appendFileSync, fstatSync, writeFileSync} from 'node:fs'
import {json} from 'node:stream/consumers'
import {ask} from './ask.ts'
import {faults} from './faults.ts'
import {type Sandbox, startSandbox} from './sandbox.ts'

let sandbox: Promise<Sandbox> | undefined
let leaving = false

async function leave(exitCode: number) {
  if (leaving) return
  leaving = true
  await sandbox?.then(
    started => started.stop(),
    () => {},
  )
  process.exit(exitCode)
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void leave(0))
if (fstatSync(0).isFIFO() || fstatSync(0).isSocket()) process.stdin.resume().once('end', () => void leave(0))
process.stdout.on('error', () => {}) // a reader that goes away must not leave the sandbox running

/** Values of a drill: what a person would copy from a web console, and where backups are kept. */
async function answers(url: string, directory: string) {
  const answer = await ask('POST', `${url}/console/client-secret`)
  const {clientSecret} = (await json(answer)) as {clientSecret: string}
  return {
    RUNBOOK_INPUT_CLIENT_SECRET: clientSecret,
    RUNBOOK_INPUT_BACKUP_DIRECTORY: `${directory}/backups`,
    RUNBOOK_INPUT_RESTORE_FROM: `${directory}/backups/backup.sql`,
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`)
const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`

sandbox = startSandbox()
try {
  const {env, urls, directory, break: fail} = await sandbox
  const file = `${directory}/env.sh`
  const exported = Object.entries(env).map(([name, value]) => `export ${name}=${quoted(value)}\n`)
  writeFileSync(file, exported.join(''), {mode: 0o600})
  if (process.env.RUNBOOK_ENV) {
    const lines = Object.entries({...env, ...(await answers(env.SANDBOX_URL, directory))}).map(
      ([name, value]) => `${name}=${value}\n`,
    )
    appendFileSync(process.env.RUNBOOK_ENV, lines.join(''), {mode: 0o600})
  }
  const width = Math.max(...Object.keys(faults).map(name => name.length))
  say(`API ${urls.api}, frontend ${urls.frontend}, web consoles ${env.SANDBOX_URL}

In another terminal:
  source ${file}
  fault NAME…              break it, with one or several of the names below
  dashboard                do what is done in a web console
  npx runbook run runbooks/…
`)
  for (const [name, {title, runbook}] of Object.entries(faults))
    say(`  ${name.padEnd(width)}  ${title} (${runbook})`)
  for (const name of process.argv.slice(2)) {
    await fail(name)
    say(`Broken: ${name}`)
  }
  say('\nThe sandbox is up. Ctrl-C ends it.')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  await leave(1)
}
