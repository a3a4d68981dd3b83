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
  ])('is told by the prompt of %j', line =>
    expect(decide('', line).map(({kind, script}) => [kind, script])).toEqual([['console', 'ls']]),
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
