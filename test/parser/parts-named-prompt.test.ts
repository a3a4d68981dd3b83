import {describe, expect, test} from 'vitest'
import {decide} from './parts-picture.ts'

const kinds = (language: string, text: string) =>
  decide(language, text).map(({kind, script}) => [kind, script])

describe('the prompt of a name of one’s own', () => {
  test.each([
    'host# ls',
    'db-1# ls',
    'root # ls',
    'Node1$ ls',
    '[master]$ ls',
    'node1 $ ls',
    'bastion $ ls',
    'node1> ls',
    'node1 12% ls',
    '<host># ls',
    'root@<host>:~# ls',
    '[<user>@<host> ~]$ ls',
    'root@web1 [~]# ls',
    'root@web1 [/srv/mail]# ls',
    '[ceph: root@web1 /]# ls',
    '~$ ls',
    '[~]# ls',
    '#> ls',
    '$: ls',
    '> ls',
    'web1 ~ # ls',
    'web1 /srv # ls',
    '-bash-4.2$ ls',
    '[root@esxi:~] ls',
    '[12:01:22 root@web1:~]# ls',
    'me@web1:~/src (main *)$ ls',
    '[me@web1 src](main)$ ls',
  ])('is told before a program that is known: %j', line =>
    expect(kinds('', line)).toEqual([['console', 'ls']]),
  )

  test('names the machine that it is typed on', () => {
    const on = (line: string) => decide('', line)[0]!.reason
    expect(on('[ceph: root@web1 /]# ls')).toMatch('typed on `web1`')
    expect(on('root@web1 [~]# ls')).toMatch('typed on `web1`')
    expect(on('db-1# ls')).toMatch('typed on `db-1`')
    expect(on('#> ls')).toBe('it has prompts')
  })

  test('before an unknown program is told by the home directory alone', () => {
    expect(kinds('bash', 'web1 ~ # acmectl destroy -a x')).toEqual([['console', 'acmectl destroy -a x']])
    for (const line of ['acmectl ~ # then do it', 'acmectl /srv # cleanup old files', 'cd ~ # ls'])
      expect(kinds('bash', line)).toEqual([['shell', line]])
  })

  test('is none before what is no program', () => {
    for (const line of [
      'host1> show status',
      'total# of rows',
      'price $ per unit',
      'key> value',
      'sw1# conf t',
    ])
      expect(kinds('', line).map(([kind]) => kind)).not.toContain('console')
  })

  test('is none where a command stands before a comment or a file', () => {
    expect(kinds('bash', 'reboot # mount comes after')).toEqual([['shell', 'reboot # mount comes after']])
    expect(kinds('bash', 'acmectl # ls')).toEqual([['shell', 'acmectl # ls']])
    expect(kinds('bash', 'cat > ls')).toEqual([['shell', 'cat > ls']])
    expect(kinds('bash', 'cat> ls')).toEqual([['shell', 'cat> ls']])
  })

  test('that is a bare angle may quote a sentence', () =>
    expect(kinds('', '> make sure that it runs').map(([kind]) => kind)).toEqual(['show']))
})

test.each([
  '[admin@MikroTik] > /system backup save name=x',
  'cluster1::> volume show',
  'hbase(main):001:0> status',
  '0: jdbc:hive2://db1:10000> show tables;',
  'MySQL db1:3306 ssl JS > dba.getCluster()',
  'db2 => list tables',
])('the prompt of a program is no shell’s: %j', line => {
  expect(decide('', `${line}\nsome answer`)[0]).toMatchObject({kind: 'show', shows: 'session'})
})

test.each([
  'MySQL [(none)]> show databases;',
  'mysql [localhost] {msandbox} ((none)) > select 1;',
  'SQL> startup',
])('a database answers behind %j', line => {
  expect(decide('', `${line}\nsome answer`)[0]).toMatchObject({kind: 'sql'})
})

test('under the tag of a console a `#` stands before a variable that is set', () => {
  expect(kinds('console', '# node_name=db-1')).toEqual([['console', 'node_name=db-1']])
  expect(kinds('console', '# only a remark')[0]![0]).toBe('show')
})
