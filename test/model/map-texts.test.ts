import {expect, test} from 'vitest'
import {mapTexts} from '../../src/model/map-texts.ts'

const none = new Set<string>()
const masked = (text: string) => text.replaceAll('hunter2', '***')

test('each text is changed, wherever it stands, but not keys, numbers and what stands under the keys that are excepted', () => {
  const value = {id: 'hunter2', at: [{text: 'is hunter2', count: 2}, 'hunter2', null], hunter2: undefined}
  expect(mapTexts(value, masked, new Set(['id']))).toEqual({
    id: 'hunter2',
    at: [{text: 'is ***', count: 2}, '***', null],
    hunter2: undefined,
  })
  expect(value.at[1]).toBe('hunter2')
})

test('what holds nothing to change is given itself, also inside what does', () => {
  const quiet = {list: ['one', {two: 'three'}]}
  expect(mapTexts(quiet, masked, none)).toBe(quiet)
  const changed = mapTexts({quiet, loud: 'hunter2'}, masked, none)
  expect(changed).toEqual({quiet, loud: '***'})
  expect(changed.quiet).toBe(quiet)
})

test('a name that objects have by themselves is a key like any other', () => {
  const changed = mapTexts(JSON.parse('{"__proto__": "hunter2"}'), masked, none)
  expect(JSON.stringify(changed)).toBe('{"__proto__":"***"}')
})
