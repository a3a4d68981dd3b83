// A stand-in for the `vercel` command, acting on the sandbox that SANDBOX_URL names.
import {writeFileSync} from 'node:fs'
import {createInterface} from 'node:readline/promises'
import {text} from 'node:stream/consumers'
import {parseArgs} from 'node:util'
import {call, checkEnvironment, Failure, printLogs, runCli, table} from './client.ts'

const usage = `Usage: vercel [COMMAND]

  --prod                        build with the variables of now, and put it in production
  ls [--environment NAME | --prod]
  logs [--follow]               requests, newest last
  promote URL                   put an existing deployment in production
  rollback [URL]                go back to it, or to the production deployment before
  env ls [--environment NAME]
  env add NAME production [--force]   the value comes from standard input
  env rm NAME production [--yes]
  env pull [FILE]               write the variables to a file (.env.local)
`

interface Site {
  url: string
  createdAt: string
  environment: string
  message: string
  status: 'Ready' | 'Error'
  current: boolean
}

interface Variable {
  name: string
  value: string
  createdAt: string
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      environment: {type: 'string', short: 'e'},
      follow: {type: 'boolean', short: 'f'},
      force: {type: 'boolean'},
      help: {type: 'boolean', short: 'h'},
      prod: {type: 'boolean'},
      yes: {type: 'boolean', short: 'y'},
    },
  })

/** The options of a call, and the words after the subcommand. */
interface Call extends Pick<ReturnType<typeof parse>, 'values'> {
  words: string[]
}

const commands: Record<string, (call: Call) => Promise<void>> = {
  async ls({values, words}) {
    takes(words)
    const environment = (values.prod ? 'production' : values.environment)?.toLowerCase()
    if (environment !== undefined && environment !== 'preview') checkEnvironment(environment)
    const sites = await call<Site[]>('GET', '/vercel/deployments')
    const shown = sites.filter(site => !environment || site.environment.toLowerCase() === environment)
    const rows = shown.map(({createdAt, url, status, environment, current, message}) => [
      age(createdAt),
      url,
      `● ${status}`,
      current ? `${environment} (current)` : environment,
      message,
    ])
    print(`> Deployments for token4good/t4g-dapp\n`)
    process.stdout.write(table([['Age', 'Deployment', 'Status', 'Environment', 'Message'], ...rows]))
  },
  async logs({values, words}) {
    takes(words)
    await printLogs('/vercel/logs', {follow: values.follow === true})
  },
  async promote({words}) {
    takes(words, 'URL')
    const {url} = await call<Site>('POST', '/vercel/promote', {url: words[0]})
    print(`Success! ${url} was promoted to production`)
  },
  async rollback({words}) {
    if (words.length > 0) takes(words, 'URL')
    const {url} = await call<Site>('POST', '/vercel/rollback', {url: words[0]})
    print(`Success! Production was rolled back to ${url}`)
  },
  async deploy({values, words}) {
    takes(words)
    if (!values.prod) throw new Failure('The sandbox deploys to production only. Usage: vercel --prod', 2)
    const {url, status} = await call<Site>('POST', '/vercel/deploy')
    if (status === 'Error') throw new Failure(`Production: ${url} has errors: see vercel logs`)
    print(`Production: ${url}`)
  },
  async env({values, words: [action = 'ls', ...words]}) {
    if (action === 'ls') return listVariables({values, words})
    if (action === 'add') return addVariable({values, words})
    if (action === 'rm') return removeVariable({values, words})
    if (action === 'pull') return pullVariables({values, words})
    throw new Failure(`Unknown command env ${action}\n\n${usage.trimEnd()}`, 2)
  },
}

async function listVariables({values, words: [target]}: Call) {
  checkEnvironment(target ?? values.environment)
  const variables = await call<Variable[]>('GET', '/vercel/env')
  print('> Environment Variables found for token4good/t4g-dapp\n')
  const rows = variables.map(({name, createdAt}) => [
    name,
    'Encrypted',
    'Production',
    `${age(createdAt)} ago`,
  ])
  process.stdout.write(table([['name', 'value', 'environments', 'created'], ...rows]))
}

async function addVariable({values, words: [name, target]}: Call) {
  if (!name || !/^[A-Za-z_]\w*$/.test(name))
    throw new Failure('Expected NAME. Usage: vercel env add NAME production', 2)
  if (!target) throw new Failure(`Missing the environment. Usage: vercel env add ${name} production`, 2)
  checkEnvironment(target)
  const value = await readValue(name)
  if (!value) throw new Failure(`No value for ${name} on standard input`)
  await call('POST', '/vercel/env', {name, value, force: values.force === true})
  print(`Added Environment Variable ${name} to Project t4g-dapp, in effect after vercel --prod`)
}

async function removeVariable({values, words: [name, target]}: Call) {
  if (!name || !target) throw new Failure('Usage: vercel env rm NAME production [--yes]', 2)
  checkEnvironment(target)
  if (!values.yes) throw new Failure('To remove it without being asked, add --yes')
  await call('POST', '/vercel/env/remove', {name})
  print(`Removed Environment Variable ${name} from Project t4g-dapp, in effect after vercel --prod`)
}

async function readValue(name: string): Promise<string> {
  if (!process.stdin.isTTY) return (await text(process.stdin)).trimEnd()
  const terminal = createInterface({input: process.stdin, output: process.stderr})
  const value = await terminal.question(`? What's the value of ${name}? `)
  terminal.close()
  return value
}

async function pullVariables({values, words: [file = '.env.local']}: Call) {
  checkEnvironment(values.environment)
  const variables = await call<Variable[]>('GET', '/vercel/env')
  const lines = variables.map(({name, value}) => `${name}=${JSON.stringify(value)}\n`)
  writeFileSync(file, `# Created by Vercel CLI\n${lines.join('')}`, {mode: 0o600})
  print(`Created ${file} file`)
}

function takes(words: string[], ...names: string[]) {
  if (words.length < names.length) throw new Failure(`Missing ${names.join(' ')}`, 2)
  if (words.length > names.length) throw new Failure(`Unexpected ${words[names.length]}`, 2)
}

function age(since: string) {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(since)) / 1000))
  if (seconds < 60) return `${seconds}s`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}m`
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)}h` : `${Math.floor(seconds / 86_400)}d`
}

function print(line: string) {
  process.stdout.write(`${line}\n`)
}

await runCli('vercel', async args => {
  const {values, positionals} = parse(args)
  const [name = values.prod ? 'deploy' : 'help', ...words] = positionals
  if (values.help || name === 'help') return print(usage.trimEnd())
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new Failure(`Unknown command ${name}\n\n${usage.trimEnd()}`, 2)
  await command({values, words})
})
