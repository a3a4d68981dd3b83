import {expect, test} from 'vitest'
import {makePlan} from '../../src/model/make-plan.ts'
import type {BlockAction} from '../../src/model/plan.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

/** The actions of blocks given as attributes and text, as the plan has them. */
async function planned(
  blocks: readonly (readonly [attributes: string, text: string])[],
  known: string[] = [],
) {
  const head = '---\nrunbook:\n  inputs:\n    ticket: {prompt: Which}\n---\n\n# Elsewhere\n\n'
  const text = blocks
    .map(([attributes, script]) => `\`\`\`bash {${attributes}}\n${script}\n\`\`\`\n\n`)
    .join('')
  const {runbook} = await parseRunbook('a.md', head + text)
  return makePlan(runbook, undefined, new Set(known)).steps.map(({action}) => action as BlockAction)
}

const exec = (prefix: string) => `exec="${prefix}"`

test.each([
  ['host=a', 'systemctl status nginx', 'read'],
  ['host=a', 'touch x', 'change'],
  ['host=a', 'cd /usr', 'local'],
  ['host=a', 'rm -rf /var/lib/x', 'destroy'],
  ['host=a', 'some-tool', 'unknown'],
  [exec('kubectl exec -i deploy/api --'), 'ls', 'read'],
  [exec('kubectl exec -i deploy/api --'), 'touch x', 'change'],
  [exec('docker compose exec -T api'), 'rm -rf /data', 'destroy'],
  [exec('sudo -u postgres'), 'ls', 'read'],
  [exec('nobody-knows-this api --'), 'ls', 'unknown'],
  [exec('rm -rf x'), 'ls', 'destroy'],
])('a block with %s that runs %s is %s', async (attributes, text, effect) => {
  expect((await planned([[attributes, text]])).map(action => action.effect)).toEqual([effect])
})

test('a function counts only where it was defined', async () => {
  const actions = await planned([
    ['id=one', 'look() { ls; }'],
    ['host=a', 'look'],
    ['host=b', 'look() { rm -rf /x; }'],
    ['host=b', 'look'],
    ['id=two', 'look'],
  ])
  expect(actions.map(({effect}) => effect).filter((_, index) => index % 2 === 1 || index === 4)).toEqual([
    'unknown',
    'destroy',
    'read',
  ])
})

test('what the environment or a block sets counts only there; elsewhere only inputs are asked for', async () => {
  const actions = await planned(
    [
      ['id=one', 'SET=1; echo "$SET $HERE"'],
      ['host=a', 'echo "$SET $HERE $TICKET"'],
      ['host=a', 'THERE=1'],
      ['host=a', 'echo "$THERE"'],
      ['id=two', 'echo "$THERE $SET"'],
    ],
    ['HERE'],
  )
  expect(actions.map(({needs, variables, there}) => ({needs, variables, there}))).toEqual([
    {needs: [], variables: [], there: undefined},
    {needs: ['TICKET'], variables: ['TICKET'], there: ['SET', 'HERE']},
    {needs: [], variables: [], there: []},
    {needs: [], variables: [], there: ['THERE']},
    {needs: ['THERE'], variables: ['THERE', 'SET'], there: undefined},
  ])
})

test.each([
  ['host=a', 'vim x', /`vim` takes over the terminal: a block with `host` or `exec` has no terminal/],
  ['host=a interactive', 'ls', /marked `interactive`: a block with `host` or `exec` has no terminal/],
  ['host=a background', 'ls', /marked `background`: a block with `host` or `exec` cannot be left running/],
])('a block with %s that runs %s is refused', async (attributes, text, reason) => {
  expect((await planned([[attributes, text]]))[0]!.refusal).toMatch(reason)
})

test('a refusal of what is typed into a session names the attributes that would run it', async () => {
  const [action] = await planned([['id=a', 'ssh web-1\nsystemctl restart nginx']])
  expect(action!.refusal).toBe(
    '`ssh` opens a session, and what stands after it belongs to that session: put it into a block of its own marked `host=NAME` or `exec="PREFIX"`',
  )
})
