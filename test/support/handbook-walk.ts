import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {describe} from 'vitest'
import type {Sandbox} from '../../sandbox/sandbox.ts'
import {quickly} from '../sandbox/shell.ts'
import {type TerminalTest, terminal} from './terminal.ts'
import type {Environment} from './workplace.ts'

const handbook = join(import.meta.dirname, '../../../shared/handbook/token4good.md')

/** `describe`, but only where the handbook is. */
export const describeHandbook = describe.skipIf(!existsSync(handbook))

/** Runs one procedure of the handbook as it stands, in a terminal and against a sandbox. */
export const walk = (
  sandbox: Sandbox,
  slug: string,
  env: Environment = {},
  cwd?: string,
): Promise<TerminalTest> =>
  terminal(['run', `${handbook}#${slug}`], {
    env: {...quickly(sandbox), ...env},
    rows: 60,
    patienceMs: 30_000,
    ...(cwd !== undefined && {cwd}),
  })

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

/** Types the word that a step asks for before it destroys. */
export async function agree(t: TerminalTest): Promise<void> {
  await t.next(/› Type (\S+) to run it/)
  const words = [...t.text().matchAll(/› Type (\S+) to run it/g)]
  t.type(`${words.at(-1)![1]}\r`)
}
