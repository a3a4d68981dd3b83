import {afterAll, beforeAll, expect, test} from 'vitest'
import {type Sandbox, startSandbox} from '../../sandbox/sandbox.ts'
import {caller} from '../sandbox/shell.ts'
import {describeHandbook, done, leave, ranOnly, walk} from '../support/handbook-walk.ts'

describeHandbook(
  'causes that are mended in other ways, by a handbook that nobody wrote for this tool',
  () => {
    let sandbox: Sandbox
    beforeAll(async () => {
      sandbox = await startSandbox()
    })
    afterAll(() => sandbox.stop())

    const signIn = async (provider = 'linkedin') =>
      (await fetch(`${sandbox.urls.frontend}/auth/signin/${provider}`)).text()

    test('sessions that hold every connection are ended once the age in the statement was edited, shown and agreed to', async () => {
      await sandbox.break('connections-exhausted')
      expect(await sandbox.health()).toBe(503)
      const t = await walk(sandbox, '4-database-inaccessible-p0', {
        EDITOR: `sed -i "s/5 minutes/1 millisecond/"`,
      })
      await t.next('│ railway run --environment production psql $DATABASE_URL')
      await t.next('› Run it? y/N')
      t.type('s no session by hand\r')
      await t.next('› 1 takes it, 0 does not')
      t.type('0\r')
      await t.next('handed to railway run --environment production psql $DATABASE_URL')
      await t.next('› Enter runs it')
      t.key('enter')
      await t.next('│ SELECT pg_terminate_backend(pid)')
      await t.next('› Type main to run it')
      expect(await sandbox.health()).toBe(503)
      t.type('e\r')
      await t.next("+AND state_change < NOW() - INTERVAL '1 millisecond';")
      await t.next('› Type main to run it')
      t.type('main\r')
      await t.next('✓ ')
      await leave(t, 'Dashboard → PostgreSQL', 'Vérifier les logs', 'Si corruption')
      await t.next('not run: `rust` is shown, not run')
      expect(await t.exit()).toBe(0)
      await expect.poll(sandbox.health, {timeout: 20_000}).toBe(200)
      await ranOnly(t, `railway run --environment production psql ${sandbox.env.DATABASE_URL}`)
    })

    /** Up to the credentials: nothing is looked at from here. */
    async function toCredentials(t: Awaited<ReturnType<typeof walk>>) {
      for (const command of ['curl -I', 'railway logs', 'vercel env ls']) {
        await t.next(`│ ${command}`)
        await t.next('› Enter runs it')
        t.type('s known\r')
      }
    }

    test('a redirect address that LinkedIn does not know is added by a person, and no command is run', async () => {
      const uri = `${sandbox.urls.frontend}/auth/callback/linkedin`
      await sandbox.break('redirect-mismatch')
      expect(await signIn()).toContain('redirect_uri_mismatch')
      const t = await walk(sandbox, '3-oauth-authentication-failing-p1')
      await toCredentials(t)
      await leave(t, 'Vérifier le status', 'Communiquer', 'Activer les autres')
      await t.next('› 1 takes it, 0 does not')
      t.type('0\r')
      for (const command of ['vercel env add', 'vercel --prod']) {
        await t.next(`│ ${command}`)
        await t.next('› Run it? y/N')
        t.type('s another cause\r')
      }
      await done(t, 'Vérifier les Redirect URIs')
      await t.next("Ajouter l'URI")
      await t.next('› Done?')
      await caller(sandbox, 'dashboard')(`redirect-uri ${uri}`)
      t.type('d\r')
      await t.next('› Enter waits 5 min')
      t.type('s it answers already\r')
      await done(t, 'Tester à nouveau')
      expect(await t.exit()).toBe(0)
      expect(await signIn()).toContain('<h1>Token4Good</h1>')
      await ranOnly(t)
    })

    test('where LinkedIn is down people sign in by another provider, which a person turns on and a deployment brings about', async () => {
      await sandbox.break('provider-down')
      expect(await signIn('t4g')).not.toContain('<h1>Token4Good</h1>')
      const t = await walk(sandbox, '3-oauth-authentication-failing-p1')
      await toCredentials(t)
      await done(t, 'Vérifier le status', 'Communiquer')
      await t.next(/Activer les\s+autres/)
      await t.next('› Done?')
      await caller(sandbox, 'vercel')('env add AUTH_PROVIDERS production --force', 't4g,linkedin')
      t.type('d\r')
      await t.next('› 1 takes it, 0 does not')
      t.type('0\r')
      await t.next('│ vercel env add LINKEDIN_CLIENT_ID production')
      await t.next('› Run it? y/N')
      t.type('s they are right\r')
      await t.next('│ vercel --prod')
      await t.next('› Run it? y/N')
      expect(await signIn('t4g')).not.toContain('<h1>Token4Good</h1>')
      t.type('y\r')
      await leave(t, 'Vérifier les Redirect URIs', "Ajouter l'URI")
      await t.next('› Enter waits 5 min')
      t.type('s another cause\r')
      await done(t, 'Tester à nouveau')
      expect(await t.exit()).toBe(0)
      expect(await signIn('t4g')).toContain('<h1>Token4Good</h1>')
      await ranOnly(t, 'vercel --prod')
    })
  },
)
