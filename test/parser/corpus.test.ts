import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {expect, test} from 'vitest'
import {parseRunbook} from '../../src/parser/parse.ts'
import {drawn} from '../support/rounds.ts'
import {brokenPromises} from './promises.ts'

const shared = new URL('../../../shared/', import.meta.url)
const folders = ['corpus', 'handbook'].filter(name => existsSync(new URL(name, shared)))
const documents = folders.flatMap(folder =>
  (readdirSync(new URL(folder, shared), {recursive: true}) as string[])
    .filter(name => /\.(md|markdown)$/.test(name))
    .map(name => `${folder}/${name}`),
)

test.skipIf(documents.length === 0)(
  'public runbooks are read whole, in place, and none is forbidden to run',
  {timeout: 180_000},
  async () => {
    const broken: string[] = []
    for (const name of drawn(documents)) {
      const text = readFileSync(new URL(name, shared), 'utf8')
      const {runbook, messages} = await parseRunbook(name, text)
      broken.push(...brokenPromises(text, runbook).map(what => `${name}: ${what}`))
      broken.push(...messages.filter(({fatal}) => fatal).map(message => `${name}: ${message}`))
    }
    expect(broken).toEqual([])
  },
)
