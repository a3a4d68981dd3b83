import {type ChildProcess, spawn} from 'node:child_process'
import {once} from 'node:events'
import {existsSync, readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as after} from 'node:timers/promises'
import {expect, test} from 'vitest'
import {temporaryDirectory} from '../support/temporary.ts'
import {TerminalTest} from '../support/terminal.ts'
import {bundledCli, isolatedEnvironment, writeFiles} from '../support/workplace.ts'

/** How many runs of each kind are killed; more are asked for by the environment. */
const kills = Number(process.env.RUNBOOK_KILLS ?? 4)
const steps = 5

const document = `---
runbook: {}
---

# Kill me

${Array.from({length: steps}, (_, index) => {
  const number = index + 1
  const before = index === 0 ? '' : ` $V${index}`
  // one line: a block that is hung up in the middle has run or it has not
  return `\`\`\`bash {id=s${number} effect=change}\necho "s${number}${before}" >> ran\nV${number}=v${number}\nsleep 0.0${number}\n\`\`\`\n`
}).join('\n')}`

const linesOf = (path: string) =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []

/** A directory in which a run is killed and resumed, and what must hold of it. */
class Place {
  readonly dir = temporaryDirectory()
  readonly env = isolatedEnvironment(this.dir, {XDG_RUNTIME_DIR: this.dir})
  #kept = ''

  constructor() {
    writeFiles(this.dir, {'a.md': document})
  }

  get run(): string | undefined {
    const folder = join(this.dir, 'incidents')
    const [name] = existsSync(folder) ? readdirSync(folder) : []
    return name === undefined ? undefined : join(folder, name)
  }

  journal(): string {
    const path = this.run && join(this.run, 'journal.jsonl')
    return path && existsSync(path) ? readFileSync(path, 'utf8') : ''
  }

  ran(id: string): boolean {
    return linesOf(join(this.dir, 'ran')).some(line => line.split(' ')[0] === id)
  }

  /** The step of which nobody saw the end. */
  unseen(): string | undefined {
    const open = new Set<string>()
    for (const line of this.journal().split('\n').slice(0, -1)) {
      const {type, subject} = JSON.parse(line) as {type: string; subject: string}
      if (type === 'runbook.step.started') open.add(subject)
      if (type === 'runbook.step.finished' || type === 'runbook.step.judged') open.delete(subject)
    }
    return [...open][0]
  }

  /** Waits until the record has so many lines or the process is gone, then a little. */
  async until(lines: number, child: {exited: boolean}): Promise<void> {
    while (!child.exited && this.journal().split('\n').length - 1 < lines) await after(2)
    await after(Math.random() * 60)
  }

  /** What was acknowledged before stays, byte for byte. */
  checkKept(): void {
    const now = this.journal()
    expect(now.startsWith(this.#kept)).toBe(true)
    this.#kept = now.slice(0, now.lastIndexOf('\n') + 1)
  }

  /** A step goes on when its run is killed. */
  async quiet(): Promise<void> {
    const mark = `RUNBOOK_RUN_ID=${this.run?.split('/').at(-1)}\0`
    const works = (pid: string) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark)
      } catch {
        return false
      }
    }
    while (readdirSync('/proc').some(name => /^\d+$/.test(name) && works(name))) await after(5)
  }

  async call(...args: string[]): Promise<{code: number | null; text: string; child: ChildProcess}> {
    const child = this.start(...args)
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (text += chunk))
    const [code] = (await once(child, 'close')) as [number | null]
    return {code, text, child}
  }

  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [bundledCli(), ...args], {cwd: this.dir, env: this.env})
  }

  async check(): Promise<void> {
    this.checkKept()
    expect(linesOf(join(this.dir, 'ran'))).toEqual(
      Array.from({length: steps}, (_, index) => `s${index + 1}${index === 0 ? '' : ` v${index}`}`),
    )
    expect(await this.call('log', '--verify', this.run!)).toMatchObject({code: 0})
  }
}

const moment = () => 1 + Math.floor(Math.random() * (3 * steps + 1))

async function unattended(): Promise<void> {
  const place = new Place()
  const inputs: string[] = []
  for (let life = 0; life < 20; life++) {
    const unseen = place.unseen()
    const args =
      place.run === undefined || place.journal() === ''
        ? ['run', 'a.md', '--yes']
        : [
            ...['resume', place.run, '--yes'],
            ...(unseen ? ['--unseen', place.ran(unseen) ? 'worked' : 'again'] : []),
            ...inputs.flatMap(name => ['--input', `${name}=${name.toLowerCase()}`]),
          ]
    const child = place.start(...args)
    const state = {exited: false}
    let text = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (text += chunk))
    const closed = once(child, 'close').then(([code]) => {
      state.exited = true
      return code as number | null
    })
    if (life < 3) {
      await place.until(place.journal().split('\n').length + moment(), state)
      child.kill('SIGKILL')
    }
    const code = await closed
    await place.quiet()
    place.checkKept()
    if (code === 0) return place.check()
    inputs.length = 0
    const missing = /(V\d) has no value/.exec(text)?.[1]
    if (missing) inputs.push(missing)
    else expect([code, text]).toEqual([null, expect.anything()])
  }
  throw new Error('it did not come to its end')
}

async function attended(): Promise<void> {
  const place = new Place()
  for (let life = 0; life < 6; life++) {
    const first = place.run === undefined || place.journal() === ''
    const args = first ? ['run', 'a.md'] : ['resume', place.run!]
    const t = new TerminalTest(process.execPath, [bundledCli(), ...args], {
      cwd: place.dir,
      env: {XDG_RUNTIME_DIR: place.dir},
      cols: 200,
      patienceMs: 20_000,
    })
    const state = {exited: false}
    const ended = t.exit().then(code => {
      state.exited = true
      return code
    })
    ended.catch(() => {})
    if (life < 2)
      void place.until(place.journal().split('\n').length + moment(), state).then(() => t.kill('SIGKILL'))
    for (;;) {
      const asked = await t.next(/Run it\? y\/N|Did it work\?|Value for V\d|✓ Run: success/).then(
        () => t.text().trimEnd().split('\n').at(-1)!,
        () => undefined,
      )
      if (asked === undefined || t.text().includes('✓ Run: success')) break
      if (asked.includes('Did it work?')) t.type(place.ran(place.unseen()!) ? 'w\r' : 'a\r')
      else if (asked.includes('Value for V')) t.type(`v${/Value for V(\d)/.exec(asked)?.[1]}\r`)
      else t.type('y\r')
    }
    const code = await ended
    await place.quiet()
    place.checkKept()
    if (code === 0) return place.check()
  }
  throw new Error('it did not come to its end')
}

test('a value that was given before the run, and that no step had needed yet, is there when it is resumed', async () => {
  const place = new Place()
  writeFiles(place.dir, {
    'a.md': `---
runbook: {}
---

# Give

- [ ] Look

\`\`\`bash
echo "$WHO" > ran
\`\`\`
`,
  })
  expect(await place.call('run', 'a.md', '--yes', '--input', 'WHO=them')).toMatchObject({code: 3})
  const [, id] = /(look\S*) needs a person/.exec((await place.call('resume', '--yes')).text)!
  writeFiles(place.dir, {'answers.yaml': `steps: {${id}: done}`})
  expect(await place.call('resume', '--yes', '--answers', 'answers.yaml')).toMatchObject({code: 0})
  expect(linesOf(join(place.dir, 'ran'))).toEqual(['them'])
  expect(await place.call('resume', '--yes')).toMatchObject({
    code: 0,
    text: expect.stringContaining('nothing is left to do'),
  })
})

test('what a first block has set that nobody saw end is taken from whoever goes on with the run, as often as it is', async () => {
  const place = new Place()
  writeFiles(place.dir, {
    'a.md': `---
runbook: {}
---

# Set

\`\`\`bash {id=set}
WHO=them
kill -KILL $PPID
\`\`\`

\`\`\`bash {id=use effect=change}
echo "$WHO" > ran
\`\`\`
`,
  })
  expect(await place.call('run', 'a.md', '--yes', '--allow', 'set')).toMatchObject({code: null})
  await place.quiet()
  expect(await place.call('resume', '--yes', '--unseen', 'worked')).toMatchObject({
    code: 3,
    text: expect.stringContaining('WHO has no value: give --input WHO='),
  })
  expect(await place.call('resume', '--yes', '--input', 'WHO=them')).toMatchObject({code: 0})
  expect(linesOf(join(place.dir, 'ran'))).toEqual(['them'])
})

test(
  'an unattended run killed at any moment, and killed again, is resumed to its end: nothing is lost, nothing runs twice',
  async () => {
    for (let count = 0; count < kills; count++) await unattended()
  },
  60_000 + kills * 60_000,
)

test(
  'a run with a person killed at any moment, and killed again, is resumed to its end: nothing is lost, nothing runs twice',
  async () => {
    for (let count = 0; count < Math.ceil(kills / 2); count++) await attended()
  },
  60_000 + kills * 60_000,
)
