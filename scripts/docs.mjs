// Writes the generated parts of docs/: JSON Schemas, the command reference, the example plan.
// `--check` writes nothing, names what is stale and exits 1.
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import process from 'node:process'
import {fileURLToPath, pathToFileURL} from 'node:url'
import {build} from 'esbuild'
import {helpOf, manual} from './man.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

const source = `
export {z} from 'zod/mini'
export {createProgram} from './src/cli/program/program.ts'
export {eventData, recordSchema, typePrefix} from './src/model/event.ts'
export {describePlan} from './src/model/describe-plan.ts'
export {planDocumentSchema, planSchemaId} from './src/model/plan-document.ts'
export {timelineDocumentSchema, timelineSchemaId} from './src/model/timeline-document.ts'
export {parseRunbook} from './src/parser/parse.ts'
export {recordingSchema} from './src/model/recording.ts'
export {scenarioFileSchema} from './src/model/scenario.ts'
export {lintDocumentSchema, lintSchemaId} from './src/model/lint-document.ts'
export {lintRunbook} from './src/parser/lint/lint.ts'
export {parserRules} from './src/parser/lint/parser-rules.ts'
export {rules} from './src/parser/lint/rules.ts'
`

/** The parts of the source that the documents are made from. */
async function loadSource() {
  const path = `${root}build/docs-${process.pid}.mjs` // below the root, where its imports of packages resolve
  mkdirSync(`${root}build`, {recursive: true})
  try {
    await build({
      stdin: {contents: source, resolveDir: root},
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      outfile: path,
      logLevel: 'warning',
    })
    return await import(pathToFileURL(path).href)
  } finally {
    rmSync(path, {force: true})
  }
}

const {
  z,
  createProgram,
  eventData,
  recordSchema,
  typePrefix,
  describePlan,
  planDocumentSchema,
  planSchemaId,
  timelineDocumentSchema,
  timelineSchemaId,
  parseRunbook,
  recordingSchema,
  scenarioFileSchema,
  lintDocumentSchema,
  lintSchemaId,
  lintRunbook,
  parserRules,
  rules,
} = await loadSource()

/** What a reader must accept: fields that it does not know may be there. */
const schemaOf = schema => z.toJSONSchema(schema, {io: 'input', unrepresentable: 'throw'})

function documentSchema(schema, id) {
  const {$schema, ...rest} = schemaOf(schema)
  return {$schema, title: id, ...rest}
}

function journalSchema() {
  const {$schema, ...record} = schemaOf(recordSchema())
  const definitions = Object.entries(eventData()).map(([type, data]) => {
    const {$schema: _, ...definition} = schemaOf(data)
    return [type, definition]
  })
  return {
    $schema,
    title: 'One line of journal.jsonl',
    ...record,
    allOf: definitions.map(([type]) => ({
      if: {properties: {type: {const: typePrefix + type}}},
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: {properties: {data: {$ref: `#/$defs/${type}`}}},
    })),
    $defs: Object.fromEntries(definitions),
  }
}

function cliReference() {
  const program = createProgram(() => {})
  return [program, ...program.commands.filter(command => !command.name().startsWith('__'))]
    .map(command => {
      const heading = command === program ? 'runbook' : `runbook ${command.name()}`
      return `### ${heading}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\``
    })
    .join('\n\n')
}

/** The plan of the example runbook that the page itself shows, as the command would print it. */
async function examplePlan(page) {
  const text = /^````markdown\n([\s\S]*?)^````$/m.exec(page)[1]
  const {runbook, messages} = await parseRunbook('restart.md', text)
  const {createHash} = await import('node:crypto')
  const sha256 = createHash('sha256').update(text).digest('hex')
  const plan = describePlan({runbook, procedures: runbook.procedures, messages, sha256, known: new Set()})
  return `\`\`\`json\n${JSON.stringify(plan, undefined, 2)}\n\`\`\``
}

async function ruleReference() {
  const all = [...rules, ...parserRules].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const sections = await Promise.all(all.map(ruleSection))
  return sections.join('\n\n')
}

const severityNames = {error: 'Error', warning: 'Warning', info: 'Information', off: 'Silent'}

async function ruleSection({id, severity, elsewhere, summary, why, examples}) {
  const fixes = examples.some(({fixed}) => fixed !== undefined) ? '; `--fix` mends what is certain' : ''
  const other =
    severity === elsewhere ? '' : `; ${severityNames[elsewhere].toLowerCase()} without a \`runbook:\` key`
  const head = `### ${id}\n\n*${severityNames[severity]}${other}${fixes}.* ${summary[0].toUpperCase()}${summary.slice(1)}. ${why}`
  const wrong = examples.find(({says}) => says.length > 0)
  const right = examples.find(({says}) => says.length === 0)
  return [
    head,
    ...(wrong ? ['Wrong:', fenced(wrong.text, 'markdown'), fenced(await saidOf(id, wrong), 'text')] : []),
    ...(right ? ['Right:', fenced(right.text, 'markdown')] : []),
  ].join('\n\n')
}

/** What the rule really says of its example. */
async function saidOf(id, {text, files}) {
  const now = new Date('2026-03-01T00:00:00Z')
  const exists = files && (path => files.includes(path))
  const messages = lintRunbook(await parseRunbook('x.md', text), text, {now, exists, only: [id]})
  return messages.map(({place, text}) => `${place.start.line}:${place.start.column} ${text}\n`).join('')
}

function fenced(text, language) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}${fence}`
}

const json = value => `${JSON.stringify(value, undefined, 2)}\n`
const read = path => (existsSync(root + path) ? readFileSync(root + path, 'utf8') : '')

/** The page with what stands between its markers replaced. */
function between(page, name, text) {
  const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`]
  const [from, to] = [page.indexOf(begin), page.indexOf(end)]
  if (from === -1 || to < from) throw new Error(`the markers of the generated part \`${name}\` are missing`)
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`
}

/** The rows of the table below a heading, without their code marks. */
function tableBelow(page, heading) {
  const part = page.slice(page.indexOf(`\n## ${heading}\n`) + 1).split(/^## .*$/m)[1]
  const rows = part.split('\n').filter(line => line.startsWith('| '))
  return rows.slice(1).map(row =>
    row
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim().replaceAll('`', '')),
  )
}

function manPage() {
  const page = read('docs/cli.md')
  return manual(
    createProgram(() => {}),
    {
      exitCodes: tableBelow(page, 'Exit codes'),
      variables: tableBelow(page, 'Environment'),
    },
  )
}

const fresh = {
  'docs/plan.schema.json': json(documentSchema(planDocumentSchema, planSchemaId)),
  'docs/journal.schema.json': json(journalSchema()),
  'docs/lint.schema.json': json(documentSchema(lintDocumentSchema, lintSchemaId)),
  'docs/recording.schema.json': json(documentSchema(recordingSchema, 'runbook recording')),
  'docs/scenario.schema.json': json(documentSchema(scenarioFileSchema, 'runbook scenario file')),
  'docs/timeline.schema.json': json(documentSchema(timelineDocumentSchema, timelineSchemaId)),
  'docs/rules.md': between(read('docs/rules.md'), 'rules', await ruleReference()),
  'docs/cli.md': between(read('docs/cli.md'), 'help', cliReference()),
  'man/runbook.1': manPage(),
  'docs/plan.md': between(read('docs/plan.md'), 'example', await examplePlan(read('docs/plan.md'))),
}

const stale = Object.keys(fresh).filter(path => read(path) !== fresh[path])
if (process.argv.includes('--check')) {
  for (const path of stale) process.stderr.write(`${path} is stale: run node scripts/docs.mjs\n`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const path of stale) writeFileSync(root + path, fresh[path])
}
