// Makes a fresh clone ready: installs the locked dependencies if they are missing or stale, then builds. Where it may, it
// also installs the MariaDB server that some tests need; without one they are left out, in CI they fail.
import {spawnSync} from 'node:child_process'
import {existsSync, readFileSync, writeFileSync} from 'node:fs'

const root = new URL('..', import.meta.url).pathname
const stamp = `${root}node_modules/.installed-lock`
const lock = readFileSync(`${root}package-lock.json`, 'utf8')

function must(command, args) {
  const {status, error} = spawnSync(command, args, {cwd: root, stdio: ['ignore', 2, 2]})
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) {
  must(process.execPath, ['scripts/build.mjs'])
} else {
  must('npm', ['ci']) // its prepare script builds
  writeFileSync(stamp, lock)
}

const mariadbd = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/usr/bin/mariadbd'].some(path =>
  existsSync(path),
)
if (
  process.env.npm_lifecycle_event === 'test' &&
  !mariadbd &&
  process.getuid?.() === 0 &&
  existsSync('/usr/bin/apt-get')
) {
  const apt = (...args) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'},
    })
  const install = () => apt('install', '--yes', '--no-install-recommends', 'mariadb-server-core')
  if (install().status !== 0) {
    apt('update')
    install()
  }
}
