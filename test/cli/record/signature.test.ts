import {spawnSync} from 'node:child_process'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {test} from 'vitest'
import {cli} from '../../support/cli.ts'
import {temporaryDirectory} from '../../support/temporary.ts'
import {linesOf, onlyRun} from '../record.ts'

/** A finished run, and the keys of two people of whom only ada's counts. */
async function signable() {
  const keys = temporaryDirectory()
  const key = (name: string) => {
    const path = join(keys, name)
    spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', path])
    return path
  }
  const [ada, bob] = [key('ada'), key('bob')]
  const signers = join(keys, 'signers')
  writeFileSync(signers, `ada@example.org namespaces="runbook" ${readFileSync(`${ada}.pub`, 'utf8')}`)
  const {dir} = await cli('run', 'a.md', '--yes')
    .file('a.md', '---\nrunbook: {}\n---\n\n# A\n\n```bash\necho a\n```\n')
    .stdout(/./)
    .exits(0)
  const run = await onlyRun(dir)
  return {
    run,
    ada,
    bob,
    journal: join(run.dir, 'journal.jsonl'),
    log: (...args: string[]) => cli('log', ...args, run.dir).dir(dir),
    verify: () => cli('log', '--verify', '--signers', signers, run.dir).dir(dir),
    note: (text: string) => cli('note', text).dir(dir).stdout(/./).exits(0),
  }
}

test('a signed record tells who vouches for which records, also after notes were added', async () => {
  const {run, ada, log, verify, note} = await signable()
  const count = run.records.length
  await log('--sign', ada)
    .stdout(new RegExp(`^signed: records 1 to ${count}, in .*signatures/0*${count}.sig\n$`))
    .stderr(/./)
    .exits(0)
  await verify()
    .stdout(new RegExp(`^signed: records 1 to ${count} by ada@example.org\nverified: ${count} records`))
    .exits(0)
  await note('later')
  await verify()
    .stdout(new RegExp(`^signed: records 1 to ${count} by ada@example.org\nverified: ${count + 1} records`))
    .exits(0)
  await log('--verify')
    .stdout(/^not checked: a signature; --signers/)
    .exits(0)
})

test('a record that was written anew after it was signed, one that was cut off, and a stranger’s signature are told', async () => {
  const {run, ada, bob, log, verify, journal, note} = await signable()
  await verify()
    .stderr(/nobody has signed it/)
    .exits(1)
  await log('--sign', bob).stdout(/./).stderr(/./).exits(0)
  await verify()
    .stderr(/its key is none of the allowed signers/)
    .exits(1)
  rmSync(join(run.dir, 'signatures'), {recursive: true})

  await note('correct horse')
  await log('--sign', ada).stdout(/./).stderr(/./).exits(0)
  const lines = linesOf(readFileSync(journal, 'utf8'))
  writeFileSync(
    journal,
    lines
      .slice(0, -1)
      .map(line => `${line}\n`)
      .join(''),
  )
  await verify()
    .stderr(/the journal ends with \d+: records were cut off/)
    .exits(1)

  writeFileSync(journal, lines.map(line => `${line}\n`).join(''))
  await cli('redact', run.dir, '--pattern', 'correct', '--yes', '--rechain').stdout(/./).exits(0)
  await verify()
    .stderr(
      /they were changed after ada@example.org had signed them, or signed before the redaction of record \d+/,
    )
    .exits(1)
})

test('where there is no ssh-keygen, or no key, that is said', async () => {
  const {ada, log} = await signable()
  await log('--sign', ada)
    .env({PATH: '/nonexistent'})
    .stderr(/ssh-keygen cannot be started \(ENOENT\)/)
    .exits(2)
  await log('--sign', 'nokey')
    .stderr(/there is no such key file/)
    .exits(2)
})
