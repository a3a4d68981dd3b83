import pc from 'picocolors'
import {expect, test} from 'vitest'
import type {PendingChange} from '../../src/model/driver.ts'
import {renderChange} from '../../src/report/change-screen.ts'

const style = {columns: 200, colors: pc.createColors(false)}
const change: PendingChange = {
  statements: [{command: 'UPDATE', affected: 3, sample: undefined}],
  locks: [],
  waiting: [],
  elapsedMs: 20,
  heldMs: 300_000,
}

test.each([
  [undefined, /the server rolls it back after 5 min/],
  ['mysql', /how many rows would change, not which, and no locks[\s\S]*it is rolled back after 5 min/],
  ['sqlite', /Nobody else can write to this database[\s\S]*it is rolled back after 5 min/],
] as const)('what a change in %s cannot tell is said', (system, text) => {
  expect(renderChange({...change, ...(system ? {system} : {})}, 'main', style)).toMatch(text)
})
