import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const gaps = (text: string) => findGaps(text, {language: 'shell'}).map(gap => [gap.text, gap.name])

test.each<[string, string[][]]>([
  ['cat <1> /etc/motd', [['<1>', '1']]],
  ['seq <5-10>', [['<5-10>', '5-10']]],
  ['report --since <2026-01-31>', [['<2026-01-31>', '2026-01-31']]],
  ['kubectl logs <$POD> -c web', [['<$POD>', 'given-POD']]],
  ['kubectl logs <${POD}>', [['<${POD}>', 'given-POD']]],
  ['timeout <+1> x', [['<+1>', '+1']]],
  ['tail <"x"> y', [['<"x">', 'x']]],
  [String.raw`grep <a\|b> f`, [[String.raw`<a\|b>`, String.raw`a\|b`]]],
  ['kubectl logs <pod&ns>', [['<pod&ns>', 'pod&ns']]],
  ['kubectl logs <pod;x> -c web', [['<pod;x>', 'pod;x']]],
  ['kubectl delete pod < pod name > -n web', [['< pod name >', 'pod name']]],
  ['echo < name > there', [['< name >', 'name']]],
  ['restart <[name]>', [['<[name]>', 'name']]],
  ['restart <{name}> now', [['<{name}>', 'name']]],
  ['rm <file>>log', [['<file>', 'file']]],
  ['rm -f <old file>> /tmp/log', [['<old file>', 'old file']]],
  ['a<b>c', [['<b>', 'b']]],
  ['ssh db "tail <5> log"', [['<5>', '5']]],
])('%s has a gap where bash sees two redirections', (text, expected) => {
  expect(gaps(text)).toEqual(expected)
})

test.each([
  'sort <in >out',
  'sort <in>>out',
  'sort < in > out',
  'sort < in -u > out',
  'a 2>&1 <in; a <&3>out; exec 3<in 4<1>out',
  'cat <<EOF>out\na\nEOF',
  'cat <<<"a">out',
  'sort </dev/null>out',
  'diff <(a)>out',
  '[[ a<b ]] && a >b',
  '(( 1<2 )) && a >b; echo $((1<2)) >3',
  "awk '$1<5&&$2>6' f",
  '# <1> is the first',
  'cat <<EOF\n<1> <$A>\nEOF',
  'for f in a b; do sort <$f>out; done; file=a; sort <"$file">out',
  'f() { sort <$1>out; }',
  'while read -r f; do sort <$f>out; done',
  'sort <1>&2',
  'docker rmi <none> x',
])('%s redirects and has no gap', text => {
  expect(gaps(text)).toEqual([])
})
