// A stand-in for the `railway` command, acting on the sandbox that SANDBOX_URL names.
import {spawn} from 'node:child_process'
import {constants} from 'node:os'
import {text} from 'node:stream/consumers'
import {parseArgs} from 'node:util'
import {call, checkEnvironment, Failure, printLogs, runCli} from './client.ts'

const usage = `Usage: railway [--environment NAME] COMMAND

  status                   the service and its active deployment
  logs [--lines N] [--follow]   goes on, without --lines
  restart                  start the active deployment again
                           these three take --service postgres, too
  deployments [--json]     newest first
  rollback ID              go back to an older deployment
  variables [--json]       list
  variables set KEY=VALUE… in effect after a restart
  variables set KEY --stdin
  variables delete KEY
  volume list              the disk of the database
  run [--] COMMAND…        run a command with the service's variables
`

interface Deployment {
  id: string
  status: string
  createdAt: string
  commit: string
  message: string
}

type Command = (args: string[]) => Promise<void>

const commands: Record<string, Command> = {
  async status(args) {
    const name = serviceOf(options(args, {service}).values)
    const status = await call<Record<string, string>>('GET', `/${name}/status`)
    if (name === 'postgres')
      return print(`Project: token4good
Environment: production
Service: postgres
Status: ${status.service}`)
    print(`Project: token4good
Environment: production
Service: token4good-backend
Status: ${status.service}
Deployment: ${status.deployment} (${status.message})
URL: ${status.url}`)
  },
  async logs(args) {
    const {values} = options(args, {
      service,
      lines: {type: 'string', short: 'n'},
      follow: {type: 'boolean', short: 'f'},
    })
    if (values.lines !== undefined && !/^\d+$/.test(`${values.lines}`))
      throw new Failure(`Unexpected value for --lines: ${values.lines}, expected a number`, 2)
    const lines = values.lines === undefined ? {} : {lines: Number(values.lines)}
    // as the real one: it goes on, unless so many lines are asked for
    const follow = values.follow === true || values.lines === undefined
    await printLogs(`/${serviceOf(values)}/logs`, {...lines, follow})
  },
  async restart(args) {
    const name = serviceOf(options(args, {service}).values)
    const {service: status} = await call<{service: string}>('POST', `/${name}/restart`)
    if (status !== 'running') throw new Failure(`token4good-backend is ${status}: see railway logs`)
    print(`Restarted ${name === 'postgres' ? name : 'token4good-backend'}`)
  },
  async deployments(args) {
    const {values} = options(args, {json: {type: 'boolean'}})
    const deployments = await call<Deployment[]>('GET', '/railway/deployments')
    if (values.json) return print(JSON.stringify(deployments, undefined, 2))
    print('Recent Deployments')
    for (const {id, status, createdAt, commit, message} of deployments) {
      const created = `${createdAt.slice(0, 19).replace('T', ' ')} UTC`
      print(`  ${id} | ${status.padEnd(7)} | ${created} | ${commit} ${message}`)
    }
  },
  async rollback(args) {
    const [id] = options(args, {}, 'ID').positionals
    const {message, service} = await call<{message: string; service: string}>('POST', '/railway/rollback', {
      id,
    })
    if (service !== 'running') throw new Failure(`Rolled back to ${id}, but token4good-backend is ${service}`)
    print(`Rolled back to ${id} (${message})`)
  },
  async variables(args) {
    if (args[0] === 'set') return set(args.slice(1))
    if (args[0] === 'delete') return remove(args.slice(1))
    const {values} = options(args, {json: {type: 'boolean'}})
    const variables = await call<Record<string, string>>('GET', '/railway/variables')
    if (values.json) return print(JSON.stringify(variables, undefined, 2))
    for (const [name, value] of Object.entries(variables).sort()) print(`${name}=${value}`)
  },
  async volume(args) {
    if (options(args, {}, 'list').positionals[0] !== 'list')
      throw new Failure('Usage: railway volume list', 2)
    const {usedMb, limitMb} = await call<{usedMb: number; limitMb: number}>('GET', '/railway/volume')
    print(`Volume: postgres-volume
Attached to: postgres
Mount path: /var/lib/postgresql/data
Storage used: ${usedMb}MB/${limitMb}MB`)
  },
  async run(args) {
    const [command, ...rest] = args[0] === '--' ? args.slice(1) : args
    if (!command) throw new Failure('Missing COMMAND. Usage: railway run [--] COMMAND…', 2)
    if (command.startsWith('-')) throw new Failure(`Unexpected option ${command}`, 2)
    const variables = await call<Record<string, string>>('GET', '/railway/variables')
    process.exitCode = await exitCodeOf(command, rest, {...process.env, ...variables})
  },
}

/** The option that names another service than the backend. */
const service = {type: 'string', short: 's'} as const

function serviceOf({service: name = 'token4good-backend'}: {service?: unknown}): 'railway' | 'postgres' {
  if (name === 'token4good-backend') return 'railway'
  if (name === 'postgres') return 'postgres'
  throw new Failure(`Service "${name}" not found. The sandbox has: token4good-backend, postgres`)
}

async function remove(args: string[]) {
  const [name] = options(args, {}, 'KEY').positionals
  await call('POST', '/railway/variables/delete', {name})
  print(`Deleted ${name} for token4good-backend, in effect after railway restart`)
}

async function set(args: string[]) {
  if (args.includes('--stdin')) {
    const [name] = options(args, {stdin: {type: 'boolean'}}, 'KEY').positionals
    const value = (await text(process.stdin)).trimEnd()
    if (!value) throw new Failure(`No value for ${name} on standard input`)
    await call('POST', '/railway/variables', {[name!]: value})
    return print(`Set ${name} for token4good-backend, in effect after railway restart`)
  }
  const pairs = args.map(arg => /^([A-Za-z_]\w*)=(.*)$/s.exec(arg))
  if (pairs.length === 0 || pairs.includes(null))
    throw new Failure('Expected KEY=VALUE. Usage: railway variables set KEY=VALUE…', 2)
  const values = Object.fromEntries(pairs.map(pair => [pair![1]!, pair![2]!]))
  await call('POST', '/railway/variables', values)
  print(`Set ${Object.keys(values).join(', ')} for token4good-backend, in effect after railway restart`)
}

/** What the command exits with, 128 + its number if a signal ended it, 127 if it is not there. */
const exitCodeOf = (command: string, args: string[], env: NodeJS.ProcessEnv) =>
  new Promise<number>(resolve => {
    const child = spawn(command, args, {stdio: 'inherit', env})
    child.once('error', (error: NodeJS.ErrnoException) => {
      process.stderr.write(
        `railway: cannot run ${command}: ${error.code === 'ENOENT' ? 'not found' : error.message}\n`,
      )
      resolve(error.code === 'ENOENT' ? 127 : 126)
    })
    child.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal!]))
    process.on('SIGINT', () => {}) // the terminal sends it to the command too, which decides
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  })

type Options = NonNullable<Parameters<typeof parseArgs>[0]>['options']

/** Parses what follows a subcommand; it takes exactly the words named. */
function options(args: string[], known: NonNullable<Options>, ...words: string[]) {
  const parsed = parseArgs({args, options: known, allowPositionals: true})
  if (parsed.positionals.length < words.length) throw new Failure(`Missing ${words.join(' ')}`, 2)
  if (parsed.positionals.length > words.length)
    throw new Failure(`Unexpected ${parsed.positionals[words.length]}`, 2)
  return parsed
}

/** Takes `--environment NAME` out from anywhere; for `run`, only before the command that it runs. */
function takeEnvironment(args: string[]): string[] {
  const rest: string[] = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!
    const isCommandToRun = rest[0] === 'run' && !arg.startsWith('-')
    if (isCommandToRun || arg === '--') return [...rest, ...args.slice(at)]
    if (arg === '--environment' || arg === '-e') {
      const name = args[++at]
      if (name === undefined) throw new Failure(`Missing the NAME after ${arg}`, 2)
      checkEnvironment(name)
    } else if (arg.startsWith('--environment=')) checkEnvironment(arg.slice('--environment='.length))
    else rest.push(arg)
  }
  return rest
}

function print(line: string) {
  process.stdout.write(`${line}\n`)
}

await runCli('railway', async args => {
  const [name = '--help', ...rest] = takeEnvironment(args)
  if (name === '--help' || name === '-h' || name === 'help') return print(usage.trimEnd())
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new Failure(`Unknown command ${name}\n\n${usage.trimEnd()}`, 2)
  await command(rest)
})
