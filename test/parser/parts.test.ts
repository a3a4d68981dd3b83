import {describe, expect, test} from 'vitest'
import {decide, expectFence} from './parts-picture.ts'

describe('what a command printed', () => {
  test.each<[string, string]>([
    ['a table', 'NAME   READY   STATUS\nweb-1  1/1     Running'],
    ['JSON', '{\n  "status": "ok"\n}'],
    ['a status line', 'HTTP/1.1 200 OK\ncontent-type: text/plain'],
    ['a log', '2026-01-02T03:04:05Z starting\n2026-01-02T03:04:06Z ready'],
    ['an arrow', '→ ok'],
  ])('is seen, not run: %s', (_, output) => {
    const [part, ...more] = decide('bash', `curl -i localhost\n\n${output}\n\n# next\nuptime`)
    expect([part?.script, more]).toEqual(['curl -i localhost\n\n\n# next\nuptime', []])
  })

  test('is seen where a comment announces it', () =>
    expectFence(
      'bash',
      `
      $|systemctl is-active web
      ~|# Expected output:
      ~|active
      $|
      $|# Should return 200 for a healthy node
      $|curl -s localhost`,
    ))

  test('is all there is where the lead says so', () => {
    expect(decide('bash', 'web is running\nworker is stopped', 'You should see:')).toMatchObject([
      {kind: 'show', shows: 'output'},
    ])
    expect(decide('', 'git version 2.40.1', 'La sortie ressemble à :')).toMatchObject([
      {kind: 'show', shows: 'output'},
    ])
  })
})

describe('under a shell’s tag', () => {
  test.each<[string, string]>([
    ['YAML', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x'],
    ['an ini file', '[Unit]\nDescription=Web\n[Service]\nExecStart=/usr/bin/web'],
    ['a Dockerfile', 'FROM alpine\nRUN apk add curl'],
    ['nginx', 'server {\n  listen 80;\n}'],
    ['a crontab', '# nightly\n0 3 * * * /usr/local/bin/backup'],
    ['a request', 'POST /api/v1/silences\n{"a": 1}'],
    ['PromQL', 'sum(rate(http_requests_total{code="500"}[5m])) by (job)'],
    ['chat-ops', '/incident declare'],
    ['a drawing', 'a ──▶ b\n      └── c'],
    ['JavaScript', "import x from 'y'\nconst z = x()"],
  ])('%s is shown', (_, text) => {
    expect(decide('bash', text).map(({kind}) => kind)).toEqual(['show'])
  })

  test('words for people are shown, the commands between them are not lost', () =>
    expectFence(
      'bash',
      `
      p|# in the console
      p|1. Open the dashboard
      p|2. Press "Restart"
      p|
      ──
      $|# or by hand
      $|railway restart`,
    ))

  test.each([
    'Get-Service -Name W3SVC | Select-Object Status',
    '$s = Get-Service -Name W3SVC\nif ($s.Status -ne "Running") {\n  Start-Service W3SVC\n}',
  ])('PowerShell is another language: %s', text =>
    expect(decide('bash', text)).toMatchObject([
      {kind: 'show', shows: 'language', reason: expect.stringContaining('PowerShell')},
    ]),
  )

  test('settings are commands unless a file is named', () => {
    const text = 'API_URL=https://a.example\nMODE=production'
    expect(decide('bash', text)).toMatchObject([{kind: 'shell', script: text}])
    expect(decide('bash', text, 'In `apps/api/.env`:')).toMatchObject([{kind: 'show', shows: 'data'}])
    expect(decide('bash', `# .env.production\n${text}`)).toMatchObject([{kind: 'show', shows: 'data'}])
  })

  test('only comments are nothing to run', () => {
    expect(decide('bash', '# open the dashboard\n# press restart')).toMatchObject([
      {kind: 'show', shows: 'comment'},
    ])
  })

  test('a program that nobody knows is a command all the same', () => {
    expect(decide('bash', 'opsctl failover primary\nopsctl status')).toMatchObject([{kind: 'shell'}])
  })
})

describe('without a tag', () => {
  test.each<[string, string | undefined]>([
    ['kubectl get pods', undefined],
    ['opsctl <env> deploy --limit=web', undefined],
    ['opsctl <env> deploy [--resume RELEASE]\n                    [--private]', undefined],
    ['./scripts/failover.sh', undefined],
    ['sudo systemctl restart web', undefined],
    ['refresh-cache', 'Then run:'],
    ['opsctl status all', 'Run this on the bastion:'],
    ['TOKEN=$(opsctl token)\ncurl -H "$TOKEN" localhost', undefined],
  ])('%j after %j is a command', (text, lead) => {
    expect(decide('', text, lead).map(({kind}) => kind)).toEqual(['shell'])
  })

  test.each<[string, string | undefined]>([
    ['web.example.com', undefined],
    ['/var/backups/latest.tar.gz', undefined],
    ['node_modules\ntmp\nlog', 'Add these to the file:'],
    ['Error: connection refused', undefined],
    ['find the pod that restarts and look at the log of it', undefined],
    ['cache: redis\nqueue: sqs', undefined],
    ['MODE=production', undefined],
    ['protect_from_forgery except: [:update]', undefined],
    ['d41d8cd98f00b204e9800998ecf8427e  ./a.txt\nd41d8cd98f00b204e9800998ecf8427f  ./b.txt', undefined],
    ['Client → Proxy → Server', undefined],
    ['refresh-cache', 'You should see:'],
  ])('%j after %j is shown', (text, lead) => {
    expect(decide('', text, lead).map(({kind}) => kind)).toEqual(['show'])
  })

  test('a program that the document runs elsewhere is a command', () => {
    expect(decide('', 'opsctl status all').map(({kind}) => kind)).toEqual(['show'])
    expect(
      decide('', 'opsctl status all', undefined, {programs: new Set(['opsctl'])}).map(({kind}) => kind),
    ).toEqual(['shell'])
  })
})

test.each(['powershell', 'ps1', 'fish', 'nu', 'yaml', 'python', 'log', 'output'])(
  '`%s` is shown',
  language => {
    expect(decide(language, 'ls -la').map(({kind}) => kind)).toEqual(['show'])
  },
)

test('a heading between commands parts them, a joining word does not', () => {
  expectFence(
    'bash',
    `
    $|uptime
    .|and
    $|w
    $|
    ──
    p|🌐 Network
    ──
    $|ip addr`,
  )
})

describe('a line between commands', () => {
  test.each([
    'Rscript check.R',
    'Deploy --now',
    'Xvfb :1 &',
    'mytool a | b',
    'mytool a  b  c',
    '"/opt/my tool/run" --x',
    "'/opt/my tool/run' go",
    './x',
    '~/bin/x',
    'pkg::gate',
    '>&2 echo x',
    '>f mytool',
    ': nothing',
    '(cd x; $TOOL y)',
    'LANG=C ; export LANG',
    'N=`date +%s`',
    'echo This is what you see now',
  ])('is a command, whoever knows the program: %s', line => {
    const script = `cd /srv\n${line}\nrm -rf data`
    expect(decide('bash', script)).toMatchObject([{kind: 'shell', script}])
  })

  test.each([
    'Mytool restart',
    'Foo',
    'CHECK',
    'wait for the pods',
    '2to3 x',
    '/run x',
    '> f',
    '...',
    'PGHOST = db',
    '@gate x',
  ])('that may be a command makes the whole doubtful: %s', line => {
    const [part, ...more] = decide('bash', `cd /srv\n${line}\nrm -rf data`)
    expect([part?.kind, part?.shows, part?.reason, more]).toEqual([
      'show',
      'broken',
      `\`${line}\` may be a command, or something else, so it is not clear what of it is to be run`,
      [],
    ])
  })

  test.each([
    '{"status": "ok"}',
    '2026-01-02T03:04:05Z ready',
    'NAME   READY   STATUS',
    '| id | name |',
    'Get-Service web',
    'total 12',
    'Then restart all of the pods:',
  ])('that is surely none is left out: %s', line => {
    const scripts = decide('bash', `cd /srv\n${line}\nrm -rf data`).map(({script}) => script)
    expect(scripts.join('\n').replace(/^\n+|\n(?=\n)/g, '')).toBe('cd /srv\nrm -rf data')
  })

  test('is what a package manager printed', () =>
    expectFence(
      'bash',
      `
      $|npm run build
      ~|> tsc
      $|ls`,
    ))

  test('makes an untagged fence doubtful too', () => {
    expect(decide('', 'cd /srv/app\nRscript check.R\nrm -rf data', 'Run:')).toMatchObject([
      {kind: 'show', shows: 'broken'},
    ])
  })
})

describe('what looks like a prompt', () => {
  test.each([
    ['in quotes', 'mytool "\n$ foo\n"\nls'],
    ['in a here-document that goes to a file', 'cat <<E1 > f\n$ hello\nE1\nls'],
    ['in an assignment', 'TEXT=\'\n$ foo\n\'\nmytool "$TEXT"'],
    ['behind an arrow', 'mytool => x\nls'],
  ])('is none %s', (_, script) => {
    expect(decide('bash', script).map(({kind}) => kind)).not.toContain('console')
  })

  test('is text in the quotes and here-documents of a transcript', () =>
    expectFence(
      'console',
      `
      c|$ mytool "
      c|$ foo
      c|"
      ~|ok
      c|$ cat <<END
      c|$ bar
      c|END
      c|$ ls`,
    ))
})

test('a line that offers another way makes the whole doubtful', () =>
  expect(decide('bash', 'cd /srv\nor\nrm -rf data')).toMatchObject([
    {shows: 'broken', reason: '`or` offers another way, so it is not clear what of it is to be run'},
  ]))

test('variables that are set over several lines are a command', () =>
  expect(decide('', 'A=$(date); \\\nB=$((A - 1)); \\\nC=$(id "$B")')).toMatchObject([
    {kind: 'shell', seen: []},
  ]))

test.each(['', 'bash'])('a message whose words end in a colon is output, in `%s`', language =>
  expect(decide(language, 'named-checkzone a.org /etc/db\nzone a.org/IN: loaded serial 5\nOK')).toMatchObject(
    [{kind: 'shell', script: 'named-checkzone a.org /etc/db'}],
  ),
)
