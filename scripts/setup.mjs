// Makes a fresh clone ready: installs the locked dependencies if they are missing or stale, then builds. Where it may, it
// also installs what some tests need, sshd, MariaDB, psql and PgBouncer; without one its tests are left out, in CI they fail.
// With `installed`: `npm ci` has just installed them, by whomever it was called.
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'
import {dirname} from 'node:path'
import {fileURLToPath} from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const stamp = `${root}node_modules/.installed-lock`
const lock = readFileSync(`${root}package-lock.json`, 'utf8')

function must(command, args) {
  const {status, error} = spawnSync(command, args, {cwd: root, stdio: ['ignore', 2, 2]})
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

if (process.argv[2] === 'installed') {
  if (existsSync(dirname(stamp))) writeFileSync(stamp, lock)
  process.exit()
}

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
  must(process.execPath, ['scripts/build.mjs'])
} else {
  must('npm', ['ci']) // its prepare script builds, and comes back here
}

const present = name =>
  ['/usr/sbin', '/usr/local/sbin', '/usr/bin'].some(place => existsSync(`${place}/${name}`))
const packages = {
  sshd: 'openssh-server',
  mariadbd: 'mariadb-server-core',
  psql: 'postgresql-client',
  pgbouncer: 'pgbouncer',
}
const missing = Object.keys(packages).filter(name => !present(name))
if (
  process.env.npm_lifecycle_event === 'test' &&
  missing.length > 0 &&
  process.getuid?.() === 0 &&
  existsSync('/usr/bin/apt-get')
) {
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    })
  const install = () =>
    apt('install', '--yes', '--no-install-recommends', ...missing.map(name => packages[name]))
  if (install().status !== 0) {
    apt('update')
    install()
  }
}
