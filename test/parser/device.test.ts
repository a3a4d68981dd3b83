import {expect, test} from 'vitest'
import {picture} from './parts-picture.ts'

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
])('what is said to a network device is shown, under %j: %j', (language, text) =>
  expect(picture(language, text)).toBe(text.replaceAll(/^/gm, 'l|')),
)

test.each(['display logo.png', 'show interfaces status', 'ping -c1 db1\ntraceroute db1', 'exit'])(
  'under the tag of a shell it may be a command: %j',
  text => expect(picture('bash', text)).toBe(text.replaceAll(/^/gm, '$|')),
)

test('a setting that is asked for without a semicolon is SQL only where its name can be no other', () => {
  expect(picture('', 'show version')).not.toContain('Q|')
  expect(picture('', 'show max_connections')).toBe('Q|show max_connections')
  expect(picture('', 'show version;')).toBe('Q|show version;')
})
