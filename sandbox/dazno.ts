import {createServer, type Server} from 'node:http'

/** The stand-in for an API of others that the backend depends on; its server still has to listen. */
export interface Dazno {
  server: Server
  down: boolean
}

/** Answers `/health` and `/balance`; with 503 while it is down. */
export function createDazno(): Dazno {
  const dazno: Dazno = {
    down: false,
    server: createServer((_, response) => {
      const body = dazno.down ? {status: 'unavailable'} : {status: 'ok', balance: 2100}
      response
        .writeHead(dazno.down ? 503 : 200, {'content-type': 'application/json'})
        .end(`${JSON.stringify(body)}\n`)
    }),
  }
  return dazno
}
