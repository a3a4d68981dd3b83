import {existsSync, readFileSync} from 'node:fs'
import {connect} from 'node:net'
import {dirname, join} from 'node:path'
import type {Sandbox} from '../../sandbox/sandbox.ts'
import {query} from './shell.ts'

/** What a running sandbox leaves on the machine: a directory, PostgreSQL's process, ports. */
export interface Traces {
  directory: string
  postmaster: number
  ports: number[]
}

/** Looks for them while it runs. */
export async function tracesOf(env: Sandbox['env']): Promise<Traces> {
  const [row] = await query(env.DATABASE_URL, 'SHOW data_directory')
  const log = await (await fetch(`${env.SANDBOX_URL}/railway/logs`)).text()
  const backend = /Listening on port (\d+)/.exec(log)![1]
  const urls = [env.API_URL, env.FRONTEND_URL, env.SANDBOX_URL, env.DATABASE_URL]
  return {
    directory: dirname(row!.data_directory),
    postmaster: Number.parseInt(readFileSync(join(row!.data_directory, 'postmaster.pid'), 'utf8'), 10),
    ports: [...urls.map(url => Number(new URL(url).port)), Number(backend)],
  }
}

/** Those that are still there. */
export async function remaining({directory, postmaster, ports}: Traces): Promise<string[]> {
  const open = await Promise.all(ports.map(async port => ((await isOpen(port)) ? [`port ${port}`] : [])))
  return [
    ...(existsSync(directory) ? [directory] : []),
    ...(isRunning(postmaster) ? [`process ${postmaster}`] : []),
    ...open.flat(),
  ]
}

function isRunning(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const isOpen = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve(true)
    }).once('error', () => resolve(false))
  })
