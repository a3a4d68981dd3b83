import {execa} from 'execa'
import pg from 'pg'
import type {Sandbox} from '../../sandbox/sandbox.ts'

/** What a stand-in CLI printed, and how it ended. */
export interface Called {
  stdout: string
  stderr: string
  exitCode: number | undefined
}

/** A function that calls one stand-in CLI in a sandbox: its words, and what it reads from standard input. */
export const caller =
  (sandbox: Sandbox, cli: 'railway' | 'vercel') =>
  async (words: string, input = '', ...last: string[]): Promise<Called> => {
    const args = [...words.split(' ').filter(Boolean), ...last]
    const {stdout, stderr, exitCode} = await execa(cli, args, {env: quickly(sandbox), input, reject: false})
    return {stdout, stderr, exitCode}
  }

/** The sandbox's environment, without what makes Node start slower. */
export const quickly = ({env}: Sandbox) => ({...env, NODE_EXTRA_CA_CERTS: ''})

/** The rows of one query, over a connection of its own. */
export async function query(url: string, text: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
