// Compares what the tool reads in documents with labels made by hand.
// node bench/score-labels.mjs LABELS.jsonl FOLDER [--wrong]
// LABELS: one JSON object a line with repo, path, line (of the opening fence), labels, effect, destructive, placeholders.
// FOLDER: the documents, below `owner+name/` of their repository.
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describePlan, parseRunbook} from '../dist/index.js'

const [labelsFile, folder, flag] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('usage: node bench/score-labels.mjs LABELS.jsonl FOLDER [--wrong]\n')
  process.exit(2)
}
const documents = new Map()
async function blocksOf(path) {
  if (!documents.has(path)) {
    const {runbook, messages} = await parseRunbook(path, readFileSync(path, 'utf8'))
    const plan = describePlan({
      runbook,
      procedures: runbook.procedures,
      messages,
      sha256: '',
      known: new Set(),
    })
    documents.set(path, plan.blocks)
  }
  return documents.get(path)
}

const measures = new Map()
function count(name, expected, found, what) {
  const measure = measures.get(name) ?? {both: 0, missed: [], extra: []}
  measures.set(name, measure)
  if (expected && found) measure.both++
  else if (expected) measure.missed.push(what)
  else if (found) measure.extra.push(what)
}

let unread = 0
for (const line of readFileSync(labelsFile, 'utf8').split('\n').filter(Boolean)) {
  const label = JSON.parse(line)
  const path = join(folder, label.repo.replace('/', '+'), label.path)
  const block = (await blocksOf(path)).find(({place}) => place.start.line === label.line)
  if (!block) {
    unread++
    continue
  }
  const what = `${label.id} ${label.path}:${label.line} [${label.labels}] ${label.effect}; read as ${block.kind} ${block.effect}`
  const runs = block.kind !== 'show'
  const alternatives = [label.labels, ...(label.alt ?? [])]
  const has = name =>
    alternatives.some(labels => labels.includes(name)) &&
    (label.labels.includes(name) || alternatives.length > 1)
  const shell = block.kind === 'shell' || block.kind === 'console'
  count('run-shell', has('run-shell') || (shell && has('interactive')), shell, what)
  count('run-sql', has('run-sql'), block.kind === 'sql', what)
  count('console', has('console'), block.kind === 'console', what)
  count('interactive', has('interactive'), Boolean(block.interactive), what)
  count('follow', has('follow'), Boolean(block.endless), what)
  count('destructive', label.destructive, runs && block.effect === 'destroy', what)
  count('read', label.effect === 'read', runs && block.effect === 'read', what)
  const gaps = new Set(block.placeholders.map(({text}) => text))
  for (const text of label.placeholders ?? []) {
    const found = [...gaps].find(gap => gap === text || gap.includes(text) || text.includes(gap))
    count('placeholders', true, found !== undefined, `${what}: ${text}`)
    gaps.delete(found)
  }
  for (const gap of gaps) count('placeholders', false, true, `${what}: ${gap}`)
}

const share = (part, whole) => (whole === 0 ? '   –' : (part / whole).toFixed(2))
process.stdout.write('measure        recall  precision  F1     right missed extra\n')
for (const [name, {both, missed, extra}] of measures) {
  const [expected, found] = [both + missed.length, both + extra.length]
  const f1 = share(2 * both, expected + found)
  process.stdout.write(
    `${name.padEnd(15)}${share(both, expected).padEnd(8)}${share(both, found).padEnd(11)}${f1.padEnd(7)}${String(both).padEnd(6)}${String(missed.length).padEnd(7)}${extra.length}\n`,
  )
  if (flag === '--wrong') {
    for (const what of missed) process.stdout.write(`  missed ${what}\n`)
    for (const what of extra) process.stdout.write(`  extra  ${what}\n`)
  }
}
if (unread > 0) process.stdout.write(`${unread} labelled blocks were not found at their line\n`)
