import {expect, test} from 'vitest'
import {decide} from './parts-picture.ts'

test.each([
  'pg_dump --format=custom --file shop.dump shop\n\npg_restore --clean --dbname shop shop.dump',
  'psql --file shop.sql shop',
  'mysqldump -u ann shop > shop.sql\nmysql -u ann shop < shop.sql',
  '# keep it first\npg_dump -Fc shop \\\n  -f shop.dump',
  'createdb -O ann shop\nsudo -u postgres psql -c "select 1"',
])('calls of programs below the tag of SQL are a shell’s: %j', text => {
  for (const {kind} of decide('sql', text)) expect(kind).toBe('shell')
})

test.each([
  ['java', 'sudo mongodump --db [DB NAME] --out /var/backups'],
  ['js', 'mongorestore --db shop --drop --gzip dump/shop'],
  ['yaml', 'kubectl apply -f shop.yaml\nkubectl rollout status -n shop deploy/web'],
])('calls of programs below the tag of `%s` are a shell’s: %j', (language, text) => {
  for (const {kind} of decide(language, text)) expect(kind).toBe('shell')
})

test.each([
  ['yaml', '- kubectl apply -f shop.yaml'],
  ['python', 'import --x'],
  ['powershell', 'kubectl apply -f shop.yaml'],
  ['output', 'kubectl apply -f shop.yaml'],
  ['diff', 'kubectl apply -f shop.yaml'],
  ['js', 'npm test\nconst a = 1'],
])('what `%s` may mean stays shown: %j', (language, text) => {
  for (const {kind} of decide(language, text)) expect(kind).toBe('show')
})

test.each([
  ['sql', '# postgresql.conf\narchive_mode = on\narchive_timeout = 60'],
  ['mysql', '[mysqld]\nserver_id = 2'],
])('settings below the tag of `%s` are shown: %j', (language, text) =>
  expect(decide(language, text)[0]).toMatchObject({kind: 'show', shows: 'data'}),
)

test.each([
  'update shop\nset a = 1',
  'select 1 -- twice',
  'psql -h db7 shop\nselect 1;',
  'psql -h db7 shop',
  'copy shop to stdout',
  'show work_mem',
  'cluster -v shop',
  'truncate shop\nvacuum -- it',
])('what may be SQL stays so: %j', text => {
  for (const {kind} of decide('sql', text)) expect(kind).not.toBe('shell')
})
