// Measures how long reading runbooks takes: one large document of several sizes, then a folder of 1,000 of 10 KB.
// npm run build && node bench/parse.mjs
import {describePlan, parseRunbook} from '../dist/index.js'

/** A handbook of about so many characters: what runbooks hold, nothing twice. */
function handbook(characters) {
  const parts = ['---\ntitle: Handbook\nrunbook:\n  severity: P1\n---\n\n# Handbook\n']
  for (let i = 1, length = 0; length < characters; i++) {
    const part = section(i)
    parts.push(part)
    length += part.length
  }
  return `${parts.join('\n').slice(0, characters)}\n`
}

function section(i) {
  return `## Service ${i} is down

When the *backend* ${i} does not answer, see its [dashboard](https://example.com/d/${i}) and \`status\`.

### Diagnosis

1. Look at the state of the pods
2. Read the logs

\`\`\`bash
kubectl get pods -n service-${i}
kubectl logs deploy/backend-${i} --tail=100 | grep -i error
\`\`\`

| Sign | Cause |
|---|---|
| 502 | backend ${i} |

### Resolution

- [ ] Tell the **team** about <service-${i}>

\`\`\`bash
kubectl rollout restart deploy/backend-${i}
\`\`\`

\`\`\`sql
SELECT count(*) FROM pg_stat_activity WHERE application_name = 'service-${i}';
\`\`\`
`
}

async function read(text) {
  const {runbook, messages} = await parseRunbook('a.md', text)
  const plan = describePlan({
    runbook,
    procedures: runbook.procedures,
    messages,
    sha256: '',
    known: new Set(),
  })
  return plan.blocks.length
}

async function measure(name, texts) {
  const began = performance.now()
  const cpu = process.cpuUsage()
  let blocks = 0
  for (const text of texts) blocks += await read(text)
  const {user, system} = process.cpuUsage(cpu)
  const megabytes = texts.reduce((sum, text) => sum + text.length, 0) / 1e6
  const wall = (performance.now() - began) / 1000
  const busy = (user + system) / 1e6
  const cells = [name, blocks, wall.toFixed(2), busy.toFixed(2), (busy / megabytes).toFixed(2)]
  process.stdout.write(`${cells.map((cell, index) => String(cell).padEnd(index === 0 ? 22 : 10)).join('')}\n`)
}

await measureNothing()
process.stdout.write('documents             blocks    wall s    cpu s     cpu s/MB\n')
for (const megabytes of [0.25, 0.5, 1, 2, 5]) {
  await measure(`one of ${megabytes} MB`, [handbook(megabytes * 1e6)])
}
await measure(
  '1,000 of 10 KB',
  Array.from({length: 1000}, (_, index) => handbook(10_000).replaceAll('service-', `service-${index}-`)),
)

/** Once before all measures, so that none of them pays for loading and compiling. */
async function measureNothing() {
  await read(handbook(50_000))
}
