import process from 'node:process'
import {setImmediate as turn} from 'node:timers/promises'
import {input, password} from '@inquirer/prompts'

/** Asks for one line at the terminal; what stops it instead is told by `end`. */
export type Prompt = (
  message: string,
  options?: {
    secret?: boolean
    preset?: string | undefined
    /** What stands in the line when it is shown, to be changed. */
    edit?: string | undefined
    /** For so long a Ctrl-C is taken for the last of those that stopped what ran before. */
    deafMs?: number
    /** Once aborted, the question disappears. */
    withdraw?: AbortSignal
  },
) => Promise<string | undefined>

/** Makes prompts on a terminal, each answered only by what is typed once it is shown. Ctrl-C calls `interrupt`; the end of input and an aborted signal just give undefined. */
export function createPrompt(output: NodeJS.WriteStream, signal: AbortSignal, interrupt: () => void): Prompt {
  // a terminal that is gone cannot be set back: trying to would end the process before the record is
  process.stdin.prependListener('end', () => {
    process.stdin.setRawMode = () => process.stdin
  })
  const ask: Prompt = async (message, options = {}) => {
    const {secret = false, preset, edit, deafMs = 0, withdraw} = options
    const since = performance.now()
    const context = {
      input: process.stdin,
      output,
      signal: withdraw ? AbortSignal.any([signal, withdraw]) : signal,
      // read when the prompt ends
      get clearPromptOnDone() {
        return withdraw?.aborted ?? false
      },
    }
    const theme = {prefix: '›'}
    await dropTypedAhead(process.stdin)
    try {
      if (secret) return await password({message, mask: '•', theme}, context)
      if (edit !== undefined)
        return await input({message, theme, default: edit, prefill: 'editable'}, context)
      return await input({message, theme, ...(preset === undefined ? {} : {default: preset})}, context)
    } catch (error) {
      const {name, message: reason} = error as Error
      if (name === 'ExitPromptError') {
        if (!reason.includes('SIGINT')) return undefined
        if (performance.now() - since < deafMs) return ask(message, options)
        interrupt()
        return undefined
      }
      if (name === 'AbortPromptError' || name === 'CancelPromptError') return undefined
      throw error
    }
  }
  return ask
}

/** Takes and forgets what was typed so far: a key pressed while a step ran is no consent to the next. */
async function dropTypedAhead(input: NodeJS.ReadStream): Promise<void> {
  if (!input.isTTY) return
  const forget = () => {}
  input.setRawMode(true) // also what has no Enter behind it yet
  input.on('data', forget).resume()
  for (let turns = 0; turns < 3; turns++) await turn()
  input.off('data', forget).pause()
  input.setRawMode(false)
}
