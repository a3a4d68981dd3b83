import {statSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {type PortableState, portableState} from '../../../src/executor/shell/portable-state.ts'
import {readSessionState, sessionKeeper, stateIsAfter} from '../../../src/journal/session-file.ts'
import {createRedactor} from '../../../src/model/redact.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {openBench} from './bench.ts'

const secret = `hunter2-"$x"'\\s`

/** A session whose state is kept with a run, and what was kept of it last. */
function keeping(env: Record<string, string> = {}) {
  const kept: PortableState[] = []
  const redactor = createRedactor([{name: 'KNOWN', value: secret}])
  const bench = openBench({
    env: {PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', ...env},
    keep(state, initial) {
      const token = 'a-word-that-no-program-prints'
      const portable = portableState(state, initial, token, text => redactor.text(text) !== text)
      if (portable) kept.push(portable)
    },
  })
  return {...bench, kept: () => kept.at(-1)!}
}

const states: readonly [what: string, set: string, show: string, seen: string][] = [
  ['an exported variable', 'export A=1', 'env | grep ^A=', 'A=1\n'],
  ['a variable', `B=$'x\n"y'`, 'echo "$B"; env | grep -c ^B=', 'x\n"y\n0\n'],
  ['arrays', "C=(a 'b c'); declare -A D=([k]='v w')", 'echo "${C[1]} ${D[k]}"', 'b c v w\n'],
  [
    'an integer that is read-only',
    'declare -ir E=3',
    '(E=4) 2>/dev/null; echo $E; declare -p E',
    '3\ndeclare -ir E="3"\n',
  ],
  ['the directory', 'cd /usr', 'pwd', '/usr\n'],
  [
    'functions',
    'f() { cat <<END\n}\n$1\nEND\n}; g() { f g; }; export -f g',
    'g; bash -c "declare -F g"',
    '}\ng\ng\n',
  ],
  ['an alias', "alias hello='echo hi'", 'hello', 'hi\n'],
  [
    'options',
    'shopt -s nullglob extglob; set -o pipefail',
    'echo no*; false | true; echo $? ${PWD//+(?)/}',
    '\n1\n',
  ],
  ['the mask', 'umask 027', 'umask', '0027\n'],
  ['a trap of a signal', "trap 'echo caught' USR1", 'kill -USR1 $$', 'caught\n'],
  ['what was taken away', 'unset TAKEN; unset HOME', 'echo "${TAKEN-gone} ${HOME-gone}"', 'gone gone\n'],
]

test.each(states)('a session that begins with a kept state has %s of it', async (_, set, show, seen) => {
  const first = keeping({TAKEN: 'x', HOME: '/root'})
  await first.run(set)
  const second = openBench({
    env: {PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', TAKEN: 'x', HOME: '/root'},
    resume: first.kept().text,
  })
  const {stdout, stderr} = await second.run(show)
  expect({stdout, stderr}).toEqual({stdout: seen, stderr: ''})
})

test('what comes unchanged from the environment is not kept, and a resumed session has its own', async () => {
  const first = keeping({FROM: 'the first', SAME: 'changed later'})
  await first.run('SAME=changed')
  const second = openBench({
    env: {PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', FROM: 'the second'},
    resume: first.kept().text,
  })
  expect((await second.run('echo $FROM, $SAME')).stdout).toBe('the second, changed\n')
})

test.each([
  ['a variable that is one', 'A=$KNOWN', 'A'],
  ['a variable that holds one', 'A="before $KNOWN after"', 'A'],
  ['an element of an array', 'A=(x "$KNOWN")', 'A'],
  ['a key of an array', 'declare -A A; A[$KNOWN]=1', 'A'],
  ['a variable in base64', 'A=$(printf %s "$KNOWN" | base64)', 'A'],
  ['a variable in hex', 'A=$(printf %s "$KNOWN" | od -An -tx1 -v | tr -d " \\n")', 'A'],
  ['a variable called like one', 'DB_PASSWORD=nobody-knows-this', 'DB_PASSWORD'],
  ['an address with a password', 'ADDRESS=postgres://me:nobody-knows-this@host/db', 'ADDRESS'],
  ['an alias', 'alias a="login $KNOWN"', 'alias a'],
  ['a trap', 'trap "echo ${KNOWN@Q}" USR1', 'trap --'],
  ['a function', 'eval "f() { login ${KNOWN@Q}; }"', 'f()'],
  ['the directory', 'mkdir "$KNOWN"; cd "$KNOWN"', 'the directory'],
])('%s is left out of what is kept, and its name is said', async (_, set, name) => {
  const {run, kept} = keeping({KNOWN: secret})
  await run(`${set}\nPLAIN=here`)
  const {text, leftOut} = kept()
  expect(leftOut).toContain(name)
  expect(text).toContain('declare -- PLAIN="here"')
  expect(text).not.toMatch(/hunter2|nobody-knows|aHVudGVyM|68756e746572/)
})

test('a run directory keeps the last state, for its owner alone, and gives it back', () => {
  const dir = temporaryDirectory()
  const {state: keep} = sessionKeeper(dir)
  keep({text: 'one\n', leftOut: []})
  keep({text: 'two\n', leftOut: ['A', 'f()']})
  expect(readSessionState(dir)).toEqual({text: 'two\n', leftOut: ['A', 'f()']})
  const {mode, ino} = statSync(join(dir, 'session/state.sh'))
  expect(mode & 0o777).toBe(0o600)
  keep({text: 'two\n', leftOut: ['A', 'f()']})
  expect(statSync(join(dir, 'session/state.sh')).ino).toBe(ino)
})

test('a run directory says after which attempt its state was kept, one after another', () => {
  const dir = temporaryDirectory()
  const {state: keep, after, close} = sessionKeeper(dir)
  after('before-there-is-a-state.1')
  expect(stateIsAfter(dir)).toBeUndefined()
  keep({text: 'one\n', leftOut: []})
  for (const attempt of ['a-long-name.10', 'b.1', 'another.2']) {
    after(attempt)
    expect(stateIsAfter(dir)).toBe(attempt)
  }
  close()
  const resumed = sessionKeeper(dir)
  resumed.state({text: 'two\n', leftOut: []})
  resumed.after('c.1')
  expect(stateIsAfter(dir)).toBe('c.1')
  resumed.close()
})

test('a run directory without a session has no state', () => {
  expect(readSessionState(temporaryDirectory())).toBeUndefined()
})

test('nothing of the session itself is kept, and none of it is said to be left out', async () => {
  const {run, kept} = keeping({KNOWN: secret})
  await run('f() { echo f; }; trap "echo bye" EXIT')
  expect(kept().text).not.toContain('__rb_trap')
  expect(kept().text).toContain('f ()')
  await run(`g() { echo ${secret.replaceAll(/["$'\\]/g, '\\$&')} "$KNOWN"; }; h() { : hunter2-; }; exit 0`)
  expect(kept().leftOut.filter(name => name.includes('__rb_'))).toEqual([])
})
