import {expect, test} from 'vitest'
import {gapsInShown} from '../../../src/parser/placeholder/shown.ts'
import {findGaps} from '../../../src/parser/placeholder.ts'

const shell = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each([
  [
    'pg_dump "postgresql://db7/shop" --user shopUser --password shopUserPassword',
    ['shopUser', 'shopUserPassword'],
  ],
  ['mysqldump -u report_user --password=report_user_password shop', ['report_user', 'report_user_password']],
  ['curl -u syncUser:syncUserPass https://api7/x', ['syncUser', 'syncUserPass']],
])('%s: each says only what it is', (text, gaps) => {
  expect(shell(text)).toEqual(gaps)
})

test.each([
  'mysql -u reportUser --password="$reportUserPassword" shop',
  'mysql -u report_user shop',
  'reportUser=anna; reportUserPassword=$(read_it); mysql -u $reportUser -p"$reportUserPassword"',
])('%s: nothing is to be filled in', text => {
  expect(shell(text)).toEqual([])
})

test('in what is only shown, strings are such', () => {
  const texts = (text: string) => gapsInShown(text, '').map(gap => gap.text)
  expect(texts('use shop\ndb.auth("syncUser", "syncUserPassword")')).toEqual(['syncUser', 'syncUserPassword'])
  expect(texts('connect(syncUser, syncUserPassword)')).toEqual([])
})

test('a secret of several such words is none', () => {
  expect(shell('mongodump --password backupUserPassword')).toEqual(['backupUserPassword'])
  expect(shell('tool --token monitoring_token')).toEqual(['monitoring_token'])
  expect(shell('tool --password Kx9vBackupQ7')).toEqual([])
})
