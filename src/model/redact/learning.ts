import type {Buffer} from 'node:buffer'
import type {Learning} from './named.ts'

/** So many values are learnt in a run: each makes the search slower, and a program may print any number. */
const most = 64
/** Fewer bytes of one at the end of a text are let go: a prompt waits for nothing. */
const fewest = 4

/** Keeps values that were masked by their names; `add` takes each to the secrets of the run, `mask` masks these. */
export function createLearning(add: (value: string) => boolean, mask: (text: Buffer) => Buffer): Learning {
  const learnt: string[] = []
  return {
    learn(value) {
      if (learnt.length >= most || !add(value)) return false
      learnt.push(value)
      return true
    },
    again: mask,
    endOf(text) {
      const tail = text.toString('latin1', Math.max(0, text.length - 1024))
      let longest = 0
      for (const value of learnt) {
        for (let size = Math.min(value.length - 1, tail.length); size >= fewest && size > longest; size--)
          if (value.startsWith(tail.slice(-size))) longest = size
      }
      return text.length - longest
    },
  }
}
