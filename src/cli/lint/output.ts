import process from 'node:process'
import {setImmediate as turn} from 'node:timers/promises'

/** Where results go, and on a terminal how far it is. */
export interface Output {
  /** Prints on standard output and waits until there is room for more. */
  print(text: string): Promise<void>
  /** Prints on standard error. */
  tell(text: string): Promise<void>
  /** Whether somebody still reads standard output. */
  isRead(): Promise<boolean>
  /** Shows how many files were looked at, on a terminal now and then. */
  progress(files: number): void
  /** Takes the progress off the screen. */
  done(): void
}

const everyMs = 100
const wipe = '\r\u001b[K'

export function openOutput(): Output {
  const {stdout, stderr} = process
  let shown = false
  let last = Date.now()
  let gone = false
  stdout.on('error', () => {
    gone = true // its `destroyed` stays false
  })
  const clear = () => {
    if (shown) stderr.write(wipe)
    shown = false
  }
  return {
    async print(text) {
      if (gone || text === '') return
      clear()
      if (!stdout.write(text)) await room(stdout)
    },
    async tell(text) {
      if (text === '') return
      clear()
      stderr.write(text)
    },
    async isRead() {
      await turn() // only then a write tells that it failed
      return !gone
    },
    progress(files) {
      if (!stderr.isTTY || Date.now() - last < everyMs) return
      last = Date.now()
      stderr.write(`${wipe}${files} ${files === 1 ? 'file' : 'files'}`)
      shown = true
    },
    done: clear,
  }
}

/** Waits until more can be written, or nothing ever will. */
function room(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise(resolve => {
    const go = () => {
      for (const event of ['drain', 'close', 'error']) stream.off(event, go)
      resolve()
    }
    for (const event of ['drain', 'close', 'error']) stream.once(event, go)
  })
}
