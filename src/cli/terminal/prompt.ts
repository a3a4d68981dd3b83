import process from 'node:process'
import {setImmediate as turn} from 'node:timers/promises'
import pc from 'picocolors'
import {readEchoedLine} from './echoed-line.ts'
import {readLine, type TypedLine} from './read-line.ts'
import {TypedKeys} from './typed-keys.ts'

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

/** How questions look. */
export interface PromptStyle {
  colors?: ReturnType<typeof pc.createColors>
  /** Without the sign before a question. */
  ascii?: boolean
}

/** Makes prompts on a terminal, each answered only by what is typed once it is shown. Ctrl-C calls `interrupt`; the end of input and an aborted signal just give undefined. */
export function createPrompt(
  output: NodeJS.WriteStream,
  signal: AbortSignal,
  interrupt: () => void,
  {colors = pc.createColors(false), ascii = false}: PromptStyle = {},
): Prompt {
  const dumb = process.env.TERM === 'dumb'
  const ask: Prompt = async (message, options = {}) => {
    const {secret = false, preset = '', edit = '', deafMs = 0, withdraw} = options
    const since = performance.now()
    const hint = preset === '' ? '' : ` ${colors.dim(`(${preset})`)}`
    const question = {
      before: `${ascii ? '' : '› '}${colors.bold(message)}${hint} `,
      preset: edit,
      signal: withdraw ? AbortSignal.any([signal, withdraw]) : signal,
      clears: () => withdraw?.aborted ?? false,
    }
    const keys = new TypedKeys(process.stdin)
    let answer: TypedLine
    try {
      await dropTypedAhead(keys)
      answer =
        secret || dumb
          ? await readEchoedLine(keys, output, question, secret ? () => (ascii ? '*' : '•') : same)
          : await readLine(keys, output, question)
    } finally {
      keys.release()
    }
    if (answer === 'gone') return undefined
    if (answer === 'interrupted') {
      if (performance.now() - since < deafMs) return ask(message, options)
      interrupt()
      return undefined
    }
    if (secret && keys.severalLines) {
      output.write(
        `  ${colors.yellow('Several lines were pasted, and none was taken: a value typed here has one.')}\n`,
      )
      return ask(message, options)
    }
    return answer.line || preset
  }
  return ask
}

const same = (character: string) => character

/** Takes and forgets what was typed so far: a key pressed while a step ran is no consent to the next. */
async function dropTypedAhead(keys: TypedKeys): Promise<void> {
  const forget = () => {}
  keys.setRawMode(true) // also what has no Enter behind it yet
  keys.on('data', forget)
  for (let turns = 0; turns < 3; turns++) await turn()
  keys.off('data', forget)
}
