import type {StepTerminal, TerminalNotice, TerminalSize} from '../../../src/model/driver.ts'

/** A person without hands: a test types, resizes and hears what is told. */
export interface TestPerson {
  terminal: StepTerminal
  /** Types, once a step takes keys. */
  type(text: string): Promise<void>
  resize(size: TerminalSize): void
  /** What the person was told, in order. */
  told: TerminalNotice[]
  /** Resolves once a notice of this kind was given. */
  hears(kind: TerminalNotice['kind']): Promise<void>
}

/** A terminal of 80 × 24 with nobody but the test at it. */
export function sitDown(): TestPerson {
  const told: TerminalNotice[] = []
  const changed = new Set<() => void>()
  const until = (holds: () => boolean) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (!holds()) return
        changed.delete(look)
        resolve()
      }
      changed.add(look)
      look()
    })
  const notify = () => {
    for (const look of [...changed]) look()
  }
  let size = {columns: 80, rows: 24}
  let onKeys: ((bytes: Uint8Array) => void) | undefined
  let onSize = () => {}
  return {
    told,
    terminal: {
      size: () => size,
      onResize(listener) {
        onSize = listener
        return () => {
          onSize = () => {}
        }
      },
      onInput(listener) {
        onKeys = listener
        notify()
        return () => {
          onKeys = undefined
        }
      },
      tell(notice) {
        told.push(notice)
        notify()
      },
    },
    async type(text) {
      await until(() => onKeys !== undefined)
      onKeys!(Buffer.from(text))
    },
    resize(next) {
      size = next
      onSize()
    },
    hears: kind => until(() => told.some(notice => notice.kind === kind)),
  }
}
