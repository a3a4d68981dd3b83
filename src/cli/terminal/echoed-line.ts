import process from 'node:process'
import {emitKeypressEvents, type Key} from 'node:readline'
import {width} from '../../report/width.ts'
import type {LineQuestion, TypedLine} from './read-line.ts'
import type {TypedKeys} from './typed-keys.ts'

/**
 * Reads a line where the cursor cannot be moved, or where what is typed must not be seen: each character is echoed as
 * `echo` gives it, and Backspace, Ctrl-U and Esc take back. Nothing but text is written.
 */
export async function readEchoedLine(
  keys: TypedKeys,
  output: NodeJS.WriteStream,
  {before, preset, signal}: LineQuestion,
  echo: (character: string) => string,
): Promise<TypedLine> {
  let typed: string[] = []
  const takeBack = (count: number) => {
    for (const one of typed.splice(Math.max(0, typed.length - count))) {
      const columns = width(echo(one))
      output.write('\b'.repeat(columns) + ' '.repeat(columns) + '\b'.repeat(columns))
    }
  }
  const add = (text: string) => {
    typed.push(...text)
    output.write([...text].map(echo).join(''))
  }
  const again = () => {
    keys.setRawMode(true)
    keys.wake()
    output.write(`\n${before}${typed.map(echo).join('')}`)
  }
  const onContinue = () => void setImmediate(again)
  const ended = new AbortController()
  emitKeypressEvents(keys)
  keys.setRawMode(true)
  try {
    return await new Promise<TypedLine>(resolve => {
      const gone = () => resolve('gone')
      if (signal.aborted) return gone()
      keys.on('keypress', (text: string | undefined, {name, ctrl, meta}: Key) => {
        if (ended.signal.aborted) return
        if (ctrl && name === 'c') return settle('interrupted')
        if (ctrl && name === 'd') return typed.length === 0 ? settle('gone') : undefined
        if (ctrl && name === 'z') {
          keys.setRawMode(false)
          return void process.kill(process.pid, 'SIGTSTP')
        }
        if (name === 'return' || name === 'enter') return settle({line: typed.join('')})
        if (name === 'backspace') return takeBack(1)
        if (name === 'escape' || (ctrl && name === 'u')) return takeBack(typed.length)
        if (text && !ctrl && !meta && !/\p{Cc}/u.test(text)) add(text)
      })
      const settle = (answer: TypedLine) => {
        ended.abort()
        resolve(answer)
      }
      keys.once('end', gone)
      signal.addEventListener('abort', gone, {once: true, signal: ended.signal})
      process.on('SIGCONT', onContinue)
      output.write(before)
      add(preset)
    })
  } finally {
    ended.abort()
    process.off('SIGCONT', onContinue)
    keys.setRawMode(false)
    output.write('\n')
    typed = []
  }
}
