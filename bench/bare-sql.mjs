// What nobody can leave out who runs each block of SQL as a step of its own and keeps a record of it: PostgreSQL's grammar for
// each block, a record on disk before it is sent, a transaction that only reads in one round trip, two files on disk before its end is recorded with
// their digests. No question, no masking, no catalog, no incident log, no screen but what was printed: node bare-sql.mjs FILE, DATABASE_URL.
import {createHash} from 'node:crypto'
import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import {promisify} from 'node:util'
import {loadModule, parseSync} from 'libpg-query'
import pg from 'pg'

const guards = `SELECT pg_catalog.set_config('statement_timeout', '61000', true), pg_catalog.set_config('lock_timeout', '5000', true)`

/** A statement in a transaction that only reads, in one go. */
class Exchange {
  rows = []
  #done = 0

  constructor(text) {
    this.text = text
    this.ended = new Promise((resolve, reject) => {
      this.handleReadyForQuery = () => resolve(this)
      this.handleError = reject
    })
  }

  submit(link) {
    const send = (text, described) => {
      link.parse({text, name: '', types: []}, true)
      link.bind({values: []}, true)
      if (described) link.describe({type: 'P'}, true)
      link.execute({}, true)
    }
    link.stream.cork()
    send('BEGIN READ ONLY')
    send(guards)
    send(this.text, true)
    send('ROLLBACK')
    link.sync()
    link.stream.uncork()
  }

  handleRowDescription({fields}) {
    this.columns = fields.map(({name}) => name)
  }

  handleDataRow({fields}) {
    if (this.#done === 2) this.rows.push(fields)
  }

  handleCommandComplete() {
    this.#done++
  }
}

const sha256 = text => createHash('sha256').update(text).digest('hex')
let sequence = 0
let prevhash = '0'.repeat(64)
const record = (type, subject, data) => {
  const time = new Date().toISOString()
  const event = {
    specversion: '1.0',
    source: 'steps.md',
    type,
    time,
    sequence: ++sequence,
    subject,
    data,
    prevhash,
  }
  prevhash = sha256(JSON.stringify(event))
  event.hash = prevhash
  return `${JSON.stringify(event)}\n`
}

const document = readFileSync(process.argv[2], 'utf8')
const blocks = [...document.matchAll(/^```sql .*\n([\s\S]*?)\n```$/gm)].map(([, text]) => text)
await loadModule()
for (const text of blocks)
  if (parseSync(text).stmts.length !== 1) throw new Error(`not one statement: ${text}`)

const dir = mkdtempSync('bare-')
mkdirSync(`${dir}/outputs`)
const journal = openSync(`${dir}/journal.jsonl`, 'ax')
const client = new pg.Client({connectionString: process.env.DATABASE_URL})
await client.connect()
const sync = promisify(fdatasync)
let waiting = ''
for (const [index, text] of blocks.entries()) {
  const id = `s${index + 1}`
  waiting += record('prompt.answered', id, {answer: 'run'})
  waiting += record('step.started', id, {kind: 'sql', effect: 'read', text})
  writeSync(journal, waiting)
  fdatasyncSync(journal)
  const {columns, rows} = await client.query(new Exchange(text)).ended
  const lines = [columns, ...rows]
  const printed = `${lines.map(cells => cells.join(' | ')).join('\n')}\n(${rows.length} rows)\n`
  const texts = [lines.map(cells => `${cells.join(',')}\n`).join(''), printed]
  const files = texts.map((text, at) => {
    const file = openSync(`${dir}/outputs/${id}.${at}`, 'wx')
    writeSync(file, text)
    return file
  })
  const other = sync(files[0])
  fdatasyncSync(files[1])
  await other
  for (const file of files) closeSync(file)
  writeSync(1, printed)
  waiting = record('step.finished', id, {outcome: 'success', outputs: texts.map(sha256)})
}
writeSync(journal, waiting)
fdatasyncSync(journal)
await client.end()
