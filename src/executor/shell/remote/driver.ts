import {spawn} from 'node:child_process'
import type {Driver, DriverResult, ShellSpec, StepIo} from '../../../model/driver.ts'
import {type Site, siteKey, siteName} from '../../../model/site.ts'
import {bounded} from '../bounded.ts'
import {assignments} from '../driver.ts'
import {withoutMasters} from '../masters.ts'
import {boot} from './keeper.ts'
import {Line, NoLine} from './line.ts'
import {type Reach, RemoteSession} from './session.ts'
import {type ReachWorld, SshConnection} from './ssh.ts'

/** What blocks elsewhere take from the outside world. */
export interface RemoteWorld extends ReachWorld {
  /** A word that no program prints by chance. */
  token: string
  /** How long a session whose line was lost is kept there, to be found again. */
  lingerSeconds: number
}

/** Runs the shell blocks that have a site: one session for each, which begins with its first block. */
export function createRemoteDriver(world: RemoteWorld): Driver<ShellSpec> {
  const sessions = new Map<string, RemoteSession>()
  const connections: SshConnection[] = []
  const sessionAt = (site: Site) => {
    const key = siteKey(site)
    const session = sessions.get(key) ?? new RemoteSession(reach(site, world, connections))
    sessions.set(key, session)
    return session
  }
  return {
    run: (spec, io) => runThere(sessionAt(spec.site!), spec.site!, spec, io),
    close: async () => {
      await Promise.all([...sessions.values()].map(session => session.close()))
      await Promise.all(connections.splice(0).map(connection => connection.close()))
    },
  }
}

function reach(site: Site, world: RemoteWorld, connections: SshConnection[]): Reach {
  const connection =
    site.kind === 'host' ? new SshConnection(world, site.host, connections.length) : undefined
  if (connection) connections.push(connection)
  return {
    token: world.token,
    name: siteName(site),
    async open(dir, line, onPiece, signal) {
      await connection?.connect(signal)
      const child = connection?.line() ?? behind(site as Extract<Site, {kind: 'exec'}>, world)
      const {token, lingerSeconds} = world
      const word = {token, dir, line, anyShell: site.kind === 'exec', lingerSeconds}
      const cancel = () => child.kill()
      signal.addEventListener('abort', cancel, {once: true})
      return Line.open(child, word, onPiece, world.kill).finally(() =>
        signal.removeEventListener('abort', cancel),
      )
    },
  }
}

function behind({prefix: [program, ...words]}: Extract<Site, {kind: 'exec'}>, {cwd, env}: RemoteWorld) {
  return spawn(...withoutMasters(program!, [...words, 'sh', '-c', boot]), {
    cwd,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // Ctrl-C at the terminal is for the run, which ends the block there
  })
}

async function runThere(
  session: RemoteSession,
  site: Site,
  spec: ShellSpec,
  io: StepIo,
): Promise<DriverResult> {
  if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
  try {
    await session.open(io.signal)
  } catch (error) {
    if (!(error instanceof NoLine)) throw error
    if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
    return {outcome: {kind: 'error', code: codes[error.code] ?? 'unreachable', detail: advice(site, error)}}
  }
  const {RUNBOOK_RUN_ID: run, RUNBOOK_STEP_ID: step} = spec.env
  const block = {
    name: `${spec.id}.sh`,
    text: `${spec.script}\n`,
    values: [...assignments(spec.variables, ''), ...assignments(spec.env, 'export '), ''].join('\n'),
    mark: run === undefined || step === undefined ? undefined : {run, step},
    needs: spec.needs ?? [],
    nonEmpty: spec.nonEmpty ?? [],
    cwd: spec.cwd,
  }
  const refused = await session.check(block)
  if (refused !== undefined) return {outcome: {kind: 'error', ...refused}}
  if (io.signal.aborted) return {outcome: {kind: 'cancelled', detail: 'before it began'}}
  let lost: string | undefined
  let written = ''
  const result = await bounded(session, spec, io, async onOutput => {
    const end = await session.run(block, onOutput)
    ;({lost, written = ''} = end)
    return {exitCode: end.exitCode, survived: true, lost: false}
  })
  return {
    ...result,
    ...(lost === undefined ? {} : {outcome: {kind: 'unknown', detail: lost} as const}),
    ...(written === '' ? {} : {written}),
  }
}

const codes: Record<string, string> = {'bash-missing': 'bash-missing', 'bash-old': 'bash-old'}

/** What is wrong with a line, and what may be done. */
function advice(site: Site, {code, message}: NoLine): string {
  const name = siteName(site)
  const shells = site.kind === 'host' ? 'bash' : 'a shell'
  switch (code) {
    case 'bash-missing':
      return `${name}: there is no ${shells}; nothing was run`
    case 'bash-old':
      return `${name}: ${message}; nothing was run`
    case 'bash-broken':
      return `${name}: its bash does not run; nothing was run`
    case 'no-setsid':
      return `${name}: there is neither bash nor setsid, so what a block starts could not be ended; nothing was run`
    case 'no-directory':
    case 'no-fifo':
      return `${name}: no private directory can be made there (/dev/shm, TMPDIR, /tmp); nothing was run`
    case 'closed':
      return `${name}: no shell could be started: ${message}${site.kind === 'exec' ? ' (does the prefix pass standard input on, as `-i` does, without a terminal?)' : ''}; nothing was run`
    default:
      return `${name} could not be reached: ${message}; nothing was run`
  }
}
