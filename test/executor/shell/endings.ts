/** Blocks that end in one way or another: with which exit code, and what they print before. */
export const endings: readonly [what: string, script: string, exitCode: number, stdout?: string][] = [
  ['exit', 'echo a; exit 7; echo b', 7, 'a\n'],
  ['exit in a function', 'f() { exit 8; }; f; echo b', 8],
  ['exit 0', 'exit 0; echo b', 0],
  ['return', 'return 9; echo b', 9],
  ['exec of a program', 'exec echo replaced', 0, 'replaced\n'],
  ['exec of a program that fails', "exec bash -c 'exit 5'", 5],
  ['exec of what is not there', 'exec /no/such/program', 127],
  ['set -e', 'set -e; echo a; false; echo b', 1, 'a\n'],
  ['set -e in a pipe with pipefail', 'set -eo pipefail; false | cat; echo b', 1],
  ['set -u', 'set -u; echo "$nobody_set_this"; echo b', 1],
  ['${x:?}', ': "${nobody_set_this:?}"; echo b', 1],
  ['kill -9 of its own bash', 'kill -9 $$; echo b', 137],
  ['kill of its own bash', 'kill -TERM $$; sleep 5; echo b', 143],
  ['a division by zero, which bash survives', 'echo $((1/0))\necho b', 0, 'b\n'],
  ['closing its own output', 'exec >&- 2>&-; false', 1],
  ['a last command that is not found', 'no-such-program-at-all', 127],
]
