import {expect, test} from 'vitest'
import {effectsOf} from './effects-of.ts'

test('a gap whose choices name what stops or takes away counts as the worst of them', async () => {
  expect(
    await effectsOf([
      'systemctl <start|stop> web',
      '/etc/init.d/web {start|restart}',
      'acmectl node (on|reboot) web1',
      'systemctl <start|enable> web',
      'systemctl status <web|worker>',
    ]),
  ).toEqual(['destroy', 'destroy', 'destroy', 'unknown', 'read'])
})
