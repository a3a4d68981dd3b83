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

/** Makes the stand-in; where `shells` are given, only those programs of the system and the usual small ones are found there. */
export function standIn({only}: {only?: readonly string[]} = {}): StandIn {
  const dir = temporaryDirectory()
  const root = join(dir, 'pod')
  mkdirSync(join(root, 'tmp'), {recursive: true})
  const path = only ? programs(dir, only) : '/usr/bin:/bin'
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
exec setsid -w env -i PATH=${path} HOME=${root} TMPDIR=${root}/tmp POD=here "$@"
`,
  )
  chmodSync(program, 0o755)
  return {prefix: [program, 'exec', '-i', 'deploy/api', '--'], root}
}

function programs(dir: string, names: readonly string[]): string {
  const bin = join(dir, 'bin')
  mkdirSync(bin)
  for (const name of names) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`])
      .stdout.toString()
      .trim()
    if (found.startsWith('/')) spawnSync('ln', ['-s', found, join(bin, name)])
  }
  return bin
}
