import {describe} from 'vitest'
import {hasMariadb} from '../../support/mariadb-server.ts'
import {keepsTheContract} from '../driver-contract.ts'
import {openMysql} from './mysql-bench.ts'

describe.skipIf(!hasMariadb)('with a MariaDB server', () => {
  keepsTheContract('the MySQL driver', async () => {
    const {driver, spec, runs} = await openMysql()
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
      lives: () => runs('SELECT SLEEP(60)'),
    }
  })
})
