import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each([
  ['export TOKEN=eyJhbGciOi...', ['eyJhbGciOi...']],
  ['curl -H "Authorization: Bearer eyJhbGciOi…" https://api7/x', ['eyJhbGciOi…']],
  ['export DEPLOY_KEY="ssh-rsa AAAAB3Nz...= ops@laptop"', ['AAAAB3Nz...=']],
])('%s: the beginning of a token is no token', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each(['git diff v1.2...v1.3', 'export NOTE="Step2..."', 'go test ./...', 'echo "Token2..."'])(
  '%s holds none',
  script => {
    expect(texts(script)).toEqual([])
  },
)
