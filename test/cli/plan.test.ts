import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {planDocumentSchema} from '../../src/model/plan-document.ts'
import {cli} from '../support/cli.ts'
import {database} from '../support/postgres.ts'

const root = join(import.meta.dirname, '../..')
const handbook = join(root, '../shared/handbook/token4good.md')

const document = `---
title: Move the service
runbook:
  severity: P2
  owner: ops
  environment: staging
---

# Move the service

## Diagnosis

\`\`\`bash {id=look}
kubectl get pods
kubectl logs <pod> | tail
\`\`\`

\`\`\`yaml
replicas: 3
\`\`\`

## Resolution

\`\`\`bash {id=drop}
kubectl delete pod <pod>
\`\`\`

- [ ] Tell the team
`

describe('plan --json', () => {
  test('lists every block with its place, commands, gaps, effect and reasons, and runs nothing', async () => {
    const {stdout} = await cli('plan', 'a.md', '--json').file('a.md', document).stdout(/./).exits(0)
    const plan = planDocumentSchema.parse(JSON.parse(stdout))
    expect(plan.runbook).toMatchObject({
      path: 'a.md',
      title: 'Move the service',
      severity: 'P2',
      owner: 'ops',
      environment: 'staging',
      opted_in: true,
    })
    expect(plan.blocks.map(({id, kind, effect, place}) => [id, kind, effect, place.start.line])).toEqual([
      ['look', 'shell', 'read', 13],
      [expect.any(String), 'show', 'unknown', 18],
      ['drop', 'shell', 'destroy', 24],
    ])
    const [look, shown, drop] = plan.blocks
    expect(
      look!.commands.map(({name, text, effect, place}) => [name, text, effect, place.start.line]),
    ).toEqual([
      ['kubectl get', 'kubectl get pods', 'read', 14],
      ['kubectl logs', 'kubectl logs <pod> | tail', 'read', 15],
    ])
    expect(look!.placeholders.map(({name, text, place}) => [name, text, place.start.line])).toEqual([
      ['pod', '<pod>', 15],
    ])
    expect(look!.needs).toEqual(['pod'])
    expect(shown).toMatchObject({
      language: 'yaml',
      script: '',
      text: 'replicas: 3',
      refusal: expect.any(String),
    })
    expect(drop!.reasons[0]).toMatchObject({
      effect: 'destroy',
      text: expect.stringContaining('kubectl delete'),
    })
    expect(plan.steps.map(({title, kind, place}) => [title, kind, place.start.line])).toEqual([
      ['Tell the team', 'checklist', 28],
    ])
    for (const {place, text} of plan.blocks) {
      expect(document.slice(place.start.offset, place.end.offset)).toContain(text)
    }
  })

  test('holds the complaints with their places, and exits with 2 when one is an error', async () => {
    const {stdout} = await cli('plan', 'a.md', '--json')
      .file('a.md', document.replace('{id=look}', '{id=look timout=1s}'))
      .stdout(/./)
      .exits(2)
    const {messages} = planDocumentSchema.parse(JSON.parse(stdout))
    expect(messages).toMatchObject([
      {rule: 'block-attributes', fatal: true, place: {start: {line: 13, column: 18}}},
    ])
  })
})

test('a plan says where an unfilled gap is, what is destroyed, and what is only shown', () =>
  cli('plan', 'a.md')
    .file('a.md', document)
    .stdout(`Move the service (P2)
a.md, environment staging

4 steps: 1 read, 1 destroy, 1 not runnable; 1 checklist item; inputs needed: pod

Diagnosis

  1. Diagnosis
     bash, read: \`kubectl get\`, \`kubectl logs\`, \`tail\` only read; line 13
     needs pod
       kubectl get pods
       kubectl logs <pod> | tail

  2. Diagnosis
     shown (yaml); line 18
     would not run: \`yaml\` is shown, not run
       replicas: 3

Resolution

  3. Resolution
     bash, destroy: \`kubectl delete\` deletes what it names; line 24
     needs pod
       kubectl delete pod <pod>

  4. Tell the team
     checklist item, answered by a person; line 28

Inputs
  pod  placeholder
`)
    .exits(0))

describe.skipIf(!existsSync(handbook))('a handbook that nobody wrote for this tool', () => {
  const text = existsSync(handbook) ? readFileSync(handbook, 'utf8') : ''
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  const fences = [...text.matchAll(/^```\w+\n[\s\S]*?^```$/gm)].map(
    ({index, 0: fence}) => [lineOf(index), lineOf(index + fence.length)] as const,
  )

  test('is understood whole: every fence, procedure and checklist item', async () => {
    const {stdout} = await cli('plan', handbook, '--json').stdout(/./).exits(0)
    const plan = planDocumentSchema.parse(JSON.parse(stdout))
    const lines = [...plan.blocks, ...plan.steps].map(({place}) => place.start.line)
    expect([
      fences.length,
      fences.filter(([from, to]) => !lines.some(line => line >= from && line <= to)),
    ]).toEqual([24, []])
    expect(new Set(plan.blocks.map(({id}) => id)).size).toBe(plan.blocks.length)
    const items = (slug: string) =>
      plan.steps.filter(step => step.procedure === slug && step.kind === 'checklist')
    const checklists = plan.procedures.filter(({slug}) => slug.startsWith('checklist'))
    expect(checklists.map(({slug}) => [slug, items(slug).length])).toEqual([
      ['checklist-incident', 12],
      ['checklist-déploiement', 12],
      ['checklist-maintenance', 7],
    ])
    const others = plan.procedures.filter(({slug}) => !slug.startsWith('checklist')).map(({slug}) => slug)
    expect(others).toEqual([
      '1-backend-railway-down-p0',
      '2-frontend-vercel-down-p0',
      '3-oauth-authentication-failing-p1',
      '4-database-inaccessible-p0',
      '5-high-error-rate-p1',
      '6-slow-performance-p2',
      'déploiement-production',
      'mise-à-jour-variables-denvironnement',
      'backup-et-restore-database',
      'migration-database',
      'rotation-des-secrets',
      'scaling',
      'commandes-rapides',
    ])
    expect(
      plan.blocks.filter(({effect}) => effect === 'destroy').map(({place}) => place.start.line),
    ).not.toEqual([])
  })

  test('prints for a person', async () => {
    const {stdout} = await cli('plan', handbook)
      .stdout(/./)
      .stderr(() => true)
      .exits(0)
    expect(stdout).toContain('#4-database-inaccessible-p0\n')
  })
})

describe('plan --check', () => {
  const sql = (...texts: string[]) => texts.map(text => `\`\`\`sql\n${text}\n\`\`\`\n`).join('\n')

  test('asks the database what it would do, runs nothing, and fails for SQL that it refuses', async () => {
    const DATABASE_URL = await database()
    const text = sql(
      'create table t (id int)',
      'select oid from pg_class',
      'select :oid::int',
      'select nme from pg_class',
    )
    const {stdout} = await cli('plan', '--check', 'a.md')
      .file('a.md', `# Look\n\n${text}`)
      .env({DATABASE_URL})
      .stdout(/Checked on the databases, without running anything:/)
      .exits(1)
    expect(stdout).toContain('  ✓ 1 Look\n      create table: no plan\n')
    expect(stdout).toMatch(/ {2}✓ 2 Look\n {6}[\w ]*Scan .*on pg_class/)
    expect(stdout).toContain('  ? 3 Look\n      not checked: :oid has no value yet\n')
    expect(stdout).toContain('  ✗ 4 Look\n      ERROR 42703: column "nme" does not exist\n')
    await cli('plan', '--check', 'a.md')
      .file('a.md', sql(`select to_regclass('t') is null`))
      .env({DATABASE_URL})
      .stdout(/✓ 1/)
      .exits(0)
  })

  test('says that a database cannot be reached, which is no fault of the SQL, without its password', async () => {
    const {stdout} = await cli('plan', '--check', 'a.md')
      .file('a.md', sql('select 1'))
      .env({DATABASE_URL: 'postgres://ada:sekrit-word@127.0.0.1:1/app'})
      .stdout(/not checked: database `main` does not answer/)
      .exits(0)
    expect(stdout).not.toContain('sekrit-word')
  })
})
