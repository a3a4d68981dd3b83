import {spawnSync} from 'node:child_process'
import {chmodSync, mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {temporaryDirectory} from '../../../support/temporary.ts'

/** A program that plays `kubectl exec -i POD -- COMMAND`: the command runs in a session, a directory and an environment of its own. */
export interface StandIn {
  /** What stands before a command that is to run there. */
  prefix: string[]
  /** The directory that is its world. */
  root: string
}

/**
 * Makes the stand-in. Where `only` is given, no other programs of the system are found there; `sh` is what plays `sh`. `grep` may be one
 * that knows no `-z`.
 */
export function standIn({
  only,
  sh = 'sh',
  grep = 'grep',
}: {
  only?: readonly string[]
  sh?: string
  grep?: 'grep' | 'plain'
} = {}): StandIn {
  const dir = temporaryDirectory()
  const root = join(dir, 'pod')
  mkdirSync(join(root, 'tmp'), {recursive: true})
  let path = only ? programs(dir, only, sh) : '/usr/bin:/bin'
  if (grep === 'plain') {
    mkdirSync(join(dir, 'plain'))
    writeFileSync(
      join(dir, 'plain', 'grep'),
      '#!/bin/sh\ncase $1 in *z*) echo "grep: unknown option -z" >&2; exit 2 ;; esac\nexec /bin/grep "$@"\n',
      {mode: 0o755},
    )
    path = `${join(dir, 'plain')}:${path}`
  }
  const program = join(dir, 'kubectl')
  writeFileSync(
    program,
    `#!/bin/bash
input=
while (($#)); do
  case $1 in
    -i | --stdin) input=1 ;;
    --) shift; break ;;
  esac
  shift
done
cd '${root}' || exit 1
[[ $input ]] || exec </dev/null
exec /usr/bin/setsid -w /usr/bin/env -i PATH='${path}' HOME='${root}' TMPDIR='${root}/tmp' POD=here "$@"
`,
  )
  chmodSync(program, 0o755)
  return {prefix: [program, 'exec', '-i', 'deploy/api', '--'], root}
}

function programs(dir: string, names: readonly string[], sh: string): string {
  const bin = join(dir, 'bin')
  mkdirSync(bin)
  for (const name of names) {
    const found = spawnSync('sh', ['-c', `command -v ${name === 'sh' ? sh : name}`])
      .stdout.toString()
      .trim()
    if (found.startsWith('/')) spawnSync('ln', ['-s', found, join(bin, name)])
  }
  return bin
}
