import {expect, test} from 'vitest'
import {decide, picture} from './parts-picture.ts'

const shown = (text: string) => decide('', text).map(({kind, shows}) => [kind, shows])

test.each([
  '9d1c6f0e-2b7a-4e55-8c1d-7a0b9e3f4412',
  'sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae',
  '3f786850e387550fdab836ed7e6dc881de23001b',
])('one identifier under the tag of a shell is what a system gave: %j', text =>
  expect(picture('bash', text)).not.toContain('$'),
)

test('a row of measures right below a command is what it printed', () => {
  const text = 'lsblk -a | grep shop\nnvme2n1       259:3    0   64G  0 disk /srv/shop'
  expect(picture('bash', text, 'The answer looks like')).toBe(
    '$|lsblk -a | grep shop\n~|nvme2n1       259:3    0   64G  0 disk /srv/shop',
  )
})

test.each(['acme-copy   a   b   c', 'acmectl   add   10   web'])(
  'a command with wide blanks is one all the same: %j',
  text => expect(picture('bash', text)).toBe(`$|${text}`),
)

test.each([
  'leaf1 [standalone: master] > enable\nleaf1 [standalone: master] # show ip route\n10.0.0.0/8 up',
  'edge-1(config-if)# no shutdown\nedge-1(config-if)# exit',
  'edge-1# show ip interface brief\nGi0/1 up',
  'edge-1> enable\nedge-1# configure terminal',
])('what is typed at the prompts of a switch or router is a session of its own: %j', text =>
  expect(picture('bash', text)).toBe(text.replaceAll(/^/gm, 'S|')),
)

test('a name before a `$` is a prompt only before a program that is known', () => {
  expect(picture('bash', 'jumpbox $ kubectl get nodes')).toBe('c|jumpbox $ kubectl get nodes')
  expect(picture('bash', 'deploy $ now')).toBe('$|deploy $ now')
})

test.each([
  'If you see the following error then the pool is too small.',
  'Si vous voyez le message ci-dessous, relancez.',
  'The log contains this error:',
])('below %j stands what is seen', lead =>
  expect(decide('plaintext', 'pool: all 20 slots in use by shop', lead)).toMatchObject([{shows: 'output'}]),
)

test.each(['Expected output', '4.2 Sortie attendue', 'Salida esperada'])(
  'right below the title %j stands what is seen',
  title => {
    const text = '📦 Saving shop\n✅ Saved: shop.sql.gz (2 MB)\nshop 1.2'
    expect(decide('', text, undefined, {headings: ['A', title]})).toMatchObject([{shows: 'output'}])
    expect(shown(text)).not.toEqual([['show', 'output']])
  },
)

test('a title says nothing of what a paragraph below it leads to', () => {
  const [part] = decide('', 'kubectl get pods', 'Run this:', {headings: ['Expected output']})
  expect(part).toMatchObject({kind: 'shell'})
})

test('the question for a password is no prompt', () => {
  const text = 'ssh root@db7\nroot@db7 password: # type it\n[root@db7 ~]# vgs'
  expect(picture('bash', text)).toBe(
    '$|ssh root@db7\n~|root@db7 password: # type it\n──\nS|[root@db7 ~]# vgs',
  )
})

test('a program alone behind a `#` was typed where the head of a table stands below', () => {
  const table = 'NAME      SIZE RO TYPE\nnvme0n1    10G  0 disk\n└─nvme0n1p1 8G 0 part /'
  expect(decide('bash', `# lsblk\n${table}`).map(({kind, script}) => [kind, script])).toEqual([
    ['console', 'lsblk'],
  ])
  expect(decide('bash', `# volumes\n${table}`)[0]!.kind).toBe('show')
})

test('what was printed below a line that is only shown is shown with it', () => {
  const row = (name: string) => `member ${name} is healthy: got healthy result from https://db7:2379`
  const parts = decide('', `kubectl get pods\n\n${row('a1')}\n${row('a2')}`)
  expect(parts.map(({kind, script}) => [kind, script.trim()])).toEqual([
    ['shell', 'kubectl get pods'],
    ['show', ''],
  ])
})

test('a title between dashes stands over commands', () => {
  expect(picture('', '-- web --\nkubectl get pods\n-- db --\nkubectl get nodes')).toContain(
    '$|kubectl get nodes',
  )
})

test('what a program tells of itself in brackets is printed', () => {
  const text = '[agent] renewal failed {"operator": "web",\n "error": "no offer"}'
  expect(shown(text)).toEqual([['show', 'output']])
})
