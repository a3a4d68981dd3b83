import pc from 'picocolors'
import {expect, test} from 'vitest'
import {renderPlan} from '../../src/report/plan.ts'
import {blockAction as block} from '../support/block-action.ts'
import {backendPlan, planned} from './sample-plan.ts'

const colors = pc.createColors(false)

test('a plan tells every step with its effect and why, what would not run, inputs and databases', async () => {
  await expect(renderPlan(backendPlan, {columns: 80, colors})).toMatchFileSnapshot('expected/plan.txt')
})

test('a secret default and the password of a database are not shown', () =>
  expect(renderPlan(backendPlan, {columns: 80, colors})).not.toContain('hunter2'))

test('a plan without steps says so', () =>
  expect(renderPlan({...backendPlan, steps: [], inputs: [], databases: {}}, {columns: 80, colors})).toBe(
    'Backend down (P0)\nrunbooks/handbook.md#backend-down-p0, environment production\n\n0 steps\n',
  ))

test('a command is verbatim: blanks, blank lines and length are kept', () => {
  const text = `cat <<'E'\n\n  two  blanks ${'x'.repeat(90)}  \nE\n`
  const plan = {...backendPlan, steps: [planned(1, 'Write', block(text))]}
  expect(renderPlan(plan, {columns: 40, colors})).toContain(
    `       cat <<'E'\n\n         two  blanks ${'x'.repeat(90)}  \n       E\n`,
  )
})

test('a plan of very many lines is shown whole', () => {
  const text = 'x\n'.repeat(200_000)
  const plan = {...backendPlan, steps: [planned(1, 'Write', block(text))]}
  expect(renderPlan(plan, {columns: 80, colors}).match(/^ {7}x$/gm)).toHaveLength(200_000)
})

test('colour changes nothing but colour', () => {
  const coloured = renderPlan(backendPlan, {columns: 80, colors: pc.createColors(true)})
  expect(coloured.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderPlan(backendPlan, {columns: 80, colors}))
})

test('what a database’s server must say of itself is told beside its address', () => {
  const target = {database: 'app', recovery: false, cluster: '73'}
  const plan = {...backendPlan, databases: {main: {url: '$DATABASE_URL', target}}}
  expect(renderPlan(plan, {columns: 200, colors})).toContain(
    'main  $DATABASE_URL; before it is changed, its server must say database app, a primary, system identifier 73\n',
  )
})
