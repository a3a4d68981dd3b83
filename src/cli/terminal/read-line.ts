import process from 'node:process'
import {clearScreenDown, createInterface, cursorTo, moveCursor} from 'node:readline'
import {markPastes, type TypedKeys} from './typed-keys.ts'

/** How one line is asked for. */
export interface LineQuestion {
  /** What stands before the cursor. */
  before: string
  /** What stands in the line when it is shown. */
  preset: string
  /** Once it is aborted, nobody waits for an answer any more. */
  signal: AbortSignal
  /** Whether the question goes off the screen once `signal` is aborted. */
  clears(): boolean
}

/** What came of a question: a line, Ctrl-C, or nobody is there any more. */
export type TypedLine = {line: string} | 'interrupted' | 'gone'

/** Reads a line at a terminal with the keys that a shell has; Esc empties it. A stop and `fg` leave it as it was. */
export async function readLine(
  keys: TypedKeys,
  output: NodeJS.WriteStream,
  {before, preset, signal, clears}: LineQuestion,
): Promise<TypedLine> {
  const line = createInterface({input: keys, output, terminal: true, historySize: 0, prompt: before})
  const onKey = (_: unknown, {name}: {name?: string}) => {
    if (name !== 'escape') return
    line.write(null, {ctrl: true, name: 'e'})
    line.write(null, {ctrl: true, name: 'u'})
  }
  const wake = () => {
    keys.setRawMode(true)
    keys.wake()
    line.resume()
    output.write(markPastes.on)
    line.prompt(true)
  }
  const onContinue = () => void setImmediate(wake) // after readline's own
  const ended = new AbortController()
  try {
    return await new Promise<TypedLine>(resolve => {
      const gone = () => resolve('gone')
      if (signal.aborted) return gone()
      line.once('line', text => resolve({line: text}))
      line.once('SIGINT', () => resolve('interrupted'))
      keys.prependOnceListener('end', gone) // readline would take what was typed so far for an answer
      line.once('close', gone)
      signal.addEventListener('abort', gone, {once: true, signal: ended.signal})
      keys.on('keypress', onKey)
      process.on('SIGCONT', onContinue)
      output.write(markPastes.on)
      line.prompt()
      if (preset) line.write(preset)
    }).then(answer => {
      if (typeof answer === 'object') return answer
      if (signal.aborted && clears()) {
        moveCursor(output, 0, -line.getCursorPos().rows)
        cursorTo(output, 0)
        clearScreenDown(output)
      } else output.write('\n')
      return answer
    })
  } finally {
    ended.abort()
    process.off('SIGCONT', onContinue)
    line.close()
    output.write(markPastes.off)
  }
}
