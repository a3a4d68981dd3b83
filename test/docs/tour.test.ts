import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs'
import {delimiter, join} from 'node:path'
import {expect, test} from 'vitest'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'
import {bundledCli} from '../support/workplace.ts'
import {page} from './page.ts'

const tour = page('docs/tour.md')
const prompt = /^(› (?:Enter runs it|Done\?|Why\?|Type \S+ to run it)) ?(.*)$/

/** What a reader of the tour does, in order: files to save, and commands with what they should show. */
function* readersWork(): Generator<{save: string; text: string} | {command: string; shows: string[]}> {
  for (const match of tour.matchAll(/^(`{3,})(\S+)\n([\s\S]*?)^\1$/gm)) {
    const [, , language, text] = match
    if (language === 'console')
      for (const [command, ...shows] of text!
        .split(/^\$ /m)
        .slice(1)
        .map(part => part.trimEnd().split('\n')))
        yield {command: command!, shows}
    const before = tour.slice(0, match.index)
    const name = [...before.matchAll(/`([\w-]+\.(?:md|yaml))`/g)].at(-1)?.[1]
    if (language === 'markdown' || language === 'yaml') yield {save: name!, text: text!}
  }
}

/** A line of the tour as a pattern: `…` stands for anything, blanks for any number of them. */
function pattern(line: string): RegExp {
  const parts = line.trim().split('…')
  return new RegExp(
    parts.map(part => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&').replaceAll(/\s+/g, '\\s+')).join('.*'),
  )
}

test('whoever follows the tour sees what it shows', async () => {
  const cwd = temporaryDirectory()
  const bin = join(cwd, '.bin')
  mkdirSync(bin)
  symlinkSync(bundledCli(), join(bin, 'runbook'))
  const env = {PATH: [bin, process.env.PATH].join(delimiter), XDG_RUNTIME_DIR: cwd}
  let commands = 0
  for (const work of readersWork()) {
    if ('save' in work) {
      writeFileSync(join(cwd, work.save), work.text)
      continue
    }
    const t = await terminal.command('bash', ['--norc', '-c', work.command], {cwd, env, cols: 120})
    for (const line of work.shows.filter(line => line.trim() !== '…' && line.trim() !== '')) {
      const [, question, typed] = prompt.exec(line) ?? []
      await t.next(question ?? pattern(line))
      if (question !== undefined) t.type(`${typed}\r`)
    }
    expect(await t.exit(), `${work.command}\n${t.screen()}`).toBe(0)
    if (work.shows.length === 0) expect(t.text().trim(), work.command).toBe('')
    commands += 1
  }
  expect(commands).toBeGreaterThan(10)
})
