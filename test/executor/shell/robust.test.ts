import {expect, test} from 'vitest'
import {openBench} from './bench.ts'

/**
 * What a block does to its shell; the code that it ends with, or `unknown` where nobody can say, or `limit` where only
 * the time limit ends it; and whether what it set is there for the next block, or only what stood before it.
 */
const deeds: readonly [script: string, end: number | 'unknown' | 'limit', state: 'set' | 'before'][] = [
  ['exec 198>&- 199>&-', 0, 'set'],
  ['exec >/dev/null 2>&1', 0, 'set'],
  ['exec <&- >&- 2>&-', 0, 'set'],
  ['for fd in /proc/$$/fd/*; do fd=${fd##*/}; [ $fd -le 2 ] || eval "exec $fd>&-"; done', 0, 'set'],
  ["trap '' EXIT; exit 3", 3, 'set'],
  ['trap - EXIT; exit 3', 3, 'set'],
  ["trap 'echo bye' EXIT; exit 3", 3, 'set'],
  ["trap 'exit 5' EXIT; exit 3", 5, 'set'],
  ["set -e; trap 'true' EXIT; false", 1, 'set'],
  ["trap 'echo bye' EXIT ERR; exit 3", 3, 'before'],
  ['trap; exit 3', 3, 'set'],
  ['x=$(trap -p); exit 3', 3, 'set'],
  ['set -eu; trap -p EXIT; echo "$nowhere"', 1, 'set'],
  ['trap -p; builtin true; exit 3', 3, 'before'],
  ['trap -p USR1; builtin true; exit 3', 3, 'set'],
  ['exit 3', 3, 'set'],
  ['kill -9 $$', 137, 'before'],
  ['kill -STOP $$', 'limit', 'set'],
  ['builtin() { :; }', 0, 'set'],
  ['printf() { :; }; trap() { :; }; exit() { :; }; cd() { :; }; declare() { :; }; set() { :; }', 0, 'set'],
  [
    'command() { :; }; kill() { :; }; local() { :; }; return() { :; }; umask() { :; }; shopt() { :; }',
    0,
    'set',
  ],
  ['builtin() { return 1; }; enable() { :; }; unset() { :; }; export() { :; }', 0, 'set'],
  ['enable -n builtin', 0, 'set'],
  ['enable -n printf', 0, 'set'],
  ['alias builtin=: printf=: .=:', 0, 'set'],
  ['set -o posix', 0, 'set'],
  ['set -n', 'unknown', 'before'],
  ['set -v', 0, 'set'],
  ['set -x', 0, 'set'],
  ['set -euo pipefail', 0, 'set'],
  ['set -k -f -C -u', 0, 'set'],
  ['shopt -s extdebug; trap false DEBUG', 'unknown', 'before'],
  ["shopt -s extdebug; trap 'true' DEBUG", 0, 'set'],
  ["trap 'false' ERR; trap ':' RETURN; set -ET", 0, 'set'],
  ['shopt -s failglob nocaseglob nocasematch xpg_echo', 0, 'set'],
  ['readonly A B=1', 0, 'set'],
  ['readonly $(compgen -v | grep ^__rb_)', 'unknown', 'set'],
  ['unset $(compgen -v | grep ^__rb_)', 0, 'set'],
  ['unset PATH', 0, 'set'],
  ['PATH=/nowhere', 0, 'set'],
  ['ulimit -f 0', 0, 'before'],
  ['IFS=0123456789/:_', 0, 'set'],
  ["PROMPT_COMMAND='exit 1'; PS4='$(exit 1)'; BASH_ENV=/nowhere; ENV=/nowhere", 0, 'set'],
  ['POSIXLY_CORRECT=1', 0, 'set'],
  ['umask 777', 0, 'set'],
  ['set -- a b; shift', 0, 'set'],
  ['TMOUT=1', 0, 'set'],
  ['stty -echo 2>/dev/null; tput reset 2>/dev/null; true', 0, 'set'],
  ['disown -a; wait; hash -r; bind -x x 2>/dev/null; true', 0, 'set'],
]

test.each(deeds)('after a block that does `%s` (%s), the next block runs', async (script, end, state) => {
  const {run, person} = openBench()
  await run('STATE=before')
  const timeoutMs = end === 'limit' ? 1000 : 15_000
  const {outcome, exitCode} = await run(`STATE=set\n${script}`, {timeoutMs})
  const told = outcome.kind === 'timeout' ? 'limit' : outcome.kind === 'unknown' ? 'unknown' : exitCode
  // nothing of a command but syntax is sure to be there still
  const next = await run('[[ $STATE == set ]]', {id: 'next'})
  expect({told, state: next.exitCode === 0 ? 'set' : 'before', kind: next.outcome.kind}).toEqual({
    told: end === 'limit' && person ? 0 : end, // at a terminal, what is stopped is continued
    state,
    kind: state === 'set' ? 'success' : 'failure',
  })
})
