import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {keptLock, take, withLock} from '../../src/journal/lock.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {holder} from './sample.ts'

function opened() {
  const path = join(temporaryDirectory(), 'lock')
  const waiting: (() => void)[] = []
  const lock = keptLock(path, {...holder, later: act => void waiting.push(act)})
  const giveWay = () => {
    for (const act of waiting.splice(0)) act()
  }
  return {path, lock, giveWay, waiting}
}

test('a lock is kept for what follows at once, and given back when that gives way', () => {
  const {path, lock, giveWay, waiting} = opened()
  lock.during(() => {})
  lock.during(() => expect(existsSync(path)).toBe(true))
  expect(existsSync(path)).toBe(true)
  expect(waiting).toHaveLength(1)
  giveWay()
  expect(existsSync(path)).toBe(false)
  expect(withLock(path, holder, () => 'taken by another')).toBe('taken by another')
  lock.during(() => {})
  expect(waiting).toHaveLength(1)
})

test('a lock that was given back early is not taken from who has it next', () => {
  const {path, lock, giveWay} = opened()
  lock.during(() => {})
  lock.giveBack()
  withLock(path, holder, () => {
    giveWay()
    expect(existsSync(path)).toBe(true)
  })
})

test('what fails gives its lock back', () => {
  const {path, lock} = opened()
  expect(() =>
    lock.during(() => {
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(existsSync(path)).toBe(false)
})

test('a lock is one more name of the file by which its holder has the run, and only its own name goes', () => {
  const dir = temporaryDirectory()
  const [path, signed] = [join(dir, 'lock'), join(dir, 'signed')]
  writeFileSync(signed, `${holder.signature}\n`)
  withLock(path, {...holder, signed}, () => {
    expect(statSync(path).ino).toBe(statSync(signed).ino)
    expect(take(path, {...holder, signed})).toBe(false)
  })
  expect(existsSync(path)).toBe(false)
  expect(existsSync(signed)).toBe(true)
})

test('where a file cannot have a second name, a lock is a file of its own', () => {
  const path = join(temporaryDirectory(), 'lock')
  withLock(path, {...holder, signed: `${path}.missing`}, () =>
    expect(readFileSync(path, 'utf8')).toBe(`${holder.signature}\n`),
  )
})
