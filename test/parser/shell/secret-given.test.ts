import {expect, test} from 'vitest'
import {secretGiven} from '../../../src/parser/shell/secret-given.ts'

test.each([
  ['openssl rand -base64 32', 'openssl rand'],
  ['echo new:\nopenssl rand -hex 16 2>/dev/null', 'openssl rand'],
  ['sudo -n openssl rand -base64 32 | tr -d "\\n" | head -c 20', 'openssl rand'],
  ['sudo -u app env A=1 openssl rand -hex 32', 'openssl rand'],
  ['if true; then pwgen -s 32 1; fi', 'pwgen'],
  ['head -c 32 /dev/urandom | base64', 'head'],
  ["tr -dc 'A-Za-z0-9' < /dev/urandom | head -c 32", 'tr'],
  ["node -e \"console.log(require('crypto').randomBytes(32).toString('hex'))\"", 'node'],
  ['vault kv get -field=token ci/web', 'vault kv get'],
  [
    'aws secretsmanager get-secret-value --secret-id db | jq -r .SecretString',
    'aws secretsmanager get-secret-value',
  ],
  ["kubectl -n shop get secret db -o jsonpath='{.data.url}' | base64 -d", 'kubectl'],
  ['heroku config:get DATABASE_URL -a shop', 'heroku config:get'],
  ['(cd /tmp && gcloud auth print-access-token)', 'gcloud auth print-access-token'],
])('what is printed is a secret: %s', (script, program) => {
  expect(secretGiven(script)).toBe(program)
})

test.each([
  ['SECRET=$(openssl rand -base64 32)'],
  ['openssl rand -hex 16 > key.txt'],
  ['openssl rand -hex 16 | wc -c'],
  ['openssl rand -base64 32 | railway variables set X --stdin'],
  ['curl -H "Authorization: Bearer $(gcloud auth print-access-token)" https://api.example.com'],
  ['openssl x509 -in a.pem -noout -dates'],
  ['vault status'],
  ['kubectl get secret'],
  ['kubectl get secret db -o name'],
  ['cat id_rsa.pub'],
  ['echo openssl rand'],
  ['diff <(vault kv get -field=a x) b'],
  ['('.repeat(9000)],
])('what is printed is not: %s', script => {
  expect(secretGiven(script)).toBe(undefined)
})
