import {expect, test} from 'vitest'
import {parseRunbook} from '../../src/parser/parse.ts'
import {decide, picture} from './parts-picture.ts'

test.each([
  ['bash', 'display bgp peer'],
  ['bash', 'system-view\ninterface GigabitEthernet0/0/1\nundo shutdown\nreturn'],
  ['', 'conf t\ninterface gi1/0/12\nno shutdown\nend\nwrite memory'],
  ['', 'show running-config'],
  [
    'plaintext',
    'enable\nconfig t\nip default-gateway 10.0.2.1\nint vlan 1\nip name-server 10.0.3.24\nno aaa new-model\nline vty 0 15\nlogin local\nexit\nwr',
  ],
  ['sh', 'set interfaces ge-0/0/1 disable\ncommit check'],
  ['bash', 'configure terminal\ninterface Gi 0/3\nip address IP_ADDR SUBNET_MASK'],
  ['bash', 'do show vlan brief'],
  ['bash', 'enable secret YOUR_SECRET'],
  ['sh', 'crypto key generate rsa modulus 2048'],
])('what is said to a network device is shown, under %j: %j', (language, text) =>
  expect(picture(language, text)).toBe(text.replaceAll(/^/gm, 'l|')),
)

test.each([
  'enable -n test',
  'display logo.png',
  'show interfaces status',
  'ping -c1 db1\ntraceroute db1',
  'exit',
])('under the tag of a shell it may be a command: %j', text =>
  expect(picture('bash', text)).toBe(text.replaceAll(/^/gm, '$|')),
)

test('a setting that is asked for without a semicolon is SQL only where its name can be no other', () => {
  expect(picture('', 'show version')).not.toContain('Q|')
  expect(picture('', 'show max_connections')).toBe('Q|show max_connections')
  expect(picture('', 'show version;')).toBe('Q|show version;')
})

test('what such a device is to be told is to be filled in too', async () => {
  const text =
    '# A\n\n```bash\nconf t\nip default-gateway DEFAULT_GATEWAY\nip address IP_ADDR SUBNET_MASK\nenable secret YOUR_SECRET\n```\n'
  const {runbook} = await parseRunbook('a.md', text)
  const [item] = runbook.section.content.flatMap(item => (item.type === 'section' ? item.content : [item]))
  expect(item?.type === 'block' ? item.block.placeholders.map(gap => gap.text) : item).toEqual([
    'DEFAULT_GATEWAY',
    'IP_ADDR',
    'SUBNET_MASK',
    'YOUR_SECRET',
  ])
})

test.each([
  'ops@edge1> show interfaces terse\nge-0/0/0  up  up',
  '{master:0}\nops@edge1> edit\nEntering configuration mode\n\n[edit]\nops@edge1# set vlans v7 vlan-id 7\n\n[edit]\nops@edge1# commit\ncommit complete\n\nops@edge1# exit',
  'ops@edge1> monitor stop messages',
  'ops@edge1> request system reboot',
  'sw4#conf t\nsw4(config)#int g0/3',
  'sw4(config-line)#password cisco\nsw4(config-line)#login',
  'R2#sh ip route\nR2#ping 10.0.0.9',
  'R2>en',
])('what is typed at the prompts of a network device is a session, and not run: %j', text => {
  for (const {kind, shows} of decide('', text)) expect([kind, shows]).toEqual(['show', 'session'])
})

test.each([
  ['ops@web7> df -h', 'df -h'],
  ['ops@web7# systemctl status nginx', 'systemctl status nginx'],
  ['ops@web7# set -x\nops@web7# rm -rf /srv/x', 'set -x\nrm -rf /srv/x'],
])('a prompt like theirs is a shell’s where nothing tells the device: %j', (text, script) => {
  expect(decide('', text).map(({kind, script}) => [kind, script])).toEqual([['console', script]])
})

test('what a system logs on a terminal that waits is not typed there', () => {
  const logged = 'ops@edge1> Mar  3 07:12:09  edge1 mib2d[9]: LINK_DOWN: ifIndex 5, ifName xe-0/0/2'
  for (const {kind} of decide('', logged)) expect(kind).toBe('show')
  expect(decide('', 'ops@web7:~$ date')).toMatchObject([{kind: 'console', script: 'date'}])
})
