/**
 * What makes the terminal at a path its own, as the leader of its session, and becomes a bash that does as `leaderScript` says. Job
 * control must be on from the start: later on, bash would take whatever is its standard error for the terminal.
 */
const takeTerminal = `exec 5<>"$1"; exec 5>&-; exec "$2" --noprofile --norc -m -c "$3" "$2"`

/**
 * The leader of a session in a terminal gives the terminal to a bash in a group of that bash's own: so what a bash leaves running is
 * not hung up when that bash ends. What gets suspended goes on at once, since nobody could call it back; what does so for ever is left to
 * the system, which hangs it up. It exits as its bash does, and says nothing itself. Its argument is the process that owns the session.
 */
export const leaderScript = `trap : TERM
exec 4>&2 2>/dev/null
SHLVL=$((SHLVL - 1))
"$0" --noprofile --norc -s "\${1:-$PPID}" 2>&4 4>&-
code=$?
tries=0
while [ -n "$(jobs -ps)" ] && [ $((tries += 1)) -lt 1000 ]; do fg >/dev/null; code=$?; done
exit $code`

/**
 * The arguments for `sh` that start a bash in a terminal. `master` is the descriptor of the other side, which it inherits and closes: as
 * long as a program has it, nothing is hung up when the tool is killed.
 */
export function leaderArguments(path: string, bash: string, master: number): string[] {
  return ['-c', takeTerminal, 'sh', path, bash, `exec ${master}>&-\n${leaderScript}`]
}
