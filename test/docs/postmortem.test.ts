import {expect, test} from 'vitest'
import {unknownSlots} from '../../src/report/postmortem.ts'
import {slots, words} from '../../src/report/postmortem-slots.ts'
import {postmortemTemplates} from '../../src/report/postmortem-templates.ts'
import {fences, page, rows} from './page.ts'

const text = page('docs/postmortem.md')

test('the page explains every slot, and no other', () => {
  expect(rows(text)).toEqual(
    Object.entries({...slots, ...words}).map(([name, {about}]) => [`\`{{${name}}}\``, about]),
  )
})

test('the page names every template, and its example can be used', () => {
  for (const name of Object.keys(postmortemTemplates)) expect(text).toContain(`\`${name}\` (`)
  expect(unknownSlots(fences(text, 'markdown')[0]!)).toEqual([])
})
