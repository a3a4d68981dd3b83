import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs'
import {type AddressInfo, createServer, type Socket} from 'node:net'
import {userInfo} from 'node:os'
import {join} from 'node:path'
import {afterwards, temporaryDirectory} from './temporary.ts'

/** A real `sshd` on the loopback interface, for the user who runs the tests, with keys and configuration of its own. */
export interface SshServer {
  /** `ssh` with a configuration that knows the server as `near`, and as names that lead nowhere. */
  ssh: string[]
  /** A PATH on which `ssh` is one that uses that configuration. */
  path: string
  /** How many connections were made. */
  connections(): number
  /** Lets nothing through any more on the connections that stand, and tells neither side. */
  hang(): void
  /** Cuts every connection, as a network that goes away does. */
  cut(): void
  /** Refuses connections from now on. */
  stop(): Promise<void>
}

const sshd = ['/usr/sbin/sshd', '/usr/local/sbin/sshd', '/usr/bin/sshd'].find(path => existsSync(path))

/** Why there is no server to test with, empty where there is one. Where tests must not be left out, that is an error. */
export const withoutSshd =
  sshd && spawnSync('ssh', ['-V']).status === 0
    ? ''
    : 'no sshd is installed: install openssh-server to run these tests'

if (withoutSshd !== '' && process.env.CI) throw new Error(withoutSshd)

/** Starts a server that ends with the test. `settings` are lines for its configuration. */
export async function startSshServer(settings: readonly string[] = []): Promise<SshServer> {
  const dir = temporaryDirectory()
  for (const key of ['host', 'user', 'stranger'])
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(dir, key)])
  const inDir = (name: string) => `"${join(dir, name)}"` // there may be blanks in the path
  const publicKey = (name: string) => readFileSync(join(dir, `${name}.pub`), 'utf8')
  writeFileSync(join(dir, 'authorized'), publicKey('user'))
  writeFileSync(
    join(dir, 'sshd_config'),
    [
      ...settings,
      `HostKey ${inDir('host')}`,
      `AuthorizedKeysFile ${inDir('authorized')}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin yes',
      'PermitUserEnvironment no',
      'PrintMotd no',
      '',
    ].join('\n'),
  )
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', {recursive: true, mode: 0o755}) // where it locks itself up
  const sockets = new Set<Socket>()
  let connections = 0
  const hung: (() => void)[] = []
  // one `sshd` a connection, as inetd does it: so the system picks the port, and nothing is left when the test ends
  const server = createServer(socket => {
    connections++
    sockets.add(socket)
    const child = spawn(sshd!, ['-i', '-e', '-f', join(dir, 'sshd_config')], {
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    socket.pipe(child.stdin)
    child.stdout.pipe(socket)
    hung.push(() => {
      socket.unpipe(child.stdin).pause()
      child.stdout.unpipe(socket).pause()
    })
    for (const stream of [socket, child.stdin, child.stdout]) stream.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      child.stdin.destroy()
      child.kill()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const stop = async () => {
    cut()
    if (server.listening) await new Promise(resolve => server.close(resolve))
  }
  afterwards(stop)
  const {port} = server.address() as AddressInfo
  writeFileSync(join(dir, 'known'), `[127.0.0.1]:${port} ${publicKey('host')}`)
  writeFileSync(join(dir, 'changed'), `[127.0.0.1]:${port} ${publicKey('stranger')}`)
  const config = join(dir, 'config')
  const hosts = {
    near: `IdentityFile ${inDir('user')}`,
    also: `IdentityFile ${inDir('user')}`,
    locked: `IdentityFile ${inDir('stranger')}`,
    changed: `UserKnownHostsFile ${inDir('changed')}\n IdentityFile ${inDir('user')}`,
    fresh: `UserKnownHostsFile ${inDir('none')}\n IdentityFile ${inDir('user')}`,
    unseen: `StrictHostKeyChecking ask\n UserKnownHostsFile ${inDir('seen')}\n IdentityFile ${inDir('user')}`,
    closed: 'Port 1',
  }
  writeFileSync(
    config,
    [
      ...Object.entries(hosts).map(([name, lines]) => `Host ${name}\n ${lines}\n HostName 127.0.0.1`),
      `Host *\n Port ${port}\n User ${userInfo().username}\n IdentitiesOnly yes\n IdentityAgent none\n UserKnownHostsFile ${inDir('known')}\n GlobalKnownHostsFile none\n StrictHostKeyChecking yes`,
      '',
    ].join('\n'),
    {mode: 0o600},
  )
  const bin = join(dir, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'ssh'), `#!/bin/sh\nPATH='${process.env.PATH}'\nexec ssh -F '${config}' "$@"\n`, {
    mode: 0o755,
  })
  const path = `${bin}:${process.env.PATH}`
  return {
    ssh: ['ssh', '-F', config],
    path,
    connections: () => connections,
    hang: () => {
      for (const stall of hung.splice(0)) stall()
    },
    cut,
    stop,
  }
}
