import type {Masked, Masker} from './masker.ts'
import type {NamedMasker} from './named.ts'

/** Masks what a program prints: what `known` finds, and then what is assigned to the names of secrets. */
export function createPrintedMasker(known: Masker, named: NamedMasker): Masker {
  /** Of the screen, from when it was shown something early until it has the same again as the log. */
  let onScreen: NamedMasker | undefined
  const both = ({log, screen, words, plain}: Masked, final: boolean): Masked => {
    const kept = named.push(log, final, words)
    if (!onScreen) return {log: kept, screen: kept, plain: plain === true && isSame(kept, log)}
    const shown = onScreen.push(screen, final)
    if (onScreen.isLike(named)) onScreen = undefined
    return {log: kept, screen: shown}
  }
  return {
    push: chunk => both(known.push(chunk), false),
    flush: () => both(known.flush(), true),
    ifPushed: chunk => named.copy().push(known.ifPushed(chunk)),
    waiting: known.waiting,
    early() {
      const bytes = known.early()
      if (bytes.length === 0) return bytes
      onScreen ??= named.copy()
      return onScreen.push(bytes)
    },
  }
}

/** Whether two are the same bytes in memory. */
function isSame(one: Buffer, other: Buffer): boolean {
  return one.buffer === other.buffer && one.byteOffset === other.byteOffset && one.length === other.length
}
