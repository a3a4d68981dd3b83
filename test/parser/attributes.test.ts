import {describe, expect, test} from 'vitest'
import type {Attributes} from '../../src/model/attributes.ts'
import {knownAttributes, parseAttributes} from '../../src/parser/attributes.ts'

function read(meta: string, strict = false): {attributes: Attributes; complaints: string[]} {
  const complaints: string[] = []
  const place = (start: number, end: number) => ({
    start: {line: 1, column: start + 1, offset: start},
    end: {line: 1, column: end + 1, offset: end},
  })
  const attributes = parseAttributes(
    meta,
    place,
    (_rule, text, at) => complaints.push(`${at?.start.column}-${at?.end.column} ${text}`),
    strict,
  )
  return {attributes, complaints}
}

describe('what is understood', () => {
  test.each<[string, Attributes]>([
    ['', {}],
    ['title="x" {2} linenos', {}],
    ['{1,3-5}', {}],
    ['{.class #anchor}', {}],
    ['{linenos=true hl_lines="1 2"}', {}],
    ['{foo=bar}', {}],
    ['{id=a}', {id: 'a'}],
    ['{approve=1}', {approve: 1}],
    ['{ id=a , timeout=1m30s }', {id: 'a', timeoutMs: 90_000}],
    [
      '{expect="200 OK" expect-exit=0|1 expect-rows="<= 100"}',
      {expect: {text: '200 OK', exit: [0, 1], rows: {operator: '<=', value: '100'}}},
    ],
    ['{expect=\'a "b"\'}', {expect: {text: 'a "b"'}}],
    ['{expect="a \\"b\\""}', {expect: {text: 'a "b"'}}],
    ['{expect=/ready: \\d+/i}', {expect: {pattern: {source: 'ready: \\d+', flags: 'i'}}}],
    [
      '{expect=a expect="b c" expect=/d/}',
      {expect: {text: 'a', also: [{text: 'b c'}, {pattern: {source: 'd', flags: ''}}]}},
    ],
    [
      '{expect-json={"a":{"b":"} x"}, "c":[1]} id=x}',
      {id: 'x', expect: {json: '{"a":{"b":"} x"}, "c":[1]}'}},
    ],
    ['{expect-json=[1, 2]}', {expect: {json: '[1, 2]'}}],
    ['{expect-json=\'{"a":1}\'}', {expect: {json: '{"a":1}'}}],
    ['{"id":"x","expect-json":{"a":[1]}}', {id: 'x', expect: {json: '{"a":[1]}'}}],
    ['{expect-seen}', {expect: {seen: true}}],
    ['{expect-exit=any expect-value=t}', {expect: {exit: 'any', value: {operator: '=', value: 't'}}}],
    [
      '{if=status.unmet on-failure=goto:fix}',
      {if: {step: 'status', state: 'unmet'}, onFailure: {do: 'goto', step: 'fix'}},
    ],
    ['{write autocommit max-affected=0}', {write: true, autocommit: true, maxAffected: 0}],
    ['{until=1m every=2s retry=3 follow=30s}', {untilMs: 60_000, everyMs: 2000, retry: 3, followMs: 30_000}],
    ['{host=web-1}', {host: 'web-1'}],
    ['{host=root@10.0.0.1}', {host: 'root@10.0.0.1'}],
    ['{exec="kubectl exec -i deploy/api --"}', {exec: ['kubectl', 'exec', '-i', 'deploy/api', '--']}],
    [`{exec="sudo -u 'a b' env A=1"}`, {exec: ['sudo', '-u', 'a b', 'env', 'A=1']}],
    ['{ name=x excludeFromRunAll=true }', {id: 'x', skip: true}],
    ['{"name":"x","cwd":"..","excludeFromRunAll":"false"}', {id: 'x', cwd: '..'}],
    ['{effect=destroy reason="it drops the table"}', {effect: 'destroy', reason: 'it drops the table'}],
  ])('%s', (meta, attributes) => {
    expect(read(meta)).toEqual({attributes, complaints: []})
  })
})

describe('what is refused, with its place', () => {
  test.each<[string, string]>([
    [
      '{id=a tiemout=3s}',
      '7-17 Unexpected attribute `tiemout`, expected a known one; did you mean `timeout`?',
    ],
    ['{id=a id=b}', '7-11 Unexpected second `id`, expected each attribute once'],
    ['{id="a b"}', '2-10 Unexpected value for `id`, expected letters, digits, `-`, `_` and `.`, 64 at most'],
    ['{timeout=30}', '2-12 Unexpected value for `timeout`, expected a duration such as `30s` or `5m`'],
    ['{timeout}', '2-9 Unexpected value for `timeout`, expected a duration such as `30s` or `5m`'],
    [
      '{expect=/(/}',
      '2-12 Unexpected value for `expect`, expected a text, or a regular expression such as `/ready: \\d+/`',
    ],
    [
      '{expect=...}',
      '2-12 Unexpected `expect` of dots alone, expected a text around them: they stand for anything',
    ],
    [
      '{expect-json={"a":}}',
      '2-20 Unexpected value for `expect-json`, expected JSON such as `{"status":"ok"}`',
    ],
    ['{expect-json=}', '2-14 Unexpected value for `expect-json`, expected JSON such as `{"status":"ok"}`'],
    [
      '{capture=PATH}',
      '2-14 Unexpected value for `capture`, expected letters, digits, `-`, `_` and `.`, 64 at most, and no variable that the shell uses itself',
    ],
    [
      '{expect-rows="< many"}',
      '2-22 Unexpected value for `expect-rows`, expected a comparison such as `<= 100`',
    ],
    [
      '{effect=unknown}',
      '2-16 Unexpected value for `effect`, expected `read`, `local`, `change` or `destroy`',
    ],
    ['{write=no}', '2-10 Unexpected value for `write`, expected no value, `true` or `false`'],
    ['{id=a "open}', '7-8 Unexpected `"` among attributes, expected `key=value` or a closed quote'],
    ['{id=a', '1-6 Unexpected end of the attribute group, expected `}`'],
    ['{every=5s}', '2-10 Unexpected `every` alone, expected `until` beside it to bound the polling'],
    ['{undo=-}', '2-8 Unexpected value for `undo`, expected letters, digits, `-`, `_` and `.`, 64 at most'],
    [
      '{host=-oProxyCommand=x}',
      '2-23 Unexpected value for `host`, expected the name of a host as `ssh` knows it',
    ],
    ...['a $B', 'a; b', 'a | b', 'a > b', 'a *', 'A=1 a', 'a `b`', '~/a', 'a &', ''].map(
      (text): [string, string] => [
        `{exec="${text}"}`,
        `2-${9 + text.length} Unexpected value for \`exec\`, expected a command of plain words to run it behind, such as \`kubectl exec -i deploy/api --\``,
      ],
    ),
    ['{host=a exec=b}', '9-15 Unexpected `exec` beside `host`, expected one place to run at'],
    ['{"name":"x"', '1-12 Unexpected end of the attribute group, expected `}`'],
  ])('%s', (meta, complaint) => {
    expect(read(meta).complaints).toContain(complaint)
  })
})

test('a group without any key of ours is left alone, unless the document was written for this tool', () => {
  expect(read('{foo=bar}')).toEqual({attributes: {}, complaints: []})
  expect(read('{foo=bar}', true).complaints).toEqual(['2-9 Unexpected attribute `foo`, expected a known one'])
})

test('every known attribute is either read or refused, never ignored', () => {
  const silent = knownAttributes.filter(key => {
    const {attributes, complaints} = read(`{${key}}`)
    return complaints.length === 0 && Object.keys(attributes).length === 0
  })
  expect(silent).toEqual([])
})
