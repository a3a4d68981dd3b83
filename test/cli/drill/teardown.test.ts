import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {isRunning} from '../record.ts'
import {practise, scenarios} from './shop.ts'

const serving = (ready: string, within = '30s') => `environment:
  serve: |
    echo down > state
    setsid sleep 1000 > /dev/null 2>&1 & echo "$!" > ../far
    echo "$$" > ../near; echo "$PPID" > ../tool
    echo is up
    sleep 1000
  ready: ${ready}
  up-within: ${within}
  stop: rm state; touch ../stopped
  directory: place
`
const pids = (dir: string) => ['far', 'near'].map(name => Number(readFileSync(join(dir, name), 'utf8')))

/** Nothing that the scenario started runs any more, and no file of its own is left. */
function nothingIsLeft(dir: string) {
  expect(pids(dir).filter(isRunning)).toEqual([])
  expect(readdirSync(join(dir, 'tmp'))).toEqual(['.keep'])
  expect(readdirSync(join(dir, 'place'))).toEqual(['.keep'])
  expect(readdirSync(dir)).toContain('stopped')
}

const slow = (limit: string) => `- name: Takes too long
  time-limit: ${limit}
  before: echo began >> ../began; sleep 1000`

test('what is not done in time is ended with all that it started', async () => {
  const {dir} = await practise(scenarios(slow('4s'), serving('is up')))
    .stdout(['    it was not done within <time>\n    before was not done within <time>\n'])
    .exits(1)
  nothingIsLeft(dir)
})

test('an environment that does not come up is told with the end of what it printed, and is ended', async () => {
  const {dir} = await practise(scenarios(slow('1m'), serving('is ready', '3s')))
    .stdout(['    the environment is not up: `serve` was not done within <time>\n      is up\n'])
    .exits(1)
  nothingIsLeft(dir)
})

test('Ctrl-C ends a run in the middle, and its environment; what has not begun does not', async () => {
  const list = `- name: Interrupted
  at: {mend: {run: 'kill -INT "$(cat ../tool)"; sleep 1000'}}
- name: Never begun`
  const {dir} = await practise(scenarios(list, serving('is up')), '--jobs', '1')
    .stdout([
      '✗ shop.test.yaml › Interrupted  <time>\n    it was stopped\n    run: expected success, it was ended by SIGTERM\n',
      '1 scenario: 1 failed',
    ])
    .exits(130)
  nothingIsLeft(dir)
})
