import {expect, test} from 'vitest'
import {belongings, startedBy} from '../../../src/executor/shell/belongings.ts'
import {endProcesses} from '../../../src/executor/shell/end-processes.ts'
import {listProcesses, type Mark, type Process, parsePs} from '../../../src/executor/shell/processes.ts'

/** A process in the session and group 100 of a bash that started at 1000, if nothing else is said. */
const process_ = (pid: number, more: Partial<Process> = {}): Process => ({
  pid,
  parent: 1,
  group: 100,
  session: 100,
  start: 1000,
  name: 'x',
  ...more,
})
const elsewhere = {group: 7, session: 7}
const root = {pid: 100, start: 1000}
const pids = (processes: readonly Process[]) => processes.map(({pid}) => pid)

test('what is in the session, in the group, marked, or descends from such a one belongs; nothing else does', () => {
  const all = [
    process_(7, {...elsewhere, start: 1}),
    process_(104, {...elsewhere, parent: 103, start: 1004}),
    process_(100),
    process_(101, {session: 7}),
    process_(102, {group: 7}),
    process_(103, {...elsewhere, start: 1003}),
    process_(105, {...elsewhere, start: 1005}),
  ]
  expect(pids(belongings(all, [root], 1000, pid => pid === 103))).toEqual([100, 101, 102, 103, 104])
})

test('a number that was used again makes nobody ours: of a bash, or of a process from before', () => {
  const reused = [process_(100, {start: 2000}), process_(101, {start: 2001, parent: 100})]
  expect(belongings(reused, [root], 1000, () => false)).toEqual([])
  expect(belongings([process_(101, {start: 999})], [root], 1000, () => true)).toEqual([])
})

test('who starts another comes before it, whatever their numbers are', () => {
  const all = [process_(9, {parent: 50}), process_(50, {parent: 100}), process_(100)]
  expect(pids(belongings(all, [root], 1000, () => false))).toEqual([100, 50, 9])
})

test('a step has started what began after it, unless an earlier one, or its own step, says otherwise', () => {
  const all = [
    process_(100),
    process_(110, {parent: 100, start: 1010}),
    process_(111, {parent: 110, start: 2011}),
    process_(120, {parent: 100, start: 2000}),
    process_(130, {start: 2013}),
    process_(140, {start: 2014}),
    process_(150, {parent: 100, start: 2015}),
  ]
  const mark = (pid: number): Mark => ({
    run: 'r',
    step: pid === 130 ? 'earlier' : pid === 140 ? 'this' : undefined,
  })
  const began = {bash: 100, step: 'this', start: 2000, left: new Set([120])}
  expect(pids(startedBy(began, all, mark))).toEqual([100, 140, 150])
})

test('numbers used again while a list is made may form a ring, which is no endless one', () => {
  const ring = [process_(10, {parent: 11}), process_(11, {parent: 10})]
  expect(pids(belongings(ring, [root], 1000, () => false))).toEqual([10, 11])
})

test('the list of `ps` is read, also names with blanks and paths; zombies are left out', () => {
  const text = `    1     0     1 Ss   Mon Nov 23 02:16:50 2026 /sbin/launchd
  501     1   501 S+   Mon Nov  3 02:16:51 2026 Google Chrome He
  502   501   501 Z    Mon Nov 23 02:16:52 2026 (bash)
`
  expect(parsePs(text)).toEqual([
    {pid: 1, parent: 0, group: 1, session: 0, start: Date.parse('Mon Nov 23 02:16:50 2026'), name: 'launchd'},
    {
      pid: 501,
      parent: 1,
      group: 501,
      session: 0,
      start: Date.parse('Mon Nov 3 02:16:51 2026'),
      name: 'Google Chrome He',
    },
  ])
})

test('a process that has got the number of one to be ended is not signalled', async () => {
  const [own] = (await listProcesses()).filter(({pid}) => pid === process.pid)
  const sent: unknown[] = []
  let asked = 0
  const find = () => Promise.resolve(asked++ === 0 ? [{...own!, start: own!.start - 1}] : [])
  await endProcesses(find, (...signal) => void sent.push(signal))
  expect(sent).toEqual([])
})
