import {expect, test} from 'vitest'
import {findBindNames, findGaps} from '../../src/parser/placeholder.ts'

const gaps = (text: string) => findGaps(text).map(gap => gap.choices ?? gap.name)

test.each<[string, (string | string[])[]]>([
  ['railway rollback <deployment-id>', ['deployment-id']],
  ['vim <timestamp>_<description>.sql', ['timestamp', 'description']],
  ['set JWT_SECRET=<nouveau_secret>', ['nouveau_secret']],
  ['kubectl logs <pod name> -n <your namespace>', ['pod name', 'your namespace']],
  ['x --mode <fast|slow>', [['fast', 'slow']]],
  ['curl https://<host>/a', ['host']],
  ['echo <clé>', ['clé']],
  ['say {{name}} {{ other_name }}', ['name', 'other_name']],
  ["docker ps --format '{{.Names}}'", []],
  ["docker inspect -f '{{json .}}'", []],
  ['export TOKEN=YOUR_API_TOKEN', ['YOUR_API_TOKEN']],
  ['ssh xxxx', ['xxxx']],
  ['cat <<EOF', []],
  ['cat <<-EOF >out', []],
  ['diff <(ls a) <(ls b)', []],
  ['sort <in >out', []],
  ['[[ a < b ]]', []],
  ["grep '</div>' f", []],
  ['exec 3<&1', []],
  ['echo 2>&1', []],
  ['echo $<', []],
])('%s', (text, expected) => {
  expect(gaps(text)).toEqual(expected)
})

test('gaps come in order, apart, and stand where they say', () => {
  const text = 'a <b> {{c}} <d|e> YOUR_F'
  const found = findGaps(text)
  expect(found.map(({start, end}) => text.slice(start, end))).toEqual(['<b>', '{{c}}', '<d|e>', 'YOUR_F'])
})

test.each<[string, string[]]>([
  ['where id = :id', ['id']],
  ['now() - :idle_for::interval', ['idle_for']],
  ['select a::int, b::text', []],
  ['select arr[1:2], arr[:n]', []],
  ["values (:a, ':b')", ['a', 'b']],
])('SQL: %s', (text, expected) => {
  expect(findBindNames(text, () => true).map(({name}) => name)).toEqual(expected)
})
