import {type ChildProcess, spawn} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import type {Kill} from '../end-processes.ts'
import {withoutMasters} from '../masters.ts'
import {boot} from './keeper.ts'
import {lastWords, NoLine} from './line.ts'

/** What reaching another place takes from the outside world. */
export interface ReachWorld {
  /** `ssh`, and options of its own before ours. */
  ssh: readonly string[]
  /** A private directory (0700). */
  dir: string
  cwd: string
  env: Record<string, string>
  /** Nobody can be asked for a password or about a host's key. */
  unattended: boolean
  kill: Kill
}

/** A unix socket's path has 104 bytes at most on macOS, and `ssh` binds it under a name that is 17 longer. */
const longestSocket = 86

/** The connection to one host: made once, with the operator's own configuration, and shared by the lines to it. */
export class SshConnection {
  readonly #world: ReachWorld
  readonly #host: string
  readonly #socket: string
  readonly #own: string | undefined

  constructor(world: ReachWorld, host: string, index: number) {
    this.#world = world
    this.#host = host
    const near = join(world.dir, `ssh.${index}`)
    this.#own = Buffer.byteLength(near) > longestSocket ? mkdtempSync('/tmp/runbook-') : undefined
    this.#socket = this.#own ? join(this.#own, 'ssh') : near
  }

  /** Connects, if that has not been done or was lost. It may ask at the terminal. Rejects with `NoLine`. */
  async connect(signal: AbortSignal): Promise<void> {
    // not in a group of its own: it could not ask at the terminal then
    const child = this.#spawn(['-o', 'ControlMaster=auto', '-o', 'ControlPersist=60'], 'true', false)
    child.stdin!.end()
    child.stdout!.resume()
    let said = ''
    child.stderr!.on('data', chunk => (said = (said + chunk).slice(-16_384)))
    const cancel = () => child.kill()
    signal.addEventListener('abort', cancel, {once: true})
    // what goes on in the background may hold the pipes: its exit counts
    const code = await new Promise<number | null>(resolve => {
      child.on('error', error => {
        said = `${error.message}\n`
        resolve(255)
      })
      child.on('exit', code => resolve(code))
    })
    signal.removeEventListener('abort', cancel)
    await new Promise(resolve => setImmediate(resolve)) // its last words may come after its exit
    if (code === 255 || code === null) throw new NoLine('unreachable', lastWords(said))
  }

  /** The near end of a line, in a group of its own. */
  line(): ChildProcess {
    return this.#spawn(['-o', 'ControlMaster=no'], `exec sh -c '${boot}'`, true)
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    const child = this.#spawn(['-O', 'exit'], undefined, true)
    child.stdin!.end()
    for (const stream of [child.stdout!, child.stderr!]) stream.resume()
    await new Promise(resolve => child.on('error', resolve).on('exit', resolve))
    if (this.#own) rmSync(this.#own, {recursive: true, force: true})
  }

  #spawn(options: readonly string[], command: string | undefined, detached: boolean): ChildProcess {
    const {ssh, cwd, env, unattended} = this.#world
    const [program = 'ssh', ...before] = ssh
    const own = [
      ...['-T', '-x', '-o', 'RemoteCommand=none', '-o', `ControlPath=${asWord(this.#socket)}`],
      ...['-o', 'ServerAliveInterval=15', '-o', 'ServerAliveCountMax=3'],
      ...(unattended ? ['-o', 'BatchMode=yes'] : []),
    ]
    const words = [
      ...before,
      ...own,
      ...options,
      '--',
      this.#host,
      ...(command === undefined ? [] : [command]),
    ]
    return spawn(...withoutMasters(program, words), {cwd, env, stdio: ['pipe', 'pipe', 'pipe'], detached})
  }
}

/** A path as one word of ssh's configuration, which cuts at blanks and fills in what follows a `%`. */
function asWord(path: string): string {
  return `"${path.replaceAll('%', '%%')}"`
}
