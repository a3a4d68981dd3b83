import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (script: string, language: 'shell' | 'sql' = 'shell') =>
  findGaps(script, {language}).map(gap => gap.text)

test.each([
  ['psql postgresql://user:password@host:5432/dbname', ['user', 'password', 'host', 'dbname']],
  [
    'psql "postgres://usuario:senha@servidor:porta/nome_banco"',
    ['usuario', 'senha', 'servidor', 'porta', 'nome_banco'],
  ],
  [
    'psql postgres://usuario:contraseña@host:puerto/base_datos',
    ['usuario', 'contraseña', 'host', 'puerto', 'base_datos'],
  ],
  ['redis-cli -u redis://benutzer:passwort@rechner:6379', ['benutzer', 'passwort', 'rechner']],
  ['mongosh mongodb://utilisateur:motdepasse@serveur/base', ['utilisateur', 'motdepasse', 'serveur', 'base']],
  ['curl https://gebruiker:wachtwoord@server/x', ['gebruiker', 'wachtwoord', 'server']],
  ['curl https://użytkownik:hasło@shop.pl/x', ['użytkownik', 'hasło']],
  ['psql postgres://USER:PASSWORD@HOST:PORT/DBNAME', ['USER', 'PASSWORD', 'HOST', 'PORT', 'DBNAME']],
  ['psql postgres://user:pass@localhost:5432/shop', ['user', 'pass']],
  ['psql postgres://shop:…@host:5432/shop', ['…', 'host']],
  ['psql postgres://shop:****@staging-host/shop', ['****', 'staging-host']],
  ['psql postgres://shop:<password>@server/shop', ['<password>', 'server']],
])('%s: each piece of an address that says only what it is', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each([
  'psql postgres://shop:k9w@db1:5432/shop',
  'psql postgres://shop:k9w@host/shop',
  'curl https://user@shop.test/x',
  'ssh deploy@web1',
])('%s is meant', script => {
  expect(texts(script)).toEqual([])
})

test('people of different hosts are different values', () => {
  const gaps = findGaps('move --from a://user:pwd@10.0.0.1/x --to b://user:pwd@10.0.0.2/y', {
    language: 'shell',
  })
  expect(new Set(gaps.map(({name}) => name)).size).toBe(4)
})

test('a person before a host is called as ever', () => {
  expect(findGaps('ssh prenom.nom@shop.fr', {language: 'shell'})).toMatchObject([{name: 'prenom.nom'}])
})

test.each([
  ['cp a.sql /srv/INSTANCE_NAME_dump.sql', ['INSTANCE_NAME']],
  ['docker exec -i FOLDERNAME_db_1 ls', ['FOLDERNAME']],
  ['docker logs STACK_NAME_web', ['STACK_NAME']],
])('%s: words in capitals with others behind them', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each([
  'docker logs README_web',
  'kubectl get pods -ocustom-columns="NAME:.metadata.name,VERSION:.status.version"',
  'echo $APP_NAME_suffix',
])('%s has nothing to be filled in', script => {
  expect(texts(script)).toEqual([])
})

test.each([
  ["UPDATE a SET u = replace(u, 'old_domain', 'new_domain')", ['old_domain', 'new_domain']],
  ["UPDATE a SET u = replace(u, 'old-host', 'new-host')", ['old-host', 'new-host']],
  ["UPDATE a SET u = replace(u, 'antiguo_dominio', 'nuevo_dominio')", ['antiguo_dominio', 'nuevo_dominio']],
  ["UPDATE a SET s = 'old_domain'", []],
  ["SELECT * FROM a WHERE s IN ('old_style', 'new_style')", []],
])('%s: what is, and what is to be in its place', (sql, expected) => {
  expect(texts(sql, 'sql')).toEqual(expected)
})

test('a password for a host that is to be filled in is called by itself', () => {
  const gaps = findGaps('curl http://admin:password@<web-host>:7474/x', {language: 'shell'})
  expect(gaps.map(({name}) => name)).toEqual(['password', 'web-host'])
})
