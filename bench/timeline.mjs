// Measures what the timeline of a long journal costs in time and memory, against a bare loop that reads the same file in
// pieces and gives each line to JSON.parse. The journal is made here, with right numbers and links, and with right hashes where a case verifies them.
// npm run build && node bench/timeline.mjs [EVENTS] [ROUNDS] [CASES: a regular expression] [--json]
import {spawnSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statSync, writeSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import process from 'node:process'
import canonicalize from 'canonicalize'

const total = Number(process.argv[2] ?? 1_000_000)
const rounds = Number(process.argv[3] ?? 3)
const json = process.argv.includes('--json')
const wanted = new RegExp(process.argv[4] ?? '^(?!.*verify)')
const cli = new URL('../dist/runbook.cjs', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'runbook-bench-'))
const name = '20261122T031207Z-long-run-k3f9'
const dir = join(folder, name)
const journal = join(dir, 'journal.jsonl')

const steps = Array.from({length: 60}, (_, index) => ({
  id: `step-${index + 1}`,
  number: index + 1,
  title: `Look at part ${index + 1} of the backend`,
  section: ['Diagnosis'],
  kind: 'shell',
  effect: index % 20 === 19 ? 'change' : 'read',
}))
const command = 'curl -fsS https://status.example/health | jq .status'
const digest = 'cd'.repeat(32)

/** The events of a run that goes round its steps for as long as it takes: asked, begun, checked, ended; a late note now and then. */
function eventAt(index) {
  if (index === 0)
    return [
      'run.started',
      {
        runbook: {path: 'runbooks/long.md', title: 'Long run', sha256: digest},
        operator: 'alice',
        mode: 'attended',
        host: {name: 'ops-1'},
        tool: {version: '0.1.0'},
        steps,
      },
    ]
  if (index === total - 1) return ['run.finished', {result: 'success', durationMs: total * 100}]
  if (index % 5000 === 4999) return ['note.added', {kind: 'observation', text: `still slow at ${index}`}]
  const round = Math.floor(index / 4)
  const {id: subject, title, section, kind, effect} = steps[round % steps.length]
  const attempt = Math.floor(round / steps.length) + 1
  const output = {path: `outputs/001-${subject}.${attempt}.log`, sha256: digest, bytes: 100, lines: 3}
  return [
    ['prompt.answered', {question: 'step', answer: 'run', waitedMs: 1200}],
    [
      'step.started',
      {attempt, title, section, kind, effect, language: 'bash', text: command, sha256: digest},
    ],
    ['check.evaluated', {attempt, verdict: 'met', expected: 'ok', observed: 'ok'}],
    [
      'step.finished',
      {attempt, outcome: {kind: 'success'}, durationMs: 123, output, process: {exit: {code: 0}}},
    ],
  ][index % 4].concat(subject)
}

function writeJournal() {
  mkdirSync(dir)
  const file = openSync(journal, 'w')
  const begin = Date.parse('2026-11-22T03:12:07.000Z')
  let prevhash = '0'.repeat(64)
  let text = ''
  for (let index = 0; index < total; index++) {
    const [type, data, subject] = eventAt(index)
    const recordedtime = new Date(begin + index * 100).toISOString()
    const record = {
      specversion: '1.0',
      id: `01JD8Z${String(index).padStart(20, '0')}`,
      source: 'runbooks/long.md',
      type: `runbook.${type}`,
      time: type === 'note.added' ? new Date(begin + index * 100 - 300_000).toISOString() : recordedtime,
      recordedtime,
      sequence: index + 1,
      runid: name,
      ...(subject ? {subject} : {}),
      authid: 'alice',
      data,
      prevhash,
    }
    const hash = hashes
      ? createHash('sha256').update('runbook.log.v1\n').update(canonicalize(record)).digest('hex')
      : (index + 1).toString(16).padStart(64, '0')
    prevhash = hash
    text += `${JSON.stringify({...record, hash})}\n`
    if (text.length > 1 << 22) {
      writeSync(file, text)
      text = ''
    }
  }
  writeSync(file, text)
  closeSync(file)
}

const bare = `
const {createReadStream} = require('node:fs')
;(async () => {
  let rest = '', lines = 0
  for await (const chunk of createReadStream(process.argv[1], {highWaterMark: 1 << 22, encoding: 'utf8'})) {
    const text = rest + chunk
    let from = 0
    for (let end = text.indexOf('\\n'); end !== -1; end = text.indexOf('\\n', from)) {
      JSON.parse(text.slice(from, end))
      lines++
      from = end + 1
    }
    rest = text.slice(from)
  }
  process.stderr.write(String(lines))
})()`

/** Seconds of a processor, which a busy machine stretches less than those of the clock, and MiB at most. */
function measure(args) {
  const {status, stderr} = spawnSync(
    '/bin/sh',
    ['-c', 'exec "$0" "$@" > /dev/null', process.execPath, '--require', join(folder, 'peak.cjs'), ...args],
    {cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26},
  )
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`)
  const [, kib, microseconds] = /peak (\d+) (\d+)/.exec(stderr)
  return {seconds: Number(microseconds) / 1e6, mib: Number(kib) / 1024}
}

const timeline = (...more) => [cli, 'timeline', dir, ...more]
const all = {
  'story, markdown': timeline(),
  'milestones, json': timeline('--level', 'milestones', '--format', 'json'),
  'story, html': timeline('--format', 'html'),
  'all, markdown': timeline('--level', 'all'),
  'all, otlp': timeline('--format', 'otlp'),
  'story, markdown, --verify': timeline('--verify'),
}
const cases = {
  'bare loop': ['-e', bare, journal],
  ...Object.fromEntries(Object.entries(all).filter(([key]) => wanted.test(key))),
}
const hashes = Object.values(cases).flat().includes('--verify')
const seen = Object.fromEntries(Object.keys(cases).map(key => [key, []]))
try {
  const peak = `process.on('exit', () => {
    const {maxRSS, userCPUTime, systemCPUTime} = process.resourceUsage()
    process.stderr.write('\\npeak ' + maxRSS + ' ' + (userCPUTime + systemCPUTime) + '\\n')
  })`
  const file = openSync(join(folder, 'peak.cjs'), 'w')
  writeSync(file, peak)
  closeSync(file)
  writeJournal()
  if (!json)
    process.stdout.write(
      `${total} events, ${(statSync(journal).size / 2 ** 20).toFixed(0)} MiB, ${rounds} rounds\n`,
    )
  // in turns, so that a busy moment of the machine hits all alike
  for (let round = 0; round < rounds; round++)
    for (const [key, args] of Object.entries(cases)) seen[key].push(measure(args))
} finally {
  rmSync(folder, {recursive: true, force: true})
}
const median = values => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
for (const [key, runs] of Object.entries(seen)) {
  const ratio = median(runs.map(({seconds}, round) => seconds / seen['bare loop'][round].seconds))
  const least = Math.min(...runs.map(({seconds}) => seconds))
  const mib = Math.max(...runs.map(run => run.mib))
  if (json) {
    if (key !== 'bare loop') console.log(JSON.stringify({ratio, mib}))
  } else
    process.stdout.write(
      `${key.padEnd(26)} ${median(runs.map(({seconds}) => seconds)).toFixed(2)} s of CPU (least ${least.toFixed(2)}), ${ratio.toFixed(2)} × bare, ${mib.toFixed(0)} MiB at most\n`,
    )
}
