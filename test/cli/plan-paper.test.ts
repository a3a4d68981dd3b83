import {expect, test} from 'vitest'
import {nodes, parsed} from '../report/parsed.ts'
import {cli} from '../support/cli.ts'

const runbook = `---
runbook:
  environment: staging
  inputs:
    service: {prompt: Which one, choices: [api, web]}
    jwt-secret: {secret: true}
---

# Mend | it (P1)

Look first.

## Resolution

\`\`\`bash {id=restart timeout=1m}
systemctl restart <service> # \\\`\`\`
\`\`\`

\`\`\`bash {id=sign}
sign {{jwt-secret}}
\`\`\`

- [ ] Tell *everybody*

Wait 1 second.

### If it is the pool

\`\`\`bash {id=pool}
pool --show
\`\`\`

### If it is the disk

\`\`\`bash
df -h
\`\`\`

## Escalation

Call Ada.
`
const plan = (...options: string[]) => cli('plan', 'a.md', ...options).file('a.md', runbook)

test('on paper each step has its number, a box, its command with values in place, and room for the result', async () => {
  const {stdout} = await plan('--checklist', '-i', 'service=api')
    .env({RUNBOOK_INPUT_JWT_SECRET: 'hunter2hunter2'})
    .stdout([
      '# Mend \\| it (P1)\n\na.md, environment staging, printed ',
      '- [ ] **1. Resolution**\n\n  destroy; timeout <time>\n\n  ````bash\n  systemctl restart api # ',
      '  sign {{jwt-secret}}\n',
      '  Wait <time>.\n\n  at ____:____  result ____',
      '1. If it is the pool\n  2. If it is the disk\n',
      '(only if 2 was taken at step 5)',
      'Call Ada.\n',
      'with `runbook run a.md --by-hand`.',
    ])
    .exits(0)
  expect(stdout).not.toContain('hunter2')
  const boxes = nodes(parsed(stdout)).filter(item => 'checked' in item && item.checked === false)
  expect(boxes).toHaveLength(7)
})

test('an answers file to fill in answers nothing, says what can be answered, and is read once it is filled in', async () => {
  const {dir, stdout} = await plan('--answers')
    .stdout([
      '# Answers for: runbook run a.md --yes --answers FILE\n',
      '#   restart  (destroy) 1 Resolution\n#   sign  (unknown effect) 2 Resolution\n',
      '  # service: ""  # Which one; one of api, web\n',
      '  # jwt-secret: ""  # secret: better given as RUNBOOK_INPUT_JWT_SECRET\n',
      ': done, not-applicable, failed or skip\n',
      '{choose: 1}, {choose: none} or skip, of 1 If it is the pool, 2 If it is the disk\n',
    ])
    .exits(0)
  const empty = await cli('run', 'a.md', '--yes', '--answers', 'an.yaml')
    .file('a.md', runbook)
    .file('an.yaml', stdout)
    .stderr(['these inputs have no value: service, jwt-secret'])
    .exits(2)
  expect(empty.dir).not.toBe(dir)
  const filled = stdout
    .replace('# service: ""', 'service: web')
    .replaceAll(/^ {2}# (\S+: (?:done|skip))$/gm, '  $1')
  expect(filled).not.toBe(stdout)
  await cli('run', 'a.md', '--dry-run', '--yes', '--answers', 'an.yaml')
    .file('a.md', runbook)
    .file('an.yaml', filled)
    .stdout(/Mend/)
    .exits(0)
  await cli('run', 'a.md', '--yes', '--read-only', '--answers', 'an.yaml')
    .file('a.md', runbook)
    .file('an.yaml', filled)
    .stdout(['skipped: it may destroy something'])
    .exits(0)
})

test('by hand is for a person who answers', async () => {
  await cli('run', 'a.md', '--yes', '--by-hand')
    .file('a.md', runbook)
    .stderr(['--by-hand asks a person about every step'])
    .exits(2)
})
