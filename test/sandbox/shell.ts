import {execa} from 'execa'
import type {Sandbox} from '../../sandbox/sandbox.ts'

/** What a stand-in CLI printed, and how it ended. */
export interface Called {
  stdout: string
  stderr: string
  exitCode: number | undefined
}

/** A function that calls one stand-in CLI in a sandbox: its words, and what it reads from standard input. */
export const caller =
  (sandbox: Sandbox, cli: 'railway' | 'vercel' | 'dashboard' | 'sqlx') =>
  async (words: string, input = '', ...last: string[]): Promise<Called> => {
    const args = [...words.split(' ').filter(Boolean), ...last]
    const {stdout, stderr, exitCode} = await execa(cli, args, {env: sandbox.env, input, reject: false})
    return {stdout, stderr, exitCode}
  }

export {query} from '../../sandbox/schema.ts'
