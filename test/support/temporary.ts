import {mkdtempSync, realpathSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {afterAll, onTestFinished, TestRunner} from 'vitest'

type Undo = () => void | Promise<void>

const outstanding = new Set<Undo>()

// Whoever kills vitest leaves its workers behind, in the middle of a test: they must not hold on to anything.
process.once('disconnect', () => {
  for (const undo of [...outstanding].reverse()) void undo()
  process.kill(process.pid, 'SIGKILL')
})

/**
 * Registers what must be undone: after the running test, or, at the top level of a test file, after all of its
 * tests. Not for use inside `beforeAll` and `beforeEach`: there, return the clean-up instead.
 */
export function afterwards(undo: Undo): void {
  outstanding.add(undo)
  const once = async () => {
    outstanding.delete(undo)
    await undo()
  }
  if (TestRunner.getCurrentTest()) onTestFinished(once)
  else afterAll(once)
}

/** The real path of an empty directory, removed with all that it holds at the end of the test. */
export function temporaryDirectory(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'runbook-test-')))
  afterwards(() => rmSync(path, {recursive: true, force: true, maxRetries: 3}))
  return path
}
