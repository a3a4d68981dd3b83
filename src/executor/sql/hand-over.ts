import type {DriverResult, StepIo} from '../../model/driver.ts'
import type {QueryEnd} from './query.ts'

/** Whether a statement counts the rows that it changed. */
export function countsRows({command}: QueryEnd): boolean {
  return /^(INSERT|UPDATE|DELETE|MERGE|COPY|REPLACE|LOAD)$/.test(command)
}

/** Hands over what a statement gave, and keeps its facts; `show` unless its rows were only asked for as a sample. */
export async function handOver(
  end: QueryEnd,
  show: boolean,
  facts: Pick<DriverResult, 'rows' | 'affected' | 'value'>,
  io: Omit<StepIo, 'signal'>,
): Promise<void> {
  const {table, count, command} = end
  if (show && table.columns.length > 0) {
    facts.rows = table.total
    delete facts.value
    const only = table.total === 1 && table.columns.length === 1 ? table.rows[0]![0] : null
    if (only !== null && only !== undefined) facts.value = only
    await io.table(table)
  }
  if (countsRows(end)) {
    facts.affected = (facts.affected ?? 0) + (count ?? 0)
    await io.write(Buffer.from(`${command}: ${count ?? 0} ${count === 1 ? 'row' : 'rows'}\n`), 'stdout')
  } else if (table.columns.length === 0) await io.write(Buffer.from(`${command}\n`), 'stdout')
}
