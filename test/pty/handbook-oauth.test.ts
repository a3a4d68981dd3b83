import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {dataOf, onlyRun} from '../cli/record.ts'
import {caller} from '../sandbox/shell.ts'
import {describeHandbook, done, leave, ranOnly, read, walk, watch} from '../support/handbook-walk.ts'

describeHandbook('signing in, by a handbook that nobody wrote for this tool', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox()
  })
  afterAll(() => sandbox.stop())

  const signIn = async () => (await fetch(`${sandbox.urls.frontend}/auth/signin/linkedin`)).text()

  test('a client secret is replaced: what the document gives is edited, shown again and agreed to before it runs', async () => {
    await sandbox.break('wrong-client-secret')
    expect(await signIn()).toContain('invalid_client')
    const {stdout: secret} = await caller(sandbox, 'dashboard')('client-secret')
    const t = await walk(sandbox, '3-oauth-authentication-failing-p1', {
      EDITOR: `sed -i -e '/CLIENT_ID/d' -e 's/production$/production --force/'`,
    })
    await t.next('│ curl -I "https://t4g.dazno.de/auth/callback/linkedin')
    await t.next('› Enter runs it')
    t.type('s not from a test\r')
    await watch(
      t,
      'railway logs --environment production | grep "OAuth"',
      'railway logs --environment production',
    )
    await read(t, 'vercel env ls --environment production | grep LINKEDIN')
    await leave(t, 'Vérifier le status', 'Communiquer', 'Activer les autres')
    await t.next('› 1 takes it, 0 does not')
    t.type('0\r')
    await t.next('│ vercel env add LINKEDIN_CLIENT_ID production')
    await t.next('› Run it? y/N')
    t.type('e\r')
    await t.next('+vercel env add LINKEDIN_CLIENT_SECRET production --force')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('value of LINKEDIN_CLIENT_SECRET?')
    t.type(`${secret}\r`)
    await t.next('Added Environment Variable LINKEDIN_CLIENT_SECRET')
    await t.next('│ vercel --prod')
    await t.next('› Run it? y/N')
    t.type('y\r')
    await t.next('✓ ')
    await leave(t, 'Vérifier les Redirect URIs', "Ajouter l'URI")
    await t.next('› Enter waits 5 min')
    t.type('s another cause\r')
    await done(t, 'Tester à nouveau')
    expect(await t.exit()).toBe(0)
    expect(await signIn()).toContain('<h1>Token4Good</h1>')
    const run = await onlyRun(t.dir)
    const ran = dataOf(run, 'step.started').filter(({kind}) => kind === 'shell')
    expect(ran.map(({effect}) => effect)).toEqual(['read', 'read', 'change', 'change'])
    expect(dataOf(run, 'step.edited')).toHaveLength(1)
    await ranOnly(
      t,
      'railway logs --environment production',
      'vercel env ls --environment production',
      'railway variables --environment production',
      'vercel env add LINKEDIN_CLIENT_SECRET production --force',
      'vercel --prod',
    )
  })
})
