import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {dataOf, onlyRun} from '../cli/record.ts'
import {agree, describeHandbook, ranOnly, walk} from '../support/handbook-walk.ts'

describeHandbook('what stands beside the procedures of a handbook that nobody wrote for this tool', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  const maintenance = [
    'Notification préalable',
    'Backup database',
    'Mode maintenance activé',
    'Opération effectuée',
    'Vérifications post',
    'Mode maintenance désactivé',
    'Communication fin',
  ]
  const incident = [
    'Incident détecté',
    'Priorité assignée',
    'Communication initiale',
    'Investigation',
    'Logs consultés',
    'Métriques',
    'Cause',
    'Solution',
    'Service vérifié',
    'Monitoring post-résolution',
    'Post-mortem',
    'Communication de résolution',
  ]
  const deployment = [
    'Tests locaux',
    'Build local',
    'Code review',
    'Changelog',
    "Variables d'environnement",
    'Backup database',
    'Déploiement déclenché',
    'Health checks',
    'Logs surveillés',
    'Tests post-deploy',
    'Métriques normales',
    'Communication aux',
  ]
  test.each([
    ['checklist-incident', incident],
    ['checklist-déploiement', deployment],
    ['checklist-maintenance', maintenance],
  ])('%s is ticked item by item, each for itself, and runs nothing', async (slug, items) => {
    const t = await walk(sandbox, slug)
    for (const [at, item] of items.entries()) {
      await t.next(item)
      await t.next('› Done?')
      if (at > 0) {
        t.type('d\r')
        continue
      }
      t.key('enter')
      await t.next('Nothing was done.')
      await t.next('› Done?')
      t.type('n not here\r')
    }
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    const states = dataOf(await onlyRun(t.dir), 'checklist.changed').map(({state}) => state)
    expect(states).toEqual(['not-applicable', ...items.slice(1).map(() => 'done')])
    await ranOnly(t)
  })

  test('quick commands are a menu: only what was picked is run, and what never ends is not begun', async () => {
    await sandbox.break('backend-crashed')
    const t = await walk(sandbox, 'commandes-rapides')
    await t.next('6  Variables')
    await t.next('› Which')
    t.type('1 2 3\r')
    await t.next('│ railway status --environment production')
    await t.next('› Enter runs it')
    t.key('enter')
    await t.next('Status: crashed')
    await t.next('│ railway logs --follow')
    await t.next('does not end by itself')
    await t.next('› ')
    t.type('s in another window\r')
    await t.next('│ railway restart --environment production')
    await agree(t)
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    expect(await sandbox.health()).toBe(200)
    await ranOnly(
      t,
      'railway status --environment production',
      'vercel ls',
      'railway restart --environment production',
      'vercel --prod',
    )
  })

  test('whom to call stands at every question of an incident, outside of its own section too', async () => {
    const t = await walk(sandbox, '1-backend-railway-down-p0')
    await t.next('› Enter runs it')
    t.type('contacts\r')
    await t.next('cto@token4good.com')
    await t.next('https://help.railway.app')
    await t.next('› Enter runs it')
    t.type('q\r')
    expect(await t.exit()).toBe(1)
    await ranOnly(t)
  })

  test.each(['niveaux-descalade', 'dashboards'])('%s has nothing to run, and says so', async slug => {
    const t = await walk(sandbox, slug)
    await t.next('nothing to run was found in this section')
    expect(await t.exit()).toBe(2)
    expect(t.calls()).toEqual([])
  })
})
