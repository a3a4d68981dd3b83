import process from 'node:process'

/** Where results go, and on a terminal how far it is. */
export interface Output {
  /** Prints on standard output and waits until there is room for more; false once nobody reads any more. */
  print(text: string): Promise<boolean>
  /** Prints on standard error; always true. */
  tell(text: string): Promise<boolean>
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
  const clear = () => {
    if (shown) stderr.write(wipe)
    shown = false
  }
  return {
    async print(text) {
      if (text === '') return !stdout.destroyed
      clear()
      if (stdout.destroyed) return false
      if (!stdout.write(text)) await room(stdout)
      return !stdout.destroyed
    },
    async tell(text) {
      if (text === '') return true
      clear()
      stderr.write(text)
      return true
    },
    progress(files) {
      if (!stderr.isTTY || Date.now() - last < everyMs) return
      last = Date.now()
      stderr.write(`${wipe}${files} files`)
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
