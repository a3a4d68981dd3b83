import {expect, test} from 'vitest'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'

test.each<[string, string[]]>([
  ['echo $A ${B} "$C" "${D}x" $A', ['A', 'B', 'C', 'D']],
  ["echo '$A' \\$B", []],
  ['echo ${A:-x} ${B:=y} ${C:?no} ${D-z} ${E+z}', []],
  ['echo ${A:-$B}', ['B']],
  ['echo ${A#x} ${#B} ${C[0]} ${D//a/$E}', ['A', 'B', 'C', 'D', 'E']],
  ['echo $1 $@ $# $? $$ $! $- $0', []],
  ['echo $HOME $PWD $PATH $USER $RANDOM $HOSTNAME $BASH_VERSION $RUNBOOK_OUTPUT', []],
  ['A=1; echo $A', []],
  ['echo $A; A=1', ['A']],
  ['A=1 cmd $A', ['A']],
  ['(A=1); echo $A', ['A']],
  ['echo x | read A; echo $A', ['A']],
  ['read A; echo $A', []],
  ['for x in $LIST; do echo $x; done', ['LIST']],
  ['while read -r a b; do echo $a $b; done < $FILE', ['FILE']],
  ['cat <<EOF\n$A\nEOF', ['A']],
  ["cat <<'EOF'\n$A\nEOF", []],
  ['echo $((A + 1)) $((i++))', ['A', 'i']],
  ['for ((i=0; i<N; i++)); do :; done', ['N']],
  ['f() { local x=$1; echo $x $A; }; f', ['A']],
  ['f() { echo $A; }; A=1; f', []],
  ['source .env; echo $A', []],
  ['echo $A; source .env', ['A']],
  ['if [ -z "$A" ]; then echo no; fi', ['A']],
  ['printf -v A x; echo $A', []],
  ['mapfile -t A < f; echo ${A[@]}', []],
  ['export A=$B', ['B']],
  ['A=1; unset A; echo $A', ['A']],
  ["ssh host 'echo $REMOTE'", []],
  ['echo "$(echo $A)" `echo $B`', ['A', 'B']],
  ['psql $A < $B > $C', ['A', 'B', 'C']],
  ['A+=1', ['A']],
])('%s needs %j', (script, variables) => {
  expect(analyseShell(script).variables).toEqual(variables)
})

test.each<[string, string[]]>([
  ['A=1\nexport B=2\ndeclare C=3', ['A', 'B', 'C']],
  ['A=1 cmd', []],
  ['(A=1)', []],
  ['echo $(A=1)', []],
  ['read -r A B < f', ['A', 'B']],
  ['read -p sure X', ['X']],
  ['for x in 1; do Y=1; done', ['x', 'Y']],
  ['printf -v A x', ['A']],
  ['mapfile -t LINES_READ < f', ['LINES_READ']],
  ['if true; then A=1; fi', ['A']],
  ['((n = 3))', ['n']],
  ['echo ${A:=x}', ['A']],
  ['readonly A=1; let B=2', ['A', 'B']],
])('%s leaves behind %j', (script, assigns) => {
  expect(analyseShell(script).assigns).toEqual(assigns)
})
