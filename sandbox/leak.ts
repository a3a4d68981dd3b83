// A worker with a connection leak: opens idle sessions as the backend's role until the server has no room left, and keeps
// trying to, until somebody ends one of its sessions. From then on it opens none, and gives back those that it was opening meanwhile.
import {setTimeout as sleep} from 'node:timers/promises'
import pg from 'pg'

process.once('disconnect', () => process.exit())
if (!process.connected) process.exit() // its owner ended before this was loaded

const opening = 1000
const opened: {client: pg.Client; at: number}[] = []
let ended = false
while (!ended) {
  const client = new pg.Client({
    connectionString: process.env.DATABASE_URL,
    application_name: 'token4good-worker',
  })
  client.on('error', () => {
    ended = true
  })
  try {
    await client.connect()
    opened.push({client, at: performance.now()})
  } catch {
    await sleep(50) // full
  }
}
for (const {client, at} of opened) if (performance.now() - at < opening) await client.end().catch(() => {})
