import {afterAll, describe} from 'vitest'
import {hasMariadb} from '../../support/mariadb-server.ts'
import {keepsTheContract} from '../driver-contract.ts'
import {openMysql, stopServer} from './mysql-bench.ts'

afterAll(stopServer)

describe.skipIf(!hasMariadb)('with a MariaDB server', () => {
  keepsTheContract('the MySQL driver', async () => {
    const {driver, spec, ask} = await openMysql()
    const sleeping = `SELECT COUNT(*) FROM information_schema.processlist WHERE db = 'app' AND id <> CONNECTION_ID() AND command = 'Query' AND info LIKE '%SLEEP%'`
    return {
      driver,
      succeeds: () => spec('SELECT 1'),
      fails: () => spec('SELECT nothing'),
      prints: count =>
        spec(
          [1, 2, 3].map(part => {
            const [from, to] = [Math.floor(((part - 1) * count) / 3) + 1, Math.floor((part * count) / 3)]
            return `SELECT CONCAT('line ', seq) FROM seq_${from}_to_${to}`
          }),
        ),
      lasts: timeoutMs => spec([`SELECT 'begun'`, 'SELECT SLEEP(60)'], {timeoutMs}),
      lives: async () => (await ask(sleeping))[0] !== '0',
    }
  })
})
