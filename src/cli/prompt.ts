import process from 'node:process'
import {input, password} from '@inquirer/prompts'

/** Asks for one line at the terminal; what stops it instead is told by `end`. */
export type Prompt = (
  message: string,
  options?: {secret?: boolean; preset?: string | undefined},
) => Promise<string | undefined>

/** Makes prompts on a terminal. Ctrl-C calls `interrupt`; the end of input and an aborted signal just give undefined. */
export function createPrompt(output: NodeJS.WriteStream, signal: AbortSignal, interrupt: () => void): Prompt {
  return async (message, {secret = false, preset} = {}) => {
    const context = {input: process.stdin, output, signal}
    const theme = {prefix: '›'}
    try {
      if (secret) return await password({message, mask: '•', theme}, context)
      return await input({message, theme, ...(preset === undefined ? {} : {default: preset})}, context)
    } catch (error) {
      const {name, message: reason} = error as Error
      if (name === 'ExitPromptError') {
        if (reason.includes('SIGINT')) interrupt()
        return undefined
      }
      if (name === 'AbortPromptError' || name === 'CancelPromptError') return undefined
      throw error
    }
  }
}
