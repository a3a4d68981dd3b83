import {expect, test} from 'vitest'
import {renderBadge} from '../../src/report/badge.ts'

test('a badge is an SVG of its own, with what it says as text for everybody', () => {
  const svg = renderBadge('runbooks', {message: '5 of 7 up to date', standing: 'stale'})
  expect(svg).toMatch(
    /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="199" height="20" role="img" aria-label="runbooks: 5 of 7 up to date">\n/,
  )
  expect(svg.match(/https?:/g)).toHaveLength(1)
})

test('what it says cannot end an attribute or an element', () => {
  const svg = renderBadge('a<b', {message: '"><script>&', standing: 'good'})
  expect(svg).not.toContain('<script')
  expect(svg).toContain('aria-label="a&lt;b: &quot;&gt;&lt;script&gt;&amp;"')
})
