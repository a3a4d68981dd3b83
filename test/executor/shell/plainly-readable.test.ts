import {spawnSync} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import fc from 'fast-check'
import {expect, test} from 'vitest'
import {isPlainlyReadable} from '../../../src/executor/shell/plainly-readable.ts'
import {temporaryDirectory} from '../../support/temporary.ts'

test.each([
  '',
  'true # 7',
  '# only a comment',
  'cd /srv/app && ls -la | grep "$NAME" > out.txt 2>&1',
  "A=1 B='two words' printf '%s\\n' \"${A} of $B\" ; echo",
  'systemctl status backend\njournalctl -u backend --since=-5min || true\n',
  'echo if then fi',
  'printf \'%s\n\' "two\nlines" # of $one',
])('%j is read without a doubt', text => expect(isPlainlyReadable(text)).toBe(true))

test.each([
  'if true',
  'a=(',
  'a[1 2',
  "echo 'open",
  "echo 'open\nif true",
  'echo $(date',
  'a &&',
  '; a',
  'a > ',
  'cat << EOF',
  'time -p ls',
  "echo $'a'",
  'echo été',
  'f() { :; }',
  'a |& b',
  '{ a',
  'a \\',
])('of %j nothing is said', text => expect(isPlainlyReadable(text)).toBe(false))

test('an open quote after many variables takes no time', () => {
  expect(isPlainlyReadable(`echo "${'$abcdefgh '.repeat(5000)}`)).toBe(false)
})

test('bash reads whatever is said to be readable', () => {
  const pieces =
    "a if in do time { } [ ] [[ ( ) ! $ $A ${A} ${ ${A:- $? $1 $(a) ` \\ | || & && ; ;; < > >> << <<< >& <& >| &> 2 2> # ## #b ' \" 'b' \"c\" $'d' = a= a=( a[ += ~ * ? *( @ - -- % ^ , : . / é \u00a0 \t \u0001 \n".split(
      ' ',
    )
  const texts = fc
    .sample(fc.array(fc.constantFrom(...pieces, ' ', ' ', ' ', '\n'), {maxLength: 9}), 20_000)
    .map(parts => parts.join(''))
    .filter(isPlainlyReadable)
  expect(texts.length).toBeGreaterThan(200)
  const dir = join(temporaryDirectory(), 'texts')
  mkdirSync(dir)
  for (const [number, text] of texts.entries()) writeFileSync(join(dir, String(number)), `set -n\n${text}\n`)
  const {stdout} = spawnSync(
    'bash',
    ['-c', 'for text in *; do ( . "./$text" ) 2>/dev/null || echo "$text"; done'],
    {
      cwd: dir,
      encoding: 'utf8',
    },
  )
  const refused = stdout.split('\n').filter(Boolean)
  expect(refused.map(number => texts[Number(number)])).toEqual([])
})
