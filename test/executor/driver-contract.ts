import {describe, expect, test} from 'vitest'
import type {Driver, StepSpec} from '../../src/model/driver.ts'
import {listen} from './listener.ts'

/** A driver under test and blocks in its language; each makes a spec of its own. */
export interface Subject<Spec extends StepSpec> {
  driver: Driver<Spec>
  succeeds(): Spec
  /** Prints the lines `line 1` to `line COUNT`, in as many pieces as the driver likes. */
  prints(count: number): Spec
  fails(): Spec
  /** Prints `begun`, then takes a minute. */
  lasts(timeoutMs: number): Spec
  /** Whether what `lasts` began is still going on somewhere. */
  lives(): Promise<boolean>
}

/** The promises that every driver keeps, to whoever runs a plan through it. */
export function keepsTheContract<Spec extends StepSpec>(
  name: string,
  open: () => Promise<Subject<Spec>>,
): void {
  describe(`${name} keeps the contract of drivers`, () => {
    test('a block that succeeds is a success and nothing else', async () => {
      const {driver, succeeds} = await open()
      expect((await driver.run(succeeds(), listen().io)).outcome).toEqual({kind: 'success'})
    })

    test('a block that fails is a value and not an exception', async () => {
      const {driver, fails} = await open()
      expect((await driver.run(fails(), listen().io)).outcome).toMatchObject({kind: 'failure'})
    })

    test('output has arrived in order and completely when the block has ended', async () => {
      const {driver, prints} = await open()
      const listener = listen()
      await driver.run(prints(3000), listener.io)
      expect(listener.stdout()).toBe(lines(3000))
    })

    test('nothing more is sent while a promise for what was sent is open, and the end waits for the last', async () => {
      const {driver, prints} = await open()
      let open_ = 0
      let most = 0
      const listener = listen(async () => {
        most = Math.max(most, ++open_)
        await new Promise(resolve => setImmediate(resolve))
        open_--
      })
      await driver.run(prints(3000), listener.io)
      expect({most, open: open_, text: listener.stdout()}).toEqual({most: 1, open: 0, text: lines(3000)})
    })

    test.each([
      [
        'throws',
        () => {
          throw new Error('disk full')
        },
      ],
      ['rejects', () => Promise.reject(new Error('disk full'))],
    ])('when who takes the output %s, the driver does so too, and goes on to work', async (_, take) => {
      const {driver, lasts, lives, succeeds} = await open()
      await expect(driver.run(lasts(30_000), listen(take).io)).rejects.toThrow('disk full')
      expect(await lives()).toBe(false)
      expect((await driver.run(succeeds(), listen().io)).outcome).toEqual({kind: 'success'})
    })

    test('a time limit ends what the block began, and says after how long', async () => {
      const {driver, lasts, lives} = await open()
      const listener = listen()
      expect((await driver.run(lasts(400), listener.io)).outcome).toEqual({kind: 'timeout', afterMs: 400})
      expect(await lives()).toBe(false)
    })

    test('a time limit that is over before the first block has begun holds all the same', async () => {
      const {driver, lasts, lives} = await open()
      expect((await driver.run(lasts(1), listen().io)).outcome).toEqual({kind: 'timeout', afterMs: 1})
      expect(await lives()).toBe(false)
    })

    test('a block cancelled beforehand does not begin', async () => {
      const {driver, lasts} = await open()
      const listener = listen()
      listener.cancel()
      expect((await driver.run(lasts(30_000), listener.io)).outcome).toMatchObject({kind: 'cancelled'})
      expect(listener.stdout()).toBe('')
    })

    test('a cancel ends what the block began', async () => {
      const {driver, lasts, lives} = await open()
      const listener = listen()
      void listener.heard('begun').then(listener.cancel)
      expect((await driver.run(lasts(30_000), listener.io)).outcome).toMatchObject({kind: 'cancelled'})
      expect(await lives()).toBe(false)
    })

    test('after a time limit and after a cancel the next block runs as if nothing had been', async () => {
      const {driver, lasts, prints} = await open()
      await driver.run(lasts(300), listen().io)
      const cancelled = listen()
      void cancelled.heard('begun').then(cancelled.cancel)
      await driver.run(lasts(30_000), cancelled.io)
      const listener = listen()
      const {outcome} = await driver.run(prints(3), listener.io)
      expect({outcome, text: listener.stdout()}).toEqual({outcome: {kind: 'success'}, text: lines(3)})
    })

    test('closing ends a block that still runs, which then does not pass for a success', async () => {
      const {driver, lasts, lives} = await open()
      const listener = listen()
      const block = driver.run(lasts(30_000), listener.io)
      await listener.heard('begun')
      await driver.close()
      expect((await block).outcome.kind).not.toBe('success')
      await expect.poll(lives, {timeout: 5000}).toBe(false) // a server takes a moment to end what was cancelled
    })

    test('closing twice, or without a block before, is no error', async () => {
      const {driver, succeeds} = await open()
      const unused = await open()
      await driver.run(succeeds(), listen().io)
      await Promise.all([driver.close(), unused.driver.close()])
      await driver.close()
    })
  })
}

const lines = (count: number) => Array.from({length: count}, (_, index) => `line ${index + 1}\n`).join('')
