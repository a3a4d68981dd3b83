import {cpSync, existsSync, symlinkSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {outcomes, readRecord} from '../cli/record.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {terminal} from '../support/terminal.ts'

const root = join(import.meta.dirname, '../..')

/** A copy of the project as far as the demo needs it: what it records is gone with it, and nobody else's runs are near. */
function project(): string {
  const dir = temporaryDirectory()
  cpSync(join(root, 'build'), join(dir, 'build'), {recursive: true})
  cpSync(join(root, 'package.json'), join(dir, 'package.json'))
  for (const name of ['dist', 'node_modules', 'runbooks', 'sandbox'])
    symlinkSync(join(root, name), join(dir, name))
  return dir
}

const start = async (...args: string[]) =>
  terminal.command(process.execPath, ['build/sandbox/demo.js', ...args], {
    cwd: project(),
    env: {TMPDIR: tmpdir()}, // PostgreSQL may have to run as somebody else
    patienceMs: 20_000,
  })
type Session = Awaited<ReturnType<typeof start>>

/** The paths that the demo prints at its end, and the record they belong to. */
async function recorded(t: Session) {
  const incident = /^Incident log: (\S+)\/incident\.md$/m.exec(t.text().split('The run ended').at(-1)!)?.[1]
  const timeline = /^Timeline: +(\S+)\/timeline\.md$/m.exec(t.text())?.[1]
  expect(timeline).toBe(incident)
  expect([
    existsSync(join(t.dir, incident!, 'incident.md')),
    existsSync(join(t.dir, timeline!, 'timeline.md')),
  ]).toEqual([true, true])
  return readRecord(join(t.dir, incident!))
}

describe('the demo', () => {
  test('is repaired by a person who walks the runbook', async () => {
    const t = await start()
    await t.next('/health answers 503.')
    await t.next('› Done?')
    t.type('n this is a drill\r')
    for (const title of [
      'Ask /health',
      "Read the backend's last logs",
      'Does PostgreSQL run',
      'How full is its disk',
      'Did requests wait in vain',
      'Count connections',
      'How many are left',
    ]) {
      await t.next(title)
      await t.next('› Enter runs it')
      t.key('enter')
    }
    await t.next('If the connections are used up')
    await t.next('› Which one?')
    t.type('1\r')
    await t.next('List the idle sessions')
    await t.next('› Enter runs it')
    t.key('enter')
    await t.next('End the idle sessions')
    await t.next('destroy')
    await t.next('› Type main to run it')
    t.key('enter')
    await t.next('Nothing was done.')
    await t.next('› Type main to run it')
    t.type('main\r')
    for (const title of [
      '/health answers 200 again',
      'Connections are free again',
      'The disk has room',
      'Watch /health',
    ]) {
      await t.next(title)
      await t.next('› Enter runs it')
      t.key('enter')
    }
    for (const said of ['d', 'd https://example.org/ticket/1']) {
      await t.next('› Done?')
      t.type(`${said}\r`)
    }
    await t.next('✓ Run: success')
    await t.next('The run ended with exit code 0; /health answers 200.')
    expect(await t.exit()).toBe(0)
    expect(outcomes(await recorded(t))).toMatchObject({'terminate-idle': 'success', healthy: 'success'})
  })

  test('is repaired without a person', async () => {
    const t = await start('--yes')
    await t.next('/health answers 503.')
    await t.next('✓ Run: success')
    await t.next('The run ended with exit code 0; /health answers 200.')
    expect(await t.exit()).toBe(0)
    expect(outcomes(await recorded(t))).toMatchObject({'terminate-idle': 'success', healthy: 'success'})
  })
})
