import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect} from 'vitest'
import type {Sandbox} from '../../sandbox/sandbox.ts'
import {dataOf, onlyRun} from '../cli/record.ts'
import {type TerminalTest, terminal} from './terminal.ts'
import {witness} from './witness.ts'
import type {Environment} from './workplace.ts'

const handbook = join(import.meta.dirname, '../../../shared/handbook/token4good.md')

/** `describe`, but only where the handbook is. */
export const describeHandbook = describe.skipIf(!existsSync(handbook))

/** A walk in a terminal, with what its programs were really called with. */
export type Walk = TerminalTest & {
  /** Each call of a platform's, database's or network's program by a block, as it was typed, in order. */
  calls(): string[]
}

const programs = ['railway', 'vercel', 'sqlx', 'git', 'npm', 'curl', 'openssl', 'psql', 'pg_dump', 'vim']

/** Runs one procedure of the handbook as it stands, in a terminal and against a sandbox. */
export async function walk(
  sandbox: Sandbox,
  slug: string,
  env: Environment = {},
  cwd?: string,
): Promise<Walk> {
  const outer = {...sandbox.env, ...env}
  const {path, calls} = witness(outer.PATH!, programs)
  const t = await terminal(['run', `${handbook}#${slug}`], {
    env: {...outer, PATH: path},
    rows: 60,
    patienceMs: 30_000,
    ...(cwd !== undefined && {cwd}),
  })
  return Object.assign(t, {calls})
}

/** The walk has ended. No program was called but so, nothing began that was not agreed to right before, and all of it had been shown. */
export async function ranOnly(t: Walk, ...calls: string[]): Promise<void> {
  expect(t.calls()).toEqual(calls)
  const run = await onlyRun(t.dir)
  const gaps = dataOf(run, 'input.set').map(({name}) => new RegExp(`<${name}>|\\b${name}\\b`, 'g'))
  const shown = t.text().replaceAll(/\s+/g, ' ')
  const {events} = run
  for (const [at, event] of events.entries()) {
    if (event.type !== 'step.started' || event.data.text === undefined) continue
    const answered = events.slice(0, at).findLast(({type}) => type === 'prompt.answered')
    expect(answered).toMatchObject({subject: event.subject, data: {answer: 'run'}})
    for (const line of event.data.text.split('\n').filter(row => row.trim())) {
      const parts = gaps.reduce((text, gap) => text.replace(gap, '\0'), line.trim()).split('\0')
      const spelt = parts.map(part =>
        part.replaceAll(/\s+/g, ' ').replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`),
      )
      expect(shown).toMatch(new RegExp(`│ ${spelt.join(String.raw`\S+`)}`))
    }
  }
}

// A long title is cut into lines where its words end.
const wrapped = (title: string) => new RegExp(title.replaceAll(' ', String.raw`\s+`))

/** Says that a step for a person was done. */
export async function done(t: TerminalTest, ...titles: string[]): Promise<void> {
  for (const title of titles) {
    await t.next(wrapped(title))
    await t.next('› Done?')
    t.type('d\r')
  }
}

/** Leaves a step for a person out. */
export async function leave(t: TerminalTest, ...titles: string[]): Promise<void> {
  for (const title of titles) {
    await t.next(wrapped(title))
    await t.next('› Done?')
    t.type('s another cause\r')
  }
}

/** Runs a block that only reads, once it is shown. */
export async function read(t: TerminalTest, command: string): Promise<void> {
  await t.next(`│ ${command}`)
  await t.next('› Enter runs it')
  t.key('enter')
}

/** Has a log that goes on watched until it was asked for, by this call. */
export async function watch(t: Walk, command: string, call: string): Promise<void> {
  await read(t, command)
  await t.next('q or Enter ends that.')
  await expect.poll(t.calls, {timeout: 30_000}).toContain(call)
  t.type('q')
}

/** Types the word that a step asks for before it destroys. */
export async function agree(t: TerminalTest): Promise<void> {
  await t.next(/› Type (\S+) to run it/)
  const words = [...t.text().matchAll(/› Type (\S+) to run it/g)]
  t.type(`${words.at(-1)![1]}\r`)
}
