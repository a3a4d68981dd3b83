// A process of its own for one SQLite database, since SQLite works without giving way: whoever wants it to stop ends the process.
// In: requests, one at a time. Out: rows in batches, each answered before the next is sent, and an end or an error for each request.
import process from 'node:process'
import type {SqliteReply, SqliteRequest} from '../../../executor/sql/sqlite/message.ts'
import {SqliteFile} from './file.ts'

const send = (reply: SqliteReply) => new Promise<void>(resolve => process.send!(reply, () => resolve()))
let file: SqliteFile | undefined
let goOn: () => void = () => {}

async function carryOut(request: Exclude<SqliteRequest, {do: 'more'}>): Promise<void> {
  try {
    if (request.do === 'open') {
      file = await SqliteFile.open(request.path, request.readOnly)
      await send({is: 'end', columns: [], changes: undefined, sampled: false})
      return
    }
    if (request.do === 'run') {
      file!.carryOut(request.text, request.busyMs)
      await send({is: 'end', columns: [], changes: undefined, sampled: false})
      return
    }
    const {columns, batches, end} = file!.query(request)
    for (const rows of batches) {
      const more = new Promise<void>(resolve => {
        goOn = resolve
      })
      await send({is: 'rows', columns, rows})
      await more
    }
    await send({is: 'end', columns, ...end()})
  } catch (error) {
    const {code, message} = error as {code?: string; message?: string}
    await send({is: 'error', code: code ?? 'ERROR', message: message ?? String(error)})
  }
}

process.on('message', (request: SqliteRequest) => {
  if (request.do === 'more') goOn()
  else void carryOut(request)
})
process.on('disconnect', () => process.exit())
// Ctrl-C at the terminal is the run's to answer
process.on('SIGINT', () => {})
