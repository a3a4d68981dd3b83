import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const gaps = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['kubectl logs :pod-name -n :namespace', [':pod-name', ':namespace']],
  ['curl https://api.acme.net/tenants/:tenant_id/keys/:key?all=1', [':tenant_id', ':key']],
  ['acmectl move :source "/hosts/:host"', [':source', ':host']],
  ['git push origin :branch', []],
  ['../gradlew :host:server:db:migrate', []],
  ['curl http://localhost:8080/', []],
  ['rsync backup::module/ /srv', []],
  ['echo :name', []],
  ['chown app:group /srv/x', []],
  // `-o` is given a format, or the one to whom it belongs
  ['acmectl apps -s SPACE -o ORGANIZATION', ['SPACE', 'ORGANIZATION']],
  ['acmectl apps -o JSON', []],
  ['acmectl apps -o TABLE', []],
])('what is missing in %j', (text, expected) => {
  expect(gaps(text)).toEqual(expected)
})
