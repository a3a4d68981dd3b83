import {randomUUID} from 'node:crypto'
import {createServer, request as forward, type Server, type ServerResponse} from 'node:http'

/** The public door of the backend: passes requests on to the port of the moment, and answers 502 when nobody is there. */
export const createEdge = (port: () => number | undefined): Server =>
  createServer((incoming, outgoing) => {
    const target = port()
    if (!target) {
      fail(outgoing)
      return
    }
    const {method, url: path, headers} = incoming
    const options = {host: '127.0.0.1', port: target, method, path, headers, agent: false, timeout: 15_000}
    const onward = forward(options, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.on('error', () => outgoing.destroy()).pipe(outgoing)
    })
    onward.on('timeout', () => onward.destroy(new Error('The backend does not answer')))
    onward.on('error', () => fail(outgoing))
    outgoing.on('close', () => onward.destroy())
    incoming.pipe(onward)
  })

function fail(outgoing: ServerResponse) {
  if (outgoing.headersSent) {
    outgoing.destroy()
    return
  }
  const body = {
    status: 'error',
    code: 502,
    message: 'Application failed to respond',
    request_id: randomUUID(),
  }
  outgoing.writeHead(502, {'content-type': 'application/json'}).end(`${JSON.stringify(body)}\n`)
}
