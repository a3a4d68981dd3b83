import {describe, expect, test} from 'vitest'
import {describePlan} from '../../src/model/describe-plan.ts'
import {makePlan} from '../../src/model/make-plan.ts'
import {planDocumentSchema} from '../../src/model/plan-document.ts'
import type {Block, Branch, Content, Runbook, Section, Step} from '../../src/model/runbook.ts'
import {noSettings} from '../../src/model/settings.ts'

const point = {line: 3, column: 1, offset: 9}
const place = {start: point, end: point}
const link = {text: 'disk', path: 'disk.md', anchor: undefined, place}
const prose = (text: string): Content => ({type: 'prose', text, place})
const branch = (title: string, content: Content[], more: Partial<Branch> = {}): Branch => ({
  title,
  place,
  link: undefined,
  content,
  ...more,
})

function block(id: string, more: Partial<Block> = {}, step: Partial<Step> = {}): Step {
  const block: Block = {
    language: 'bash',
    text: id,
    fence: undefined,
    kind: 'shell',
    shows: undefined,
    seen: [],
    client: undefined,
    psql: false,
    elsewhere: false,
    kindReason: undefined,
    broken: false,
    script: id,
    attributes: {},
    commands: [],
    placeholders: [],
    standIns: [],
    variables: [],
    nonEmpty: [],
    assigns: [],
    effect: 'read',
    reasons: [],
    interpreter: undefined,
    syntaxError: undefined,
    interactive: undefined,
    endless: undefined,
    ...more,
  }
  return {type: 'block', id, title: id, place, block, ...step} as Step
}

const section = (title: string, content: Content[], more: Partial<Section> = {}): Section => ({
  type: 'section',
  title,
  slug: title.toLowerCase(),
  depth: 2,
  phase: undefined,
  place,
  skip: false,
  conditions: [],
  content,
  ...more,
})

function runbook(content: Content[]): Runbook {
  const whole = section('Doc', content, {depth: 0})
  const procedure = {slug: 'doc', title: 'Doc', severity: undefined, section: whole}
  return {
    path: 'a.md',
    title: 'Doc',
    severity: undefined,
    settings: noSettings,
    section: whole,
    procedures: [procedure],
    links: [link],
  }
}

const choice: Step = {
  type: 'choice',
  id: 'which',
  title: 'Which?',
  place,
  menu: false,
  branches: [
    branch('Pool', [
      block('a', {assigns: ['X'], variables: ['Y']}),
      section('Then', [block('b', {variables: ['X']})]),
      prose('Call.'),
    ]),
    branch('Disk', [block('c', {variables: ['X']})]),
    branch('Other', [prose('See there.')], {link}),
  ],
}

describe('a plan', () => {
  const plan = makePlan(runbook([choice, block('d', {variables: ['X']}), prose('End.')]), undefined)

  test('lists the steps of branches after their choice, numbered as they come, each in its branch', () => {
    expect(plan.steps.map(({number, id, section, branches}) => [number, id, section, branches])).toEqual([
      [1, 'which', [], []],
      [2, 'a', [], [{choice: 'which', branch: 0}]],
      [3, 'b', ['Then'], [{choice: 'which', branch: 0}]],
      [4, 'c', [], [{choice: 'which', branch: 1}]],
      [5, 'd', [], []],
    ])
    expect(plan.steps[0]!.action).toEqual({
      kind: 'choice',
      menu: false,
      branches: [
        {title: 'Pool', link: undefined, steps: ['a', 'b'], prose: 'Call.'},
        {title: 'Disk', link: undefined, steps: ['c'], prose: ''},
        {title: 'Other', link, steps: [], prose: 'See there.'},
      ],
    })
  })

  test('keeps the words of a branch in it', () =>
    expect([plan.steps.map(step => step.prose).join(''), plan.epilogue]).toEqual(['', 'End.']))

  test('does not count on what another branch would set', () => {
    const needs = plan.steps.flatMap(({id, action}) => ('needs' in action ? [[id, action.needs]] : []))
    expect(Object.fromEntries(needs)).toEqual({a: ['Y'], b: [], c: ['X'], d: []})
    expect(plan.inputs.map(({name}) => name)).toEqual(['Y', 'X'])
  })

  test('passes on what the author says of a section to all below it, also into branches', () => {
    const [step] = makePlan(
      runbook([section('S', [choice], {skip: true, conditions: [{step: 'x', state: 'met'}]})]),
      undefined,
    ).steps.slice(-1)
    expect(step).toMatchObject({id: 'c', skip: 'marked `skip`', conditions: [{step: 'x', state: 'met'}]})
  })
})

test('the plan as JSON describes waits, choices, branches and links, and is of its schema', () => {
  const wait: Step = {type: 'wait', id: 'pause', title: 'Wait', place, leastMs: 1000, mostMs: 2000}
  const fenced = block(
    'e',
    {fence: {place, part: 1, of: 2}, seen: [{text: 'up', place}], client: 'psql', attributes: {timeoutMs: 5}},
    {if: {step: 'pause', state: 'met'}, skip: true},
  )
  const book = runbook([wait, choice, fenced])
  const plan = describePlan({
    runbook: book,
    procedures: book.procedures,
    messages: [],
    sha256: 'ab',
    known: new Set(),
  })
  expect(planDocumentSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan)
  const described = {text: 'disk', path: 'disk.md', anchor: null, place}
  const base = {procedure: 'doc', section: [], phase: null, place, skip: null, conditions: [], within: []}
  expect(plan.links).toEqual([described])
  expect(plan.steps).toEqual([
    {
      ...base,
      id: 'pause',
      number: 1,
      title: 'Wait',
      kind: 'wait',
      least_ms: 1000,
      most_ms: 2000,
      menu: null,
      branches: null,
    },
    {
      ...base,
      id: 'which',
      number: 2,
      title: 'Which?',
      kind: 'choice',
      least_ms: null,
      most_ms: null,
      menu: false,
      branches: [
        {title: 'Pool', steps: ['a', 'b'], link: null},
        {title: 'Disk', steps: ['c'], link: null},
        {title: 'Other', steps: [], link: described},
      ],
    },
  ])
  expect(plan.blocks.map(({id, within}) => [id, within])).toEqual([
    ['a', [{choice: 'which', branch: 1}]],
    ['b', [{choice: 'which', branch: 1}]],
    ['c', [{choice: 'which', branch: 2}]],
    ['e', []],
  ])
  expect(plan.blocks.at(-1)).toMatchObject({
    number: 6,
    skip: 'marked `skip`',
    conditions: [{step: 'pause', state: 'met'}],
    fence: {place, part: 1, of: 2},
    seen: [{text: 'up', place}],
    client: 'psql',
    attributes: {timeout_ms: 5},
  })
})

test('what a block sets, and a later one hands to what may read it as code, is given plain words only', () => {
  const gap = {name: 'n'} as Block['placeholders'][number]
  const interpreters = (...steps: Step[]) =>
    makePlan(runbook([section('Do', steps)]), undefined).steps.map(({action}) =>
      'interpreter' in action ? action.interpreter : undefined,
    )
  expect(
    interpreters(
      block('a=<n>', {assigns: ['a'], placeholders: [gap]}),
      block('b="$a"', {assigns: ['b'], variables: ['a']}),
      block('c="$a"', {assigns: ['c'], variables: ['a']}),
      block('((b > 3))', {variables: ['b'], interpreter: '(('}),
      block('d=<n>', {assigns: ['d'], placeholders: [gap]}),
    ),
  ).toEqual(['((', '((', undefined, '((', undefined])
})

test('what is assigned to a variable that another block declared a number is given plain words only', () => {
  const gap = {name: 'n'} as Block['placeholders'][number]
  const {steps} = makePlan(
    runbook([
      section('Do', [
        block('declare -gi n', {assigns: ['n'], interpreter: 'declare'}),
        block('n=<n>', {assigns: ['n'], placeholders: [gap]}),
      ]),
    ]),
    undefined,
  )
  expect(steps.map(({action}) => 'interpreter' in action && action.interpreter)).toEqual([
    'declare',
    'declare',
  ])
})

test('words of sections without steps come with the titles of these sections', () => {
  const plan = makePlan(
    runbook([
      prose('Before all.'),
      section('Symptoms', [prose('It is slow.'), prose('It is down.')]),
      section('Diagnosis', [prose('Look first.'), block('a'), prose('Then think.')]),
      section('Escalation', [prose('Call Bob.')]),
    ]),
    undefined,
  )
  expect(plan.steps.map(step => step.prose)).toEqual([
    'Before all.\n\n**Symptoms**\n\nIt is slow.\n\nIt is down.\n\n**Diagnosis**\n\nLook first.',
  ])
  expect(plan.epilogue).toBe('Then think.\n\n**Escalation**\n\nCall Bob.')
})
