// Compares what the tool reads in documents with labels made by hand.
// node bench/score-labels.mjs LABELS.jsonl FOLDER [--wrong]
// LABELS: one JSON object a line with repo, path, line (of the opening fence), labels, alt, effect, destructive, placeholders.
// FOLDER: the documents, below `owner+name/` of their repository. A fence of several blocks counts once, as all of them together;
// where the lists of `alt` disagree with `labels` about a name, either answer is right.
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describePlan, parseRunbook} from '../dist/index.js'

const [labelsFile, folder, flag] = process.argv.slice(2)
if (!folder) {
  process.stderr.write('usage: node bench/score-labels.mjs LABELS.jsonl FOLDER [--wrong]\n')
  process.exit(2)
}
const documents = new Map()

/** The blocks of a document by the line of the fence that they stand in. */
async function fencesOf(path) {
  if (!documents.has(path)) {
    const {runbook, messages} = await parseRunbook(path, readFileSync(path, 'utf8'))
    const known = new Set()
    const {procedures} = runbook
    const {blocks} = describePlan({runbook, procedures, messages, sha256: '', known})
    documents.set(
      path,
      groupedBy(blocks, ({fence, place}) => (fence ?? {place}).place.start.line),
    )
  }
  return documents.get(path)
}

function groupedBy(items, keyOf) {
  const groups = new Map()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

const names = ['run-shell', 'run-sql', 'interactive', 'follow', 'output', 'config', 'console', 'template']
const badness = ['none', 'read', 'local', 'unknown', 'change', 'destroy']

/** What the blocks of one fence are together, in the words of the labels. */
function readingOf(blocks) {
  const runnable = blocks.filter(({kind}) => kind !== 'show')
  const shell = runnable.filter(({kind}) => kind === 'shell' || kind === 'console')
  const shows = what => blocks.some(block => block.kind === 'show' && what.includes(block.shows))
  const found = {
    // an ordinary command that stops to ask is both; a session or a screen is not
    'run-shell': shell.some(
      ({interactive, commands}) =>
        interactive === null || commands.length > 1 || !/session|takes over/.test(interactive),
    ),
    'run-sql': runnable.some(({kind}) => kind === 'sql'),
    interactive: runnable.some(({interactive}) => interactive !== null),
    follow: runnable.some(({endless}) => endless !== null),
    output: shows(['output']) || runnable.some(block => (block.seen ?? []).some(isPrinted)),
    config:
      shows(['data', 'prose', 'comment', 'language', 'broken', null, undefined]) && runnable.length === 0,
    console: blocks.some(isPrompted),
    template:
      blocks.some(({placeholders}) => placeholders.length > 0) ||
      runnable.some(({needs}) => needs.length > 0),
  }
  const effect = runnable
    .map(block => block.effect)
    .sort((a, b) => badness.indexOf(a) - badness.indexOf(b))
    .at(-1)
  return {
    shell: shell.length > 0,
    found,
    effect: effect ?? 'none',
    gaps: blocks.flatMap(block => block.placeholders.map(({text}) => text)),
  }
}

/** Output that stands only in comments is not counted as output in the labels. */
const isPrinted = ({text}) => text.split('\n').some(line => line.trim() !== '' && !/^\s*#/.test(line))

function isPrompted({kind, shows, text}) {
  if (kind === 'console' || shows === 'session') return true
  // `x -> …` is a lambda or JSON: a prompt has no blank before its arrow
  return (
    kind === 'sql' &&
    /^>\s|^\s*`?(?:\S{1,60} ?(?:=[#>]|-#)|[^\s'")]{1,60}->|\w{1,40}(?: \[[^\]]{0,60}\])?>)(?:\s|$)|^\s*(?:mysql|sqlite)>\w/m.test(
      text,
    )
  )
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
let exact = 0
const inexact = []
for (const line of readFileSync(labelsFile, 'utf8').split('\n').filter(Boolean)) {
  const label = JSON.parse(line)
  const path = join(folder, label.repo.replace('/', '+'), label.path)
  // what is not found at its line was not read at all: each of its labels is missed
  const blocks = (await fencesOf(path)).get(label.line) ?? []
  if (blocks.length === 0) unread++
  const {shell, found, effect, gaps} = readingOf(blocks)
  const read = names.filter(name => found[name])
  const kinds = blocks.map(block => `${block.kind}${block.shows ? `:${block.shows}` : ''}`).join(' ')
  const what = `${label.id} ${label.path}:${label.line} [${label.labels}] ${label.effect}; read as ${kinds} ${effect} [${read}]`
  const lists = [label.labels, ...(label.alt ?? [])]
  for (const name of names) {
    // A session alone is `interactive` in the labels and a shell block all the same.
    const one = name === 'run-shell' ? shell : found[name]
    const also = name === 'run-shell' && shell ? 'interactive' : name
    const wanted = lists.map(list => list.includes(name) || list.includes(also))
    if (wanted.every(each => each === wanted[0])) count(name, wanted[0], one, what)
    else if (one) count(name, true, true, what)
  }
  if (lists.some(list => list.length === read.length && list.every(name => found[name]))) exact++
  else inexact.push(what)
  count('destructive', label.destructive, effect === 'destroy', what)
  count('read', label.effect === 'read', effect === 'read', what)
  const left = new Set(gaps)
  for (const text of label.placeholders ?? []) {
    const gap = [...left].find(one => one === text || one.includes(text) || text.includes(one))
    count('placeholders', true, gap !== undefined, `${what}: ${text}`)
    left.delete(gap)
  }
  for (const gap of left) count('placeholders', false, true, `${what}: ${gap}`)
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
process.stdout.write(
  `all labels right: ${share(exact, exact + inexact.length)} (${exact} of ${exact + inexact.length})\n`,
)
if (flag === '--wrong') for (const what of inexact) process.stdout.write(`  ${what}\n`)
if (unread > 0) process.stdout.write(`${unread} labelled blocks were not found at their line\n`)
