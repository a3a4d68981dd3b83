import {expect, test} from 'vitest'
import type {Effect} from '../../../src/model/effect.ts'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'
import {loadSql} from '../../../src/parser/sql/analyse.ts'
import {sqlEffect} from './expect-effects.ts'

const analyseSql = await loadSql()

// The commands of the handbook's blocks in its order, with their gaps filled; comments that say nothing to bash are left out.
const blocks: [number, Effect, string][] = [
  [
    1,
    'read',
    `railway status --environment production
railway logs --environment production --lines 100`,
  ],
  [
    2,
    'destroy',
    `railway restart --environment production
railway run --environment production psql $DATABASE_URL
SELECT count(*) FROM pg_stat_activity;`,
  ],
  [
    3,
    'destroy',
    `railway deployments --environment production
railway rollback --environment production xdeploymentxidx`,
  ],
  [
    4,
    'read',
    `vercel ls
vercel logs --follow`,
  ],
  [
    5,
    'destroy',
    `cd apps/dapp
npm run build
git add .
git commit -m "fix: resolve build error"
git push origin main
vercel rollback xpreviousxdeploymentxurlx`,
  ],
  [
    6,
    'destroy',
    `vercel ls --environment production
vercel promote xdeploymentxurlx`,
  ],
  [
    7,
    'read',
    `curl -I "https://t4g.dazno.de/auth/callback/linkedin?code=test&state=test"
railway logs --environment production | grep "OAuth"
vercel env ls --environment production | grep LINKEDIN
railway variables --environment production | grep JWT`,
  ],
  [
    8,
    'change',
    `vercel env pull .env.production
vercel env add LINKEDIN_CLIENT_ID production
vercel env add LINKEDIN_CLIENT_SECRET production
vercel --prod`,
  ],
  [
    9,
    'read',
    `railway run --environment production psql $DATABASE_URL
SELECT count(*) FROM pg_stat_activity;`,
  ],
  [
    12,
    'read',
    `railway logs --environment production | grep ERROR | sort | uniq -c | sort -nr
vercel logs | grep "500" | awk '{print $5}' | sort | uniq -c | sort -nr`,
  ],
  [
    13,
    'destroy',
    `curl -I https://api.dazno.de/health
railway variables set DAZNO_FALLBACK_MODE=true --environment production
railway restart --environment production`,
  ],
  [
    14,
    'unknown',
    `curl -w "@curl-format.txt" -o /dev/null -s https://t4g.dazno.de/
time_namelookup:  %{time_namelookup}\\n
time_connect:  %{time_connect}\\n
time_appconnect:  %{time_appconnect}\\n
time_starttransfer:  %{time_starttransfer}\\n
time_total:  %{time_total}\\n`,
  ],
  [
    15,
    'change',
    `railway run --environment production psql $DATABASE_URL
SELECT query, mean_exec_time, calls 
FROM pg_stat_statements 
ORDER BY mean_exec_time DESC 
LIMIT 10;
CREATE INDEX idx_users_email ON users(email);`,
  ],
  [
    16,
    'change',
    `git push origin main
railway status --environment production
railway logs --follow --environment production
vercel ls
vercel logs --follow
curl https://apirust-production.up.railway.app/health
curl https://t4g.dazno.de/`,
  ],
  [
    17,
    'destroy',
    `railway variables set JWT_SECRET=new_secret --environment production
railway variables --environment production
railway restart --environment production`,
  ],
  [
    18,
    'change',
    `vercel env add NEXT_PUBLIC_API_URL production
vercel env ls --environment production
vercel --prod`,
  ],
  [
    19,
    'local',
    `railway run --environment production pg_dump $DATABASE_URL > backup_$(date +%Y%m%d).sql
railway run --environment production pg_dump $DATABASE_URL -t users > backup_users.sql`,
  ],
  [
    20,
    'destroy',
    `railway run --environment production psql $DATABASE_URL < backup_20260216.sql
railway run --environment production psql $DATABASE_URL < backup_users.sql`,
  ],
  [
    21,
    'unknown',
    `cd token4good-backend
sqlx migrate add xdescriptionx
vim migrations/xtimestampx_xdescriptionx.sql
sqlx migrate run --database-url $DATABASE_URL_LOCAL
railway run --environment production pg_dump $DATABASE_URL > backup_pre_migration.sql
railway run --environment production sqlx migrate run
railway run --environment production psql $DATABASE_URL
\\dt  # Lister les tables
SELECT * FROM _sqlx_migrations;  # Vérifier la migration`,
  ],
  [
    23,
    'destroy',
    `openssl rand -base64 32
railway variables set JWT_SECRET=xnouveau_secretx --environment production
vercel env add NEXTAUTH_SECRET production
railway restart --environment production
vercel --prod`,
  ],
  [
    24,
    'destroy',
    `railway status --environment production
vercel ls
railway logs --follow --environment production
vercel logs --follow
railway restart --environment production
vercel --prod  # Redéploiement
railway rollback --environment production
vercel rollback xdeploymentxurlx
railway run --environment production psql $DATABASE_URL
railway variables --environment production
vercel env ls --environment production`,
  ],
]

test.each(blocks)('block %i of the handbook is %s', (_, effect, script) => {
  const found = analyseShell(script, {sqlEffect})
  expect({effect: found.effect, why: found.reasons}).toMatchObject({effect})
})

test('what the handbook has in Rust is not taken for something that reads', () => {
  expect(
    analyseShell('let pool = PgPoolOptions::new()\n    .max_connections(20)\n    .await?;').effect,
  ).not.toBe('read')
})

test('the SQL of the handbook ends sessions, or is nothing but comments', async () => {
  const ending =
    "SELECT pg_terminate_backend(pid) \nFROM pg_stat_activity \nWHERE state = 'idle' \nAND state_change < NOW() - INTERVAL '5 minutes';"
  expect(analyseSql(ending).effect).toBe('destroy')
  expect(
    analyseSql('-- Pas de rollback automatique SQLx\n-- Restaurer depuis backup si problème critique\n'),
  ).toMatchObject({
    commands: [],
    effect: 'read',
    syntaxError: undefined,
  })
})

test('the handbook says what needs a person and what never ends', () => {
  const of = (number: number) => analyseShell(blocks.find(([n]) => n === number)![2], {sqlEffect})
  expect(of(2).interactive).toBe('`psql` opens a session of its own')
  expect(of(4).endless).toEqual({text: '`vercel logs --follow`', last: true})
  expect(of(16).endless).toEqual({text: '`railway logs`', last: false})
  expect(of(18).interactive).toBe('`vercel env add` asks a person at a terminal')
  expect(of(19).variables).toEqual(['DATABASE_URL'])
})
