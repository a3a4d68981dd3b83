// Measures what reading a long record costs: a journal of 1,000,000 events (or argv[2] of them), of a run whose 100 steps poll
// for days, is verified, folded into a status, rendered as an incident log and gone on with, each in a process of its own.
// npm run build && node bench/journal.mjs [EVENTS]
import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import canonicalize from 'canonicalize'

const events = Number(process.argv[2] ?? 1_000_000)
const runbook = new URL('../dist/runbook.cjs', import.meta.url).pathname
const dir = mkdtempSync(join(tmpdir(), 'runbook-bench-'))
const run = join(dir, '20261122T031207Z-poll-k3f9')
const steps = Array.from({length: 100}, (_, index) => ({
  id: `s${index}`,
  number: index + 1,
  title: `Poll ${index}`,
  section: ['Watch'],
  kind: 'shell',
}))

const document = `---
runbook: {}
---

# Poll

${steps.map(({id, title}) => `## ${title}\n\n\`\`\`bash {id=${id} retry=100}\ntrue\n\`\`\`\n`).join('\n')}`

/** One try of a step in three events; only the last of a step succeeds. */
function* tries() {
  for (let number = 0; ; number++) {
    const {id: subject, title, section, kind} = steps[Math.floor((number * 3 * 100) / events) % 100]
    const attempt = number + 1
    const next = steps[Math.floor(((number + 1) * 3 * 100) / events) % 100]
    const last = next.id !== subject || number * 3 + 8 > events
    yield [
      'step.started',
      {attempt, title, section, kind, text: 'curl -fsS https://status.example/health'},
      subject,
    ]
    yield [
      'check.evaluated',
      {attempt, verdict: 'unmet', expected: 'ok', observed: `try ${attempt}`},
      subject,
    ]
    const ended = last
      ? {outcome: {kind: 'success'}}
      : {outcome: {kind: 'failure', detail: 'exit 22'}, again: {inMs: 100}}
    yield ['step.finished', {attempt, ...ended, durationMs: 40}, subject]
  }
}

function write() {
  writeFileSync(join(dir, 'poll.md'), document)
  mkdirSync(run)
  const file = openSync(join(run, 'journal.jsonl'), 'w')
  let prevhash = '0'.repeat(64)
  let lines = ''
  const add = (sequence, type, data, subject) => {
    const time = new Date(Date.UTC(2026, 10, 22) + sequence * 100).toISOString()
    const record = {
      specversion: '1.0',
      id: String(sequence),
      source: 'poll.md',
      type: `runbook.${type}`,
      time,
      recordedtime: time,
      sequence,
      runid: '20261122T031207Z-poll-k3f9',
      ...(subject ? {subject} : {}),
      data,
      prevhash,
    }
    prevhash = createHash('sha256')
      .update(`runbook.log.v1\n${canonicalize(record)}`)
      .digest('hex')
    lines += `${JSON.stringify({...record, hash: prevhash})}\n`
    if (lines.length > 1 << 20 || sequence === events) {
      writeSync(file, lines)
      lines = ''
    }
  }
  const started = {
    runbook: {path: 'poll.md', title: 'Poll', sha256: createHash('sha256').update(document).digest('hex')},
    directory: dir,
    operator: 'ada',
    mode: 'attended',
    host: {name: 'ops-1'},
    tool: {version: '0.1.0'},
    steps,
  }
  add(1, 'run.started', started)
  let sequence = 1
  for (const [type, data, subject] of tries()) {
    if (++sequence > events) break
    add(sequence, type, data, subject)
  }
  closeSync(file)
}

const told = "process.on('exit', () => process.stderr.write(`\\n${process.resourceUsage().maxRSS}`))"
try {
  write()
  console.log(`${events} events, ${(statSync(join(run, 'journal.jsonl')).size / 1e6).toFixed(0)} MB`)
  for (const args of [['log', '--verify'], ['status'], ['log'], ['resume', '--yes']]) {
    const begin = process.hrtime.bigint()
    const {status, stderr} = spawnSync(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(told)}`, runbook, ...args, run],
      {encoding: 'utf8', maxBuffer: 1 << 28},
    )
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9
    if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
    const mebibytes = Number(stderr.trim().split('\n').at(-1)) / 1024
    console.log(
      `runbook ${args.join(' ').padEnd(14)} ${seconds.toFixed(1).padStart(6)} s ${mebibytes.toFixed(0).padStart(6)} MiB`,
    )
  }
  console.log(`incident.md: ${(statSync(join(run, 'incident.md')).size / 1024).toFixed(0)} KiB`)
} finally {
  rmSync(dir, {recursive: true, force: true})
}
