import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {agree, describeHandbook, done, leave, ranOnly, read, walk} from '../support/handbook-walk.ts'

describeHandbook('an incident, by a handbook that nobody wrote for this tool', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  test('a backend that crashed is restarted, and nothing else is done', async () => {
    await sandbox.break('backend-crashed')
    const t = await walk(sandbox, '1-backend-railway-down-p0')
    for (const command of [
      'railway status --environment production',
      'railway logs --environment production',
    ])
      await read(t, command)
    await t.next('Vérifier les métriques')
    await t.next('› Done?')
    t.type('d\r')
    await t.next('Si le service est crashed')
    await t.next('› Which one?')
    t.type('1\r')
    await t.next('│ railway restart --environment production')
    await t.next('destroy: ')
    await t.next('› Type ')
    t.type('y\r')
    await t.next('“y” means nothing here')
    await agree(t)
    for (const said of ['Slack', 'Status page', 'Après résolution']) {
      await t.next(said)
      await t.next('› Done?')
      t.type('d\r')
    }
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    expect(await sandbox.health()).toBe(200)
    await ranOnly(
      t,
      'railway status --environment production',
      'railway logs --environment production --lines 100',
      'railway restart --environment production',
    )
  })

  test('pages that fail are rolled back, and what follows a log for ever is left out', async () => {
    await sandbox.break('frontend-broken')
    const t = await walk(sandbox, '2-frontend-vercel-down-p0')
    await t.next('│ vercel ls')
    await t.next('› Enter runs it')
    t.key('enter')
    await t.next('│ vercel logs --follow')
    await t.next('› Enter runs it')
    t.type('s not needed\r')
    await done(t, 'Vérifier le build')
    await t.next('OU rollback immédiat')
    await t.next('› Which one?')
    t.type('2\r')
    await t.next('Value for previous-deployment-url')
    t.type('t4g-dapp-7f3k2a9xq\r')
    await t.next('│ vercel rollback')
    await agree(t)
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    expect((await fetch(sandbox.urls.frontend)).status).toBe(200)
    await ranOnly(t, 'vercel ls', 'vercel rollback t4g-dapp-7f3k2a9xq')
  })

  test('wallets work again in fallback mode', async () => {
    await sandbox.break('external-api-down')
    const t = await walk(sandbox, '5-high-error-rate-p1')
    await t.next('│ railway logs --environment production | grep ERROR')
    await t.next('› Enter runs it')
    t.key('enter')
    await done(t, 'Consulter Vercel Analytics')
    await t.next('│ vercel logs | grep')
    await t.next('› Enter runs it')
    t.key('enter')
    await leave(t, 'Reproduire', 'Fix immédiat', 'Hotfix', 'Monitoring')
    await t.next('│ curl -I https://api.dazno.de/health')
    await t.next('› Enter runs it')
    t.type('s not from a test\r')
    await t.next('› 1 takes it, 0 does not')
    t.type('1\r')
    await t.next('│ railway variables set DAZNO_FALLBACK_MODE=true')
    await agree(t)
    await done(t, 'Vérifier métriques', 'Scaler', 'Railway: ')
    await t.next('Run: success')
    expect(await t.exit()).toBe(0)
    expect((await fetch(`${sandbox.urls.api}/wallet`)).status).toBe(200)
    await ranOnly(
      t,
      'railway logs --environment production',
      'vercel logs',
      'railway variables set DAZNO_FALLBACK_MODE=true --environment production',
      'railway restart --environment production',
    )
  })
})
