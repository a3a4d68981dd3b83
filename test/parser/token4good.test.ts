import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {stepsOf} from '../../src/model/content.ts'
import type {Runbook, Step} from '../../src/model/runbook.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const handbook = join(import.meta.dirname, '../../../shared/handbook/token4good.md')
const fixture = join(import.meta.dirname, '../fixtures/parser/token4good.txt')

/** First and last line of every fence. */
function fencesOf(text: string): [number, number][] {
  const marks = text.split('\n').flatMap((line, at) => (line.startsWith('```') ? [at + 1] : []))
  return marks.flatMap((first, at) => (at % 2 === 0 ? [[first, marks[at + 1]!] as [number, number]] : []))
}

/** Which steps may be picked or left: those of a choice and those of a menu. */
function pickedOf({section}: Runbook): Map<string, string> {
  const picked = new Map<string, string>()
  for (const step of stepsOf(section))
    if (step.type === 'choice')
      for (const branch of step.branches)
        for (const {id} of stepsOf(branch)) picked.set(id, step.menu ? 'menu' : 'alternative')
  return picked
}

function line(step: Step, picked: string | undefined): string {
  const way = picked ? `${picked}, ` : ''
  if (step.type !== 'block') return `${way}${step.type}: ${step.title}`
  const {kind, effect, interactive, endless, placeholders, text} = step.block
  const gaps = placeholders.length > 0 ? `, asks for ${placeholders.map(({name}) => name).join(' and ')}` : ''
  const talks = interactive && kind === 'shell' ? ', talks with a person' : ''
  const ends = endless === undefined ? '' : endless.last ? ', watched' : ', refused: it never ends'
  const body = text
    .split('\n')
    .filter(row => row.trim() && !/^(#|--|\/\/)/.test(row))
    .map(row => row.trim())
  return `${way}${kind}, ${kind === 'show' ? 'never run' : effect}${talks}${ends}${gaps}: ${body.join(' ⏎ ')}`
}

test.skipIf(!existsSync(handbook))(
  'each of the 24 blocks of a handbook that nobody wrote for this tool is what a person takes it for',
  async () => {
    const text = readFileSync(handbook, 'utf8')
    const {runbook} = await parseRunbook('token4good.md', text)
    const picked = pickedOf(runbook)
    const steps = [...stepsOf(runbook.section)].filter(({type}) => type !== 'choice')
    const read = fencesOf(text).map(([first, last], at) => {
      const within = steps.filter(({place}) => place.start.line >= first && place.start.line <= last)
      return [`block ${at + 1}`, ...within.map(step => `  ${line(step, picked.get(step.id))}`)].join('\n')
    })
    expect(read).toHaveLength(24)
    expect(`${read.join('\n')}\n`).toBe(readFileSync(fixture, 'utf8'))
  },
)
