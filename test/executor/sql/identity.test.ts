import {expect, test} from 'vitest'
import {otherServer} from '../../../src/executor/sql/identity.ts'
import type {ServerIdentity} from '../../../src/model/driver.ts'

const before: ServerIdentity = {
  database: 'app',
  user: 'ops',
  server: '10.0.0.5:5432',
  version: '18.4',
  recovery: false,
  cluster: '7711',
  timeline: '00000001',
}
const same = 'app at 10.0.0.5:5432 as ops, primary'

test.each<[Partial<ServerIdentity>, string | undefined]>([
  [{version: '18.5'}, undefined],
  [{database: 'b'}, `b at 10.0.0.5:5432 as ops, primary instead of ${same}`],
  [{server: '10.0.0.6:5432'}, `app at 10.0.0.6:5432 as ops, primary instead of ${same}`],
  [{recovery: true}, `app at 10.0.0.5:5432 as ops, standby instead of ${same}`],
  [{cluster: '8822'}, `${same} as before, but of another cluster (system identifier 8822 instead of 7711)`],
  [
    {timeline: '00000002'},
    `${same} as before, but on another timeline (00000002 instead of 00000001): a standby was promoted`,
  ],
])('a server that now says %j is another one: %s', (change, words) => {
  expect(otherServer({...before, ...change}, before)).toBe(words)
})

test('a server that tells its cluster no longer is not taken for the same', () => {
  const {cluster: _, ...silent} = before
  expect(otherServer(silent, before)).toContain('system identifier not told instead of 7711')
})
