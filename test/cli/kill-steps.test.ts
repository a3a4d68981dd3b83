import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as after} from 'node:timers/promises'
import pg from 'pg'
import {expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {database} from '../support/postgres.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {TerminalTest} from '../support/terminal.ts'
import {bundledCli, isolatedEnvironment, writeFiles} from '../support/workplace.ts'
import {linesOf} from './record.ts'

/** How many runs are killed; more are asked for by the environment. */
const kills = Number(process.env.RUNBOOK_KILLS ?? 1)

const block = (info: string, text: string) => `\`\`\`${info}\n${text}\n\`\`\`\n\n`

const document = `---
runbook:
  databases:
    main: {url: $DATABASE_URL}
---

# Every kind of step

## Resolution

- [ ] Look at the dashboard

${block('bash {id=change effect=change}', 'echo change >> ran; sleep 0.05')}${block('sql {id=read}', 'select count(*), pg_sleep(0.02) from mended')}${block('sql {id=mend write}', `insert into mended values ('mend')`)}${block('bash {id=server background effect=change expect="up"}', 'echo server >> ran; echo up; exec sleep 60')}${block('bash {id=away exec="env PLACE=away"}', 'echo "$PLACE" >> ran')}1. Call the owner.

Wait 1 second.

### If the pool is full

${block('bash {id=pool effect=change}', 'echo pool >> ran')}### If the disk is full

${block('bash {id=disk effect=change}', 'echo disk >> ran')}## Verification

${block('bash {id=last effect=change}', 'echo last >> ran')}`

/** What is asked, and how it is answered where nobody needs to look first. */
const answers: [RegExp, string][] = [
  [/Run it\? y\/N|End them\? y\/N|Keep it\? y\/N/, 'y\r'],
  [/Enter runs it|Enter waits/, '\r'],
  [/Which one\?/, '1\r'],
  [/Done\?|d done/, 'd\r'],
]

test(
  'a run of every kind of step, killed at any moment, and killed again, is resumed to its end: nothing is lost, nothing is done twice',
  async () => {
    for (let count = 0; count < kills; count++) await killed()
  },
  60_000 + kills * 60_000,
)

async function killed(): Promise<void> {
  const dir = temporaryDirectory()
  const url = await database()
  const client = new pg.Client({connectionString: url})
  await client.connect()
  try {
    await client.query('create table mended (what text)')
    writeFiles(dir, {'a.md': document})
    await untilItEnds(dir, url, async () => {
      const {rows} = await client.query<{what: string}>('select what from mended')
      return [...ran(dir), ...rows.map(({what}) => what)]
    })
  } finally {
    await client.end()
  }
}

const ran = (dir: string) =>
  existsSync(join(dir, 'ran')) ? linesOf(readFileSync(join(dir, 'ran'), 'utf8')) : []
const runOf = (dir: string) => {
  const folder = join(dir, 'incidents')
  const [name] = existsSync(folder) ? readdirSync(folder) : []
  return name === undefined ? undefined : join(folder, name)
}
const journalOf = (dir: string) => {
  const path = join(runOf(dir) ?? dir, 'journal.jsonl')
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

async function untilItEnds(dir: string, url: string, done: () => Promise<string[]>): Promise<void> {
  let kept = ''
  const again: string[] = []
  for (let life = 0; life < 8; life++) {
    const args = journalOf(dir) === '' ? ['run', 'a.md'] : ['resume', runOf(dir)!]
    const t = new TerminalTest(process.execPath, [bundledCli(), ...args], {
      cwd: dir,
      env: {...isolatedEnvironment(dir, {XDG_RUNTIME_DIR: dir}), DATABASE_URL: url},
      cols: 200,
      rows: 80,
      patienceMs: 30_000,
    })
    const ended = t.exit()
    ended.catch(() => {})
    const state = {exited: false}
    void ended.finally(() => (state.exited = true)).catch(() => {})
    const from = journalOf(dir).split('\n').length
    if (life < 3) void killAfter(t, dir, from + Math.floor(Math.random() * 25), state)
    for (;;) {
      const said = await t
        .next(
          /Run it\? y\/N|End them\? y\/N|Keep it\? y\/N|Enter runs it|Enter waits|Which one\?|Done\?|d done|Did it work\?|any more\?|✓ Run: success/,
        )
        .then(
          () => t.text(),
          () => undefined,
        )
      if (said === undefined || said.includes('✓ Run: success')) break
      const asked = said.trimEnd().split('\n').slice(-2)
      const last = asked.join('\n')
      if (/Did it work\?|any more\?/.test(asked[1]!)) {
        const id = unseen(journalOf(dir), asked[1]!.includes('any more?'))
        const did = (await settled(done)).includes(id)
        if (!did) again.push(id)
        t.type(did && id !== 'read' ? 'w\r' : 'a\r')
      } else t.type(answers.find(([asked]) => asked.test(last))?.[1] ?? '\r')
    }
    const code = await ended
    const now = journalOf(dir)
    expect(now.startsWith(kept)).toBe(true)
    kept = now.slice(0, now.lastIndexOf('\n') + 1)
    if (code !== 0) continue
    const all = await done()
    for (const name of ['away', 'change', 'last', 'mend', 'pool', 'server']) {
      const times = all.filter(one => one === name).length
      expect([name, times >= 1]).toEqual([name, true])
      // what nobody had seen happen when it was asked about may have happened a moment later
      expect([name, times <= 1 + again.filter(one => one === name).length]).toEqual([name, true])
    }
    expect(all).not.toContain('disk')
    await cli('log', '--verify', runOf(dir)!)
      .dir(dir)
      .stdout(/verified/)
      .exits(0)
    return
  }
  throw new Error('it did not come to its end')
}

async function killAfter(t: TerminalTest, dir: string, lines: number, state: {exited: boolean}) {
  while (!state.exited && journalOf(dir).split('\n').length < lines) await after(3)
  await after(Math.random() * 80)
  t.kill('SIGKILL')
}

/** What was begun when the run was killed goes on for a moment. */
async function settled(done: () => Promise<string[]>): Promise<string[]> {
  await after(300)
  return done()
}

/** What is asked about: a step that was left running, or the one that nobody saw end. */
function unseen(journal: string, background: boolean): string {
  const open = new Map<string, boolean>()
  for (const line of journal.split('\n').slice(0, -1)) {
    const {type, subject, data} = JSON.parse(line) as {
      type: string
      subject: string
      data: {background?: unknown}
    }
    if (type === 'runbook.step.started') open.set(subject, false)
    if (type === 'runbook.step.finished' && data.background) open.set(subject, true)
    else if (type === 'runbook.step.finished' || type === 'runbook.step.judged') open.delete(subject)
  }
  return [...open].find(([, left]) => left === background)![0]
}
