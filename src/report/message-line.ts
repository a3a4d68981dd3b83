import {clean, oneLine} from './clean.ts'

/** What this needs of a `VFileMessage`. */
export interface Message {
  reason: string
  line?: number | undefined
  column?: number | undefined
  ruleId?: string | undefined
  /** True is an error, false a warning, neither is information. */
  fatal?: boolean | null | undefined
  note?: string | undefined
}

/** A complaint as compilers write it: `file:3:5: error: text (rule)`; a note follows on lines of its own, indented. */
export function messageLine({path, message}: {path: string; message: Message}): string {
  const {reason, line, column, ruleId, fatal, note} = message
  const at = [oneLine(path), line, column].filter(part => part !== undefined && part !== null).join(':')
  const level = fatal === true ? 'error' : fatal === false ? 'warning' : 'info'
  const rest = note
    ? clean(note)
        .trim()
        .split('\n')
        .map(text => `\n  ${text.trimEnd()}`)
    : []
  return `${at}: ${level}: ${oneLine(reason)}${ruleId ? ` (${oneLine(ruleId)})` : ''}${rest.join('')}`
}
