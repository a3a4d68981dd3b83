import {expect, test} from 'vitest'
import {readTranscript} from '../../src/parser/console.ts'

test.each<[string, string]>([
  ['$ ls\nfile\n$ pwd\n/', 'ls\npwd'],
  ['$KUBECTL get pods', ''],
  ['% ls', 'ls'],
  ['user@host:~/src$ make all', 'make all'],
  ['[root@db-1 ~]# systemctl status', 'systemctl status'],
  ['# apt-get update', 'apt-get update'],
  ['$ ls\n# a comment in the output', 'ls'],
  ['$ kubectl get \\\n>   pods\nNAME', 'kubectl get \\\n  pods'],
  ['$ echo a \\\n  b\nout', 'echo a \\\n  b'],
  ['NAME READY', ''],
  ['', ''],
])('%j gives %j', (text, script) => {
  expect(readTranscript(text).script).toBe(script)
})

test('each line of the script knows its line and how much prompt was taken off', () => {
  expect(readTranscript('out\n$ ls\nuser@h:~$ id').origin).toEqual([
    {line: 1, column: 2},
    {line: 2, column: 10},
  ])
})
