import {expect, test} from 'vitest'
import {makePlan} from '../../src/model/make-plan.ts'
import {onlyReading} from '../../src/model/only-reading.ts'
import {parseRunbook} from '../../src/parser/parse.ts'

async function skips(...blocks: string[]): Promise<(string | undefined)[]> {
  const text = blocks.map(block => `\`\`\`${block}\n\`\`\`\n`).join('\n')
  const {runbook} = await parseRunbook('a.md', `# A\n\n${text}`)
  return onlyReading(makePlan(runbook, undefined)).steps.map(({skip}) => skip)
}

test('what reads is kept, and what only this shell session knows of', async () => {
  expect(
    await skips(
      'bash\ndate; kubectl get pods',
      'bash\ncd /srv && export A=1; B=$(date)',
      'bash\nset -u; unset A',
      'sql\nSELECT 1;',
    ),
  ).toEqual([undefined, undefined, undefined, undefined])
})

test.each([
  ['bash\nset -u; unset A; cd /srv; touch now', 'it may change this machine, and this run only reads'],
  ['bash\nmkdir -p out', 'it may change this machine, and this run only reads'],
  ['bash\nX=$(date) && date > now.txt', 'it may change this machine, and this run only reads'],
  ['bash\nkubectl rollout restart deploy/api', 'it may destroy something, and this run only reads'],
  ['bash\ngit push', 'it may change something, and this run only reads'],
  ['bash\nrm -rf /srv/data', 'it may destroy something, and this run only reads'],
  ['bash\n./mend.sh', 'nobody knows what it does, and this run only reads'],
  [
    'bash {effect=local reason="only a note"}\n./note.sh',
    'it may change this machine, and this run only reads',
  ],
  ['sql\nDELETE FROM jobs WHERE id = 1;', 'it may destroy something, and this run only reads'],
])('%s is passed over', async (block, reason) => {
  expect(await skips(block)).toEqual([reason])
})
