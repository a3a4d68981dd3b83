import {existsSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {temporaryDirectory} from './temporary.ts'

// Only what a step calls counts, and only by its own hand: PATH is what it was for what that calls in turn.
const script = `#!/bin/bash
[ -z "$RUNBOOK_STEP_ID" ] || printf '%s\\n' "\${0##*/} $*" >> "\${0%/*}/calls"
PATH=\${PATH#*:} exec "\${0##*/}" "$@"
`

/** A PATH on which each of the programs writes down how a step calls it, and is what it was for all else; and what was written. */
export function witness(outer: string, programs: readonly string[]): {path: string; calls(): string[]} {
  const dir = temporaryDirectory()
  const [one, log] = [join(dir, 'witness'), join(dir, 'calls')]
  writeFileSync(one, script, {mode: 0o755})
  for (const name of programs) symlinkSync(one, join(dir, name))
  return {
    path: `${dir}${delimiter}${outer}`,
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
  }
}
