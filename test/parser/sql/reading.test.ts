import {expect, test} from 'vitest'
import {makePlan} from '../../../src/model/make-plan.ts'
import type {BlockAction} from '../../../src/model/plan.ts'
import {parseRunbook} from '../../../src/parser/parse.ts'

async function refusalOf(info: string, script: string): Promise<string | undefined> {
  const {runbook} = await parseRunbook('a.md', `# A\n\n\`\`\`${info}\n${script}\n\`\`\`\n`)
  const {steps} = makePlan(runbook, undefined, new Set(['DATABASE_URL']))
  return (steps[0]!.action as BlockAction).refusal
}

test.each(['\\encoding SJIS', "\\encoding 'SJIS'", '\\encoding :other'])(
  '%s is refused: psql would read other quotes',
  async script => {
    const whole = `\\set other SJIS\n${script}\nSELECT 1;`
    expect(await refusalOf('psql', whole)).toMatch(/how the text behind it is read/)
    expect(await refusalOf('psql {write}', whole)).toMatch(/how the text behind it is read/)
  },
)

test('to ask for the encoding is allowed', async () =>
  expect(await refusalOf('psql', '\\encoding\nSHOW client_encoding;')).toBeUndefined())

test.each([
  "SET client_encoding = 'SJIS'",
  'SET LOCAL client_encoding TO SJIS',
  "SET NAMES 'SJIS'",
  'RESET client_encoding',
  'SET standard_conforming_strings = off',
  'RESET standard_conforming_strings',
  'SET backslash_quote = on',
  "SELECT set_config('client_encoding', 'SJIS', false)",
  "SELECT set_config('a.b', 'c', false), pg_catalog.set_config('Standard_Conforming_Strings', 'off', false)",
  "SELECT set_config('client_' || 'encoding', 'SJIS', false)",
  "UPDATE pg_settings SET setting = 'SJIS' WHERE name = 'client_encoding'",
  "ALTER ROLE ada SET client_encoding = 'SJIS'",
])('%s is refused, in psql and in SQL, writing or not', async statement => {
  for (const info of ['psql', 'psql {write}', 'sql', 'sql {write}'])
    expect(await refusalOf(info, `${statement};`)).toMatch(/how the text behind it is read/)
})

test('other settings may be set', async () => {
  for (const info of ['psql', 'sql'])
    expect(await refusalOf(info, "SET statement_timeout = 5; SELECT set_config('a.b', 'c', false);")).toBe(
      undefined,
    )
})

test.each([
  ['COMMIT', '`COMMIT` would undo the transaction that guards the block; leave it out'],
  [
    "SELECT set_config('transaction_read_only', 'off', false)",
    'what `SELECT` sets would undo the transaction that guards the block; leave it out',
  ],
])('%s is refused in SQL: %s', async (statement, refusal) => {
  expect(await refusalOf('sql', `${statement};`)).toBe(refusal)
})
