import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'

const runbook = `---
runbook: {severity: P1}
---

# Queue is stuck

\`\`\`bash {id=look}
echo "key is $API_TOKEN"
\`\`\`

\`\`\`bash {id=count expect-value="< 10"}
echo 312
\`\`\`
`

/** A run that failed, of an incident, with what people said of it later. */
async function recorded() {
  const {dir} = await cli('run', 'queue.md', '--yes', '--operator', 'ada', '--incident', 'INC-7')
    .file('queue.md', runbook)
    .env({API_TOKEN: 'tok-3f9a1c77'})
    .stdout(/./)
    .exits(1)
  const call = (...words: string[]) => cli(...words).dir(dir)
  await call('note', 'todo: watch the queue', '--operator', 'bob').stdout(/./).exits(0)
  return {dir, call, read: (path: string) => readFileSync(join(dir, path), 'utf8')}
}

test('a post-mortem is drafted from the newest run, without its secrets', async () => {
  const {call} = await recorded()
  const {stdout} = await call('postmortem')
    .env({API_TOKEN: 'watch the queue'})
    .stdout(/^<!-- runbook:postmortem run=<run> -->\n\n# Post-mortem: Queue is stuck\n/)
    .exits(0)
  expect(stdout).toContain('Check not met, step 2 Queue is stuck: expected `value < 10`, observed `312`')
  expect(stdout).not.toContain('tok-3f9a1c77')
  expect(stdout).not.toContain('watch the queue') // a secret by now
})

test('written again, it keeps what people wrote, and puts aside what they changed in its own parts', async () => {
  const {call, read, dir} = await recorded()
  const out = 'inc-7.md'
  await call('postmortem', '--incident', 'INC-7', '--out', out, '--template', 'short')
    .stdout('inc-7.md\n')
    .exits(0)
  expect(statSync(join(dir, out)).mode & 0o777).toBe(0o600)
  const written = read(out)
    .replace('TODO: a paragraph.', 'We forgot it.')
    .replace('- [ ] watch', '- [x] watch')
  writeFileSync(join(dir, out), written)

  await call('postmortem', '--out', out)
    .stdout('inc-7.md\n')
    .stderr('runbook: inc-7.md: follow-ups was edited by hand and is left so: nothing new is on record\n')
    .exits(0)
  expect(read(out)).toBe(written)

  await call('note', 'todo: page somebody').stdout(/./).exits(0)
  await call('postmortem', '--out', out)
    .stdout('inc-7.md\n')
    .stderr(
      'runbook: warning: inc-7.md: edited by hand, and made anew: follow-ups; the file as it was is kept in inc-7.edited-1.md\n',
    )
    .exits(0)
  expect(read(out)).toMatch(/We forgot it\..*- \[ \] watch the queue\n- \[ \] page somebody\n/s)
  expect(read('inc-7.edited-1.md')).toBe(written)
})

test('a template of one’s own gives the form; a slot that there is none of is named', async () => {
  const {call} = await recorded()
  const {stdout} = await call('postmortem', '--template', 'ours.md')
    .file('ours.md', '# {{title}} ({{incident}}, {{severity}})\n\n{{follow-ups}}\n')
    .stdout(/./)
    .exits(0)
  expect(stdout.split('\n').slice(2, -1)).toEqual([
    '# Queue is stuck (INC-7, P1)',
    '',
    '<!-- runbook:begin postmortem part=follow-ups -->',
    '',
    '- [ ] watch the queue',
    '',
    expect.stringMatching(/^<!-- runbook:end postmortem part=follow-ups digest=\w{16} -->$/),
  ])
  await call('postmortem', '--template', 'ours.md')
    .file('ours.md', '{{cause}}\n')
    .stderr(/^runbook: ours\.md: there is no slot \{\{cause\}\}; alone on a line: facts, /)
    .exits(2)
})

test('a file that is something else, or tells of other runs, is not touched', async () => {
  const {call, read, dir} = await recorded()
  await call('postmortem', '--out', 'queue.md')
    .stderr(
      'runbook: queue.md: it is there and is no post-mortem that runbook wrote; name another file with --out\n',
    )
    .exits(2)
  expect(read('queue.md')).toBe(runbook)
  const other = '<!-- runbook:postmortem run=20250101T000000Z-x-abcd -->\n'
  writeFileSync(join(dir, 'other.md'), other)
  await call('postmortem', '--out', 'other.md', '--incident', 'INC-7')
    .stderr('runbook: other.md tells of other runs (<run>); name another file\n')
    .exits(2)
  expect(read('other.md')).toBe(other)
  await call('postmortem', '--incident', 'INC-8')
    .stderr('runbook: incidents: no run of incident INC-8 is recorded there\n')
    .exits(2)
  await call('postmortem', '--out', 'incidents')
    .stderr('runbook: incidents: this is a folder; name a file\n')
    .exits(2)
  await call('postmortem', '--out', 'no/such/file.md')
    .stderr('runbook: no/such/file.md: it cannot be written (ENOENT)\n')
    .exits(70)
  expect(existsSync(join(dir, 'inc-7.edited-1.md'))).toBe(false)
})
