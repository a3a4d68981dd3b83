import {expect, test} from 'vitest'
import {stepsOf} from '../../src/model/content.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

const fence = (text: string) => `\`\`\`bash\n${text}\n\`\`\`\n`

/** For each block, the directory that it builds on. */
async function directories(...parts: string[]) {
  const {runbook} = await parseRunbook('a.md', `# A\n\n${parts.join('\n')}`)
  return [...stepsOf(runbook.section)].flatMap(step =>
    step.type === 'block'
      ? [step.buildsOn?.flatMap(one => ('directory' in one ? [one.directory] : []))[0]]
      : [],
  )
}

test.each(['terraform apply', 'make deploy', './restore.sh', 'docker compose up -d', 'git pull'])(
  'what acts on the directory builds on the fence above that changes to it: %s',
  async command =>
    expect(await directories(fence('cd infra'), 'Then:\n', fence(command))).toEqual([undefined, 'cd infra']),
)

test.each([
  'df -h',
  'kubectl get pods',
  'terraform -chdir=/srv/infra apply',
  'make -C /srv all',
  'git clone https://example.org/a.git',
])('what does the same everywhere builds on nothing: %s', async command =>
  expect(await directories(fence('cd infra'), fence(command))).toEqual([undefined, undefined]),
)

test('it ends with the section, and with a choice', async () => {
  expect(await directories(fence('cd infra'), '## B\n', fence('make'))).toEqual([undefined, undefined])
  const choice = `If it is down:\n\n${fence('uptime')}\nIf it is slow:\n\n${fence('uptime')}`
  expect((await directories(fence('cd infra'), choice, fence('make'))).at(-1)).toBeUndefined()
})

test('the last directory counts, and a step of the same fence before one of another', async () => {
  expect(await directories(fence('cd /srv/a'), fence('cd /srv/b'), fence('make'))).toEqual([
    undefined,
    undefined,
    'cd /srv/b',
  ])
})
