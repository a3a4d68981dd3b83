import {readdirSync, readFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {parseRunbook} from '../../src/parser/parse.ts'
import {outline} from './outline.ts'

const fixtures = new URL('../fixtures/parser/', import.meta.url)
const documents = readdirSync(fixtures).filter(name => name.endsWith('.md'))

test.each(documents)('%s is understood as its outline says', async name => {
  const {runbook, messages} = await parseRunbook(name, readFileSync(new URL(name, fixtures), 'utf8'))
  await expect(outline(runbook, messages)).toMatchFileSnapshot(
    fileURLToPath(new URL(name.replace(/md$/, 'outline'), fixtures)),
  )
})
