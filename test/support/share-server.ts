import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

interface Server {
  readonly url: string
  stop(): Promise<void>
}

/** An address that answers with the URL of one server, which the first request starts; it costs nothing when none needs it. */
export async function shareServer(
  start: () => Promise<Server>,
): Promise<{door: string; close(): Promise<void>}> {
  let server: Promise<Server> | undefined
  const door = createServer((_, response) => {
    server ??= start()
    server.then(
      ({url}) => response.end(url),
      error => response.writeHead(500).end(String(error)),
    )
  }).listen(0, '127.0.0.1')
  await once(door, 'listening')
  return {
    door: `http://127.0.0.1:${(door.address() as AddressInfo).port}/`,
    async close() {
      door.closeAllConnections()
      door.close()
      await server?.then(({stop}) => stop()).catch(() => {})
    },
  }
}

/** The URL of the server behind a door. */
export async function sharedServer(door: string): Promise<string> {
  const response = await fetch(door)
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  return text
}
