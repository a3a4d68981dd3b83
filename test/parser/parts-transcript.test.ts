import {describe, expect, test} from 'vitest'
import {decide, expectFence} from './parts-picture.ts'

describe('a transcript', () => {
  test('has its prompted lines as commands and keeps what was seen apart', () =>
    expectFence(
      'shell',
      `
      c|$ kubectl get pods
      ~|NAME   READY   STATUS
      ~|web-1  1/1     Running
      .|
      .|# then
      c|$ kubectl delete pod web-1
      ~|pod "web-1" deleted`,
    ))

  test('may begin after other commands', () =>
    expectFence(
      'bash',
      `
      $|# log in first
      $|ssh-add ~/.ssh/ops
      ──
      c|ops@bastion:~$ uptime
      ~| 10:00:00 up 3 days`,
    ))

  test.each([
    '% ls',
    '❯ ls',
    '(venv) $ ls',
    '~ ❯ ls',
    '~/src $ ls',
    'web1:/srv # ls',
    '[root@db ~]# ls',
    'ops@db:~$ ls',
    'bash-5.1$ ls',
    '$> ls',
    '❯❯❯ ls',
    'λ ls',
    '[me@db ~ 0]$ ls',
    '➜  api git:(staging) ✗ ls',
    'me@host(config:test):~ [0]$ ls',
    'web1~:$ ls',
    'λ web ~ → ls',
    'λ src → ls',
    'web ~/src → ls',
    '[12:05:31]web1:~☠ ls',
    '12:05 root@web1 ~ # ls',
    '[web1 ~]# ls',
    '[~/src]$ ls',
    '/usr/src/app$ ls',
    ':~$ ls',
    'web1:src me$ ls',
    'me@host:~/src (main)$ ls',
    '(venv)$ ls',
    '(⎈|dev:default) (venv) $ ls',
    '(⎈ |dev:default)➜  ~ ls',
    '└─$ ls',
    '└──╼ $ls',
    '╰─➤  ls',
    '┌──(me㉿web1)-[~/src]\n└─# ls',
    '╭─me@web1 ~/src ‹main›\n╰─❯ ls',
    'me@laptop MINGW64 ~/src (main)\n$ ls',
  ])('is told by the prompt of %j', line =>
    expect(decide('', line).map(({kind, script}) => [kind, script])).toEqual([['console', 'ls']]),
  )

  test('whose prompts take two lines has those as one', () =>
    expectFence(
      'bash',
      `
      .|┌──(me㉿kali)-[~]
      c|└─$ sudo iptables -L
      ~|Chain INPUT (policy ACCEPT)
      .|
      .|┌──(me㉿kali)-[~/src]
      c|└─$ ls`,
    ))

  test.each(['root@web1:~#', 'me@web1:~$\n\nroot@web1:~#'])('in which nothing is typed is shown: %j', text =>
    expect(decide('bash', text).map(({kind, shows}) => [kind, shows])).toEqual([['show', 'output']]),
  )

  test.each(['┌─────┐\n│ $ x │\n└─────┘', '┌── api\n└── web', 'web\n└── # notes'])(
    'is none that is a picture: %j',
    text => expect(decide('', text).map(({kind}) => kind)).toEqual(['show']),
  )

  test('is one though its output is drawn with lines', () =>
    expectFence(
      '',
      `
      c|➜  api git:(main) ✗ heroku pg:backups
      ~|ID    Status
      ~|────  ─────────
      ~|abc0  Completed
      c|➜  api git:(main) ✗ heroku ps:restart`,
    ))

  test('goes on over backslashes, quotes, here-documents and the prompts of their lines', () =>
    expectFence(
      'console',
      `
      c|$ curl -X POST --data '{
      c|  "a": 1
      c|}' localhost
      ~|{"ok": true}
      c|$ for i in 1 2; do
      c|>   echo $i
      c|> done
      ~|1
      ~|2
      c|$ cat <<EOF
      c|# not a comment
      c|EOF
      ~|# not a comment`,
    ))

  test('takes prompts off, not variables', () =>
    expect(
      decide('bash', '$KUBECTL get pods\n$KUBECTL get nodes').map(({kind, script}) => [kind, script]),
    ).toEqual([['shell', '$KUBECTL get pods\n$KUBECTL get nodes']]))

  test('has the prompt of root where nothing else speaks for a comment', () =>
    expectFence(
      'console',
      `
      c|# systemctl restart --no-block nginx
      c|# tail -n 5 /var/log/nginx/error.log
      ~|no errors`,
    ))

  test('has the prompt of root where what it asks for stands below', () => {
    expectFence(
      'bash',
      `
      c|# zpool status
      ~|  pool: tank
      ~| state: ONLINE`,
    )
    expectFence(
      'sh',
      `
      c|# make -C /var/yp
      c|# ypcat passwd
      c|# systemctl restart rpcbind.service`,
    )
    expect(decide('bash', '# restart nginx\n# check logs')[0]!.kind).toBe('show')
    expect(decide('bash', '# zpool status output\n  pool: tank')[0]!.kind).toBe('show')
    expect(decide('bash', '# nginx workers\nworker_processes 4;')[0]!.kind).not.toBe('console')
  })

  test('shows what is typed in a shell elsewhere', () =>
    expectFence(
      'shell',
      `
      c|$ oc debug node/worker-1
      ──
      S|# df -h /var
      S|Filesystem  Size  Used`,
    ))

  test('that goes into psql has its SQL for that client, and its tables as seen', () =>
    expectFence(
      'shell',
      `
      c|$ date
      ──
      .|# the database
      .|$ sudo -u postgres psql shop
      ~|psql (16.1)
      Q|shop=# SELECT count(*)
      Q|shop-#   FROM orders;
      ~| count
      ~|-------
      ~|     3
      ~|(1 row)
      .|
      Q|shop=# \\q
      ──
      c|$ date`,
    ))

  test.each<[string, string]>([
    ['redis', '127.0.0.1:6379> KEYS *'],
    ['mongo', 'rs0:PRIMARY> rs.status()'],
    ['python', '>>> import os\n>>> os.getcwd()'],
    ['ruby', 'irb(main):001:0> User.count'],
    ['elixir', 'iex> 1 + 1'],
    ['PowerShell', 'PS C:\\\\ops> Get-Service'],
  ])('of %s is only shown', (_, text) => {
    expect(decide('bash', text)).toMatchObject([{kind: 'show', shows: 'session', script: ''}])
  })

  test('of a database without a client before is SQL', () => {
    expect(decide('', 'app=> \\dt\napp=> SELECT 1;')).toMatchObject([
      {
        kind: 'sql',
        script: '\\dt\nSELECT 1;',
        client: undefined,
        origin: [
          {line: 0, column: 6},
          {line: 1, column: 6},
        ],
      },
    ])
  })

  test('that begins in a shell elsewhere is only shown', () =>
    expectFence(
      'shell',
      `
      $|kubectl exec -it db-0 -- bash
      ──
      S|postgres@db-0:/$ df -h
      S|Filesystem  Size`,
    ))

  test('without a tag may have the prompt of root on every line', () =>
    expectFence(
      '',
      `
      c|# sv down web
      c|# sv down worker`,
    ))

  test('of root may call programs that nobody knows, and show what they print', () => {
    expectFence(
      '',
      `
      c|# pftable -t abusers -T show
      ~|   192.0.2.14
      c|# pftable -t abusers -T delete 192.0.2.14
      ~|1/1 addresses deleted.`,
    )
    expectFence('', 'c|# patchall && svcctl restart smtpd')
    expectFence(
      '',
      'c|# psnode a058\n~|Node a058:\n~|NODELIST   NODES PARTITION',
      'Example output from psnode:',
    )
  })

  test.each([
    ['', '# reboot'],
    ['', '# Restart the mail\n# rcctl restart smtpd'],
    ['bash', '# sync\n# poweroff -f'],
  ])('that may as well be comments is shown, in `%s` %j', (language, text) =>
    expect(decide(language, text)).toMatchObject([{kind: 'show', shows: 'broken'}]),
  )

  test.each(['# the first thing to look at', '# Wait for 5 minutes', '# api/web - alerts on errors'])(
    'is not made of comments: %j',
    text => expect(decide('bash', text)).toMatchObject([{kind: 'show', shows: 'comment'}]),
  )

  test('is not the comment over settings', () =>
    expect(decide('', '# nginx worker settings\nworker_processes 4;')).toMatchObject([{kind: 'show'}]))

  test.each(['php', 'yaml', 'python', 'json'])('wins over the tag `%s`', language =>
    expect(decide(language, '$ sudo umount /mnt\n$ cat /proc/mdstat\n{}')).toMatchObject([
      {kind: 'console', script: 'sudo umount /mnt\ncat /proc/mdstat'},
    ]),
  )

  test.each([
    ['output', '$ kubectl get pods'],
    ['powershell', '$ kubectl get pods'],
    ['perl', '$ total'],
    ['yaml', 'a: 1\n$ kubectl get pods'],
  ])('does not win over `%s` with %j', (language, text) =>
    expect(decide(language, text)).toMatchObject([
      {kind: 'show', shows: language === 'output' ? 'output' : 'language'},
    ]),
  )

  test.each(['or', 'ou :', 'или'])('whose commands are alternatives, by %j between them, is refused', word =>
    expect(decide('console', `$ rm -r a\n${word}\n$ rm -r b`)).toMatchObject([
      {kind: 'show', shows: 'broken', reason: expect.stringContaining('offers another way')},
    ]),
  )

  test('does not take an arrow of the text for a prompt', () =>
    expect(
      decide('', 'POST /api/x → creates\n~/.kube/config → settings').every(({kind}) => kind === 'show'),
    ).toBe(true))

  test.each(['redis-cli -h cache', 'mongosh "$URL"', 'kubectl exec -it cache-0 -- redis-cli'])(
    'without prompts is shown too, where `%s` opens the program',
    opening => {
      expect(decide('bash', `${opening}\nuse admin\nFLUSHALL`)).toMatchObject([
        {kind: 'shell', script: opening},
        {kind: 'show', shows: 'session'},
      ])
    },
  )

  test.each(['redis-cli info', 'redis-cli -a "$P" ping', 'node server.js', 'python manage.py migrate'])(
    'is not opened by `%s`',
    line => expect(decide('bash', `${line}\nopsctl check`).map(({kind}) => kind)).toEqual(['shell']),
  )
})
