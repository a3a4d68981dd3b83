import {describe, expect, test} from 'vitest'
import {decide} from './parts-picture.ts'

const kindOf = (text: string, headings: string[] = []) => decide('', text, undefined, {headings})[0]!.kind

test.each([
  'SHUTDOWN ABORT;\nSTARTUP MOUNT;',
  'STOP REPLICA; RESET REPLICA ALL;',
  "PURGE BINARY LOGS BEFORE '2026-01-01';",
  "RESTORE DATABASE [shop] FROM DISK = N'D:\\b\\shop.bak' WITH REPLACE;\nGO",
  "alter system kill session '12,345' immediate;",
  'SYSTEM RESTART REPLICA shop.orders;',
  'shutdown abort;',
  "grant select on shop.* to 'app'@'%';",
])('statements of another database without a tag are SQL: %s', text => expect(kindOf(text)).toBe('sql'))

test.each([
  'zpool attach [pool] [the disk to be mirrored] [new disk]',
  'zpool attach tank {name of the old disk} sdb',
])('words for people inside brackets are no prose: %s', text => expect(kindOf(text)).toBe('shell'))

describe('a line in letters that no program is called with', () => {
  const kinds = (language: string, text: string) =>
    decide(language, text).map(({kind, shows}) => shows ?? kind)

  test.each<[string, string, string[]]>([
    ['', 'Перезапускаем сервер\nsystemctl restart web', ['prose', 'shell']],
    ['', '1、重启\nsystemctl restart web', ['prose', 'shell']],
    ['', '2. Restart\nsystemctl restart web', ['prose', 'shell']],
    ['bash', 'Видимо первый был выполнен…\nuptime', ['prose', 'shell']],
    ['bash', 'uptime\n查看状态：\nsystemctl status web', ['shell']],
    ['', '重启 web --now', ['data']],
  ])('is for people, whatever stands below it: %j %j', (language, text, expected) =>
    expect(kinds(language, text)).toEqual(expected),
  )
})

test.each(["> rs.add('db2:27017')", '> db.orders.find()\n{ "_id" : 1 }'])(
  'a bare mark before a call of MongoDB’s is its prompt: %j',
  text => expect(decide('sh', text)[0]).toMatchObject({kind: 'show', shows: 'session'}),
)

test('a command of an unknown program that goes on behind a backslash has options', () => {
  expect(kindOf('acmectl lease-create \\\n  --min 2 \\\n  --end "$END" \\\n  web')).toBe('shell')
  expect(kindOf('C:\\srv\\\nlogs')).toBe('show')
})

describe('one line without a tag, of a program that no table knows', () => {
  test.each([
    'acmectl node drain n1',
    'acmectl drain n1',
    'acmectl cluster delete',
    'acmectl nodes list',
    'ceph-acme lvm clean /dev/sdz',
    'sudo acmectl files resync',
  ])('is a command where it has a verb, a path and a known name, or `sudo`: %s', line =>
    expect(kindOf(line)).toBe('shell'),
  )

  test('is a command where the heading is its beginning', () => {
    expect(kindOf('acmectl chain unwind [flags]', ['Reference', '`acmectl chain unwind`'])).toBe('shell')
    expect(kindOf('acmectl chain unwind', ['acmectl chain'])).toBe('shell')
    expect(kindOf('acmectl chain unwind', ['Chain'])).toBe('show')
  })

  test.each([
    'acmectl nodes',
    'sudo privileges',
    'sudo privileges needed',
    'volume delete failed',
    'instance restart done',
    'web1 stop',
    'eth0 down',
    'db-server restart required',
    'nginx-ingress running',
    'redis-exporter up 3',
    'pod list empty',
    'remove list entry',
    'the node drain of n1',
    'acme node drain, then wait',
  ])('is shown where it may as well say how something is: %s', line => expect(kindOf(line)).toBe('show'))
})

test('a variable set to what a command in backticks prints is a command', () =>
  expect(kindOf('DAY=`date -R`\necho $DAY')).toBe('shell'))
