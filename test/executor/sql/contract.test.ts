import {keepsTheContract} from '../driver-contract.ts'
import {application, benches, sqlSpec} from './bench.ts'

const openBench = await benches()

keepsTheContract('the SQL driver', async () => {
  const {driver, ask} = await openBench()
  const sleeping = `select count(*) from pg_stat_activity
    where datname = current_database() and application_name like '${application}%' and state = 'active'`
  return {
    driver,
    succeeds: () => sqlSpec('select 1'),
    fails: () => sqlSpec('select 1 / 0'),
    prints: count =>
      sqlSpec(
        [1, 2, 3].map(part => {
          const [from, to] = [Math.floor(((part - 1) * count) / 3) + 1, Math.floor((part * count) / 3)]
          return `select 'line ' || n from generate_series(${from}, ${to}) n`
        }),
      ),
    lasts: timeoutMs => sqlSpec([`select 'begun'`, 'select pg_sleep(60)'], {timeoutMs}),
    lives: async () => (await ask(sleeping))[0] !== '0',
  }
})
