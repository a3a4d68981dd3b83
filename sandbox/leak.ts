// A worker with a connection leak: opens idle sessions as the backend's role until the server has no room left, and keeps
// trying to, until somebody ends one of its sessions. From then on it opens none.
import {setTimeout as sleep} from 'node:timers/promises'
import pg from 'pg'

process.once('disconnect', () => process.exit())

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
  } catch {
    await sleep(50) // full
  }
}
