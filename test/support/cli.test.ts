import {existsSync} from 'node:fs'
import {describe, expect, test} from 'vitest'
import {cli} from './cli.ts'
import {normalise} from './normalise.ts'
import {temporaryDirectory} from './temporary.ts'

const node = (program: string) => cli.command(process.execPath, '-e', program)

test('input, files, variables and directory reach the program, and all that it shows is compared', async () => {
  const finished = await node(`
    console.log(require('node:fs').readFileSync('a/b.md', 'utf8') + process.env.X + require('node:fs').readFileSync(0))
    console.error(process.cwd())
    require('node:fs').mkdirSync('incidents/20261122T031207Z-down-k3f9', {recursive: true})
    process.exit(3)`)
    .file('a/b.md', 'B ')
    .env({X: '1 '})
    .stdin('typed')
    .stdout('B 1 typed\n')
    .stderr('<dir>\n')
    .exits(3)
  expect(finished.runDirs()).toEqual(['incidents/20261122T031207Z-down-k3f9'])
  expect(finished.read('a/b.md')).toBe('B ')
  await node(`console.log(require('node:fs').existsSync('a/b.md'))`)
    .dir(finished.dir)
    .stdout('true\n')
    .exits(0)
})

test('a stream of which nothing was said must be empty', () =>
  expect(node(`console.error('oh')`).exits(0)).rejects.toThrow('stderr is not as expected'))

test('a failure shows all three values', () =>
  expect(
    node(`console.log('out'); console.error('err'); process.exit(4)`)
      .stdout(/no/)
      .stderr(['e', 'x'])
      .exits(0),
  ).rejects.toThrow(
    /exit is 4, expected 0; stdout does not match \/no\/; stderr does not contain "x"\n--- stdout\nout\n\n--- stderr\nerr\n\n--- exit 4/,
  ))

test('a signal is sent when the text appears, and an end by signal can be expected', async () => {
  await node(`process.on('SIGTERM', () => process.exit(9)); console.error('up'); setInterval(() => {}, 1e6)`)
    .kill('SIGTERM')
    .when('up')
    .stderr('up\n')
    .exits(9)
  await node(`console.log('up'); setInterval(() => {}, 1e6)`)
    .kill('SIGINT')
    .when('up')
    .stdout('up\n')
    .exits('SIGINT')
  await expect(node('').kill('SIGINT').when('never').exits(0)).rejects.toThrow(
    'ended before it showed "never"',
  )
})

test('a program that hangs is killed with all that it started, and says what it showed', async () => {
  const hanging = cli
    .command('/bin/sh', '-c', 'echo out; sleep 1000 & echo $! > pid; wait')
    .dir(temporaryDirectory())
  await expect(hanging.timeout(500).exits(0)).rejects.toThrow(
    /is still running after 500 ms; killed\n--- stdout\nout/,
  )
  const held = cli.command('/bin/sh', '-c', 'sleep 1000 &')
  await expect(held.timeout(500).exits(0)).rejects.toThrow(
    'has ended, but something that it started holds its output',
  )
})

describe('a directory', () => {
  let dir = ''
  test('is there during its test', async () => {
    dir = (await node('').exits(0)).dir
    expect(existsSync(dir)).toBe(true)
  })
  test('is gone after it', () => expect(existsSync(dir)).toBe(false))
})

test.each([
  [
    'in /tmp/x1/incidents/20261122T031207Z-backend-down-k3f9/incident.md',
    'in <dir>/incidents/<run>/incident.md',
  ],
  ['took 12 ms, 1.2 s, 1 min 3 s', 'took <time>, <time>, <time>'],
  ['timeout 30s, 5 steps, v1.2 stays', 'timeout 30s, 5 steps, v1.2 stays'],
  ['at 2026-11-22T03:12:07.123Z and 2026-11-22 03:12 UTC', 'at <utc> and <utc>'],
  [`head ${'0a'.repeat(32)}.`, 'head <sha256>.'],
])('%s', (text, expected) => expect(normalise(text, '/tmp/x1')).toBe(expected))
