import {test as always, expect} from 'vitest'
import {makePlan} from '../../../src/model/make-plan.ts'
import type {BlockAction} from '../../../src/model/plan.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'
import {onPath} from '../../support/installed.ts'
import {benches} from './bench.ts'

const openBench = await benches()

const test = always.skipIf(!onPath('psql'))
const go = 'COMMIT; BEGIN READ WRITE; CREATE TABLE t (); COMMIT'

async function read(script: string): Promise<BlockAction> {
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`psql\n${script}\n\`\`\`\n`)
  return makePlan(runbook, undefined, new Set(['DATABASE_URL'])).steps[0]!.action as BlockAction
}

test.each([
  `\\set x '${go}'\n:x;`,
  `\\set x COMMIT\n:x;\n\\set y 'BEGIN READ WRITE'\n:y;\nCREATE TABLE t ();\n:x;`,
  '\\set select COMMIT\n:select;\n\\set select BEGIN\n:select READ WRITE;\nCREATE TABLE t ();\n\\set select COMMIT\n:select;',
  `\\set x '1; ${go}'\nSELECT :x;`,
  `SELECT '${go}' AS x \\gset\n:x;`,
  `SELECT unnest(string_to_array('${go}', '; ')) \\gexec`,
  `\\set 2 '2]; ${go}; SELECT (array[1])[1'\nSELECT (array[1])[1:2];`,
  `\\set e\nSELECT 1 /:e* ' */; ${go}; -- ';`,
  `\\set n 5\n\\set 'n' '1; ${go}'\nSELECT :n;`,
  `\\set v n\n\\set n 5\n\\set :v '1; ${go}'\nSELECT :n;`,
  `\\set é '${go}'\n\\r\n:é;`,
  `\\copy (SELECT 1) TO stdout csv; ${go}`,
  `DO $$ BEGIN PERFORM set_config('standard_' || 'conforming_strings', 'off', false); END $$;\nSELECT 'a\\', '; ${go}; --';`,
  `SELECT 1 \\; ${go};`,
  `\\set 'ON_ERROR_STOP' off\nCOPY missing FROM STDIN;\n${go};\n\\.\n`,
  '\\c\nSET default_transaction_read_only = off; CREATE TABLE t ();',
  '\\! psql -c "SET default_transaction_read_only = off" -c "CREATE TABLE t ()"',
  '\\echo `psql -c "SET default_transaction_read_only = off" -c "CREATE TABLE t ()"`',
])('%j would write although it is not marked so, and is refused', async script => {
  const bench = await openBench()
  await bench.run([], {psql: {script, variables: {}}})
  expect(await bench.ask(`select to_regclass('t') is not null`)).toEqual(['true'])
  expect((await read(script)).refusal).toBeDefined()
})

always.each([
  '\\i x.sql',
  '\\ir x.sql',
  '\\o |psql',
  '\\setenv PGOPTIONS x',
  '\\nonsense',
  "SELECT E'あ\\' ';",
])('%j is refused, as what runs cannot be read before', async script =>
  expect((await read(script)).refusal).toMatch(/psql could not be kept from writing/),
)

always.each([
  '\\set n 5\nSELECT * FROM t WHERE a = :n::int LIMIT :n;',
  '\\set name users\nSELECT * FROM public.:name;',
  "\\set v 'any; text'\nSELECT :'v';",
  'SELECT (array[1])[1:2] \\gx',
  "\\copy (SELECT 1) to stdout with (format csv, delimiter ';');",
])('%j cannot leave its transaction, and runs', async script =>
  expect((await read(script)).refusal).toBeUndefined(),
)
