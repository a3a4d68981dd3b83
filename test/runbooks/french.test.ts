import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import type {Content} from '../../src/model/runbook.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const folder = join(import.meta.dirname, '../../runbooks')

/** What is recognised, without the words that only a reader sees. */
function outline(content: readonly Content[]): unknown[] {
  return content.flatMap((item): unknown[] => {
    switch (item.type) {
      case 'prose':
        return []
      case 'section':
        return [[item.type, item.depth, item.phase, item.conditions, item.skip, outline(item.content)]]
      case 'choice':
        return [[item.type, item.menu, item.branches.map(branch => outline(branch.content))]]
      case 'block': {
        const {text, kind, effect, placeholders, attributes} = item.block
        const {title: _, ...rest} = attributes
        return [[item.type, item.id, item.if, kind, effect, text, placeholders.map(({name}) => name), rest]]
      }
      default:
        return [[item.type, item.id, item.if]]
    }
  })
}

async function reading(path: string) {
  const {runbook, messages} = await parseRunbook(path, readFileSync(join(folder, path), 'utf8'))
  const {inputs, title: _, ...settings} = runbook.settings
  return {
    messages: messages.map(String),
    severity: runbook.severity,
    settings,
    inputs: Object.entries(inputs).map(([name, {prompt: _, ...input}]) => [name, input]),
    content: outline(runbook.section.content),
  }
}

test.each(['backend-down.md'])('%s is read in French as it is in English', async name => {
  const [english, french] = await Promise.all([reading(name), reading(`fr/${name}`)])
  expect(french).toEqual(english)
  expect(JSON.stringify(english.content)).toContain('"choice"')
})
