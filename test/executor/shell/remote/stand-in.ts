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

/** Makes the stand-in. Where `only` is given, no other programs of the system are found there; `sh` is what plays `sh`. */
export function standIn({only, sh = 'sh'}: {only?: readonly string[]; sh?: string} = {}): StandIn {
  const dir = temporaryDirectory()
  const root = join(dir, 'pod')
  mkdirSync(join(root, 'tmp'), {recursive: true})
  const path = only ? programs(dir, only, sh) : '/usr/bin:/bin'
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
cd ${root} || exit 1
[[ $input ]] || exec </dev/null
exec /usr/bin/setsid -w /usr/bin/env -i PATH=${path} HOME=${root} TMPDIR=${root}/tmp POD=here "$@"
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
