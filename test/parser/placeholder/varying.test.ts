import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['multipath -ll mpathX', ['mpathX']],
  ['ssh hostN uptime', ['hostN']],
  ['zpool create tank raidz /dev/sdV /dev/sdW', ['sdV', 'sdW']],
  ['mount /dev/sdx1 /mnt', ['sdx1']],
  ['aws iam delete-access-key --access-key-id AKIAXXXXXXXX', ['AKIAXXXXXXXX']],
  ['megacli -PDOnline -PhysDrv [x:x] -a0', ['x:x']],
  ['megacli -PDOnline -PhysDrv [32:4] -a0', []],
  ['kubectl get secret mysecretscontainer', ['mysecretscontainer']],
  ['brew install gnuX', []],
  ['git checkout featureX', []],
  ['mount /dev/sdb1 /mnt', []],
])('%s: a letter that differs from one to the next', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})
