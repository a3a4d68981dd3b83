import {expect, test} from 'vitest'
import {gapsInShown} from '../../../src/parser/placeholder/shown.ts'
import {findGaps} from '../../../src/parser/placeholder.ts'

const shell = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)
const sql = (text: string) => findGaps(text, {language: 'sql'}).map(gap => gap.text)

test.each([
  ['zpool clear SomePool', 'SomePool'],
  ['lvremove SomeVolumeGroup', 'SomeVolumeGroup'],
  ['tool join --seed existing_node1', 'existing_node1'],
  ['tool join ExistingCluster', 'ExistingCluster'],
  ['tool add anyHost', 'anyHost'],
  ['tool promote standbyServer', 'standbyServer'],
  ['tool copy --to targetHost', 'targetHost'],
])('%s: it says only of what kind it is', (text, gap) => {
  expect(shell(text)).toEqual([gap])
})

test.each([
  'helm upgrade web chart7 --set auth.existingSecret=web-auth',
  'tool --use-existing-volume v7',
  'tool get SomeWhere',
  'kubectl get storageClass',
  'kubectl get pv --field-selector spec.nodeName=db7',
])('%s: nothing is to be filled in', text => {
  expect(shell(text)).toEqual([])
})

test('a list that counts up things without a name is to be filled in, one of names is not', () => {
  expect(shell('cluster new machine1,machine2,machine3')).toEqual(['machine1,machine2,machine3'])
  expect(shell('dump --tables table1,table2')).toEqual(['table1,table2'])
  expect(shell('dump --tables orders1,orders2')).toEqual([])
})

test('what is there already is to be named in a file that is only shown', () => {
  const texts = (text: string) => gapsInShown(text, 'yaml').map(gap => gap.text)
  expect(texts("cluster: 'ExistingCluster'\nseeds: existing_node1,existing_node2")).toEqual([
    'ExistingCluster',
    'existing_node1',
    'existing_node2',
  ])
  expect(texts('existingSecret: web-auth\nexisting_claim: data')).toEqual([])
})

test('a secret of Oracle stands without quotes', () => {
  expect(sql('ALTER USER anna IDENTIFIED BY new_password ACCOUNT UNLOCK;')).toEqual(['new_password'])
  expect(sql('ALTER USER anna IDENTIFIED BY Kx9vQ7 ACCOUNT UNLOCK;')).toEqual([])
})
