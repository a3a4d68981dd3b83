/**
 * The script of a session's leader in a terminal; its arguments are the terminal's path and the bash. The leader makes the
 * terminal its own, and gives it to a bash in a group of that bash's own: so what a bash leaves running is not hung up when
 * that bash ends. What gets suspended goes on at once, since nobody could call it back. It exits as its bash does.
 * Descriptor 0 carries the bash's commands.
 */
export const leaderScript = `trap : TERM
exec 4>&2 2>/dev/null 5<>"$1"
exec 5>&-
SHLVL=$((SHLVL - 1))
set -m
"$2" --noprofile --norc -s "$PPID" 2>&4 4>&-
code=$?
while [ -n "$(jobs -ps)" ]; do fg >/dev/null; code=$?; done
exit $code`
