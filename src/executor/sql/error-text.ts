import type {DatabaseError} from 'pg'
import {PasswordMissing} from './connection.ts'
import {refusesOptions} from './pooler.ts'

/** Whether it is the server's own answer, with an SQLSTATE. */
export function isServerError(error: unknown): error is DatabaseError {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^[0-9A-Z]{5}$/.test(error.code) &&
    'severity' in error
  )
}

/** Whether the server ends the session with this answer: then it may come after the work was done. */
export function isFatal(error: unknown): boolean {
  return isServerError(error) && /^(?:FATAL|PANIC)$/.test(error.severity ?? '')
}

/** What a server said of more than this is not for one line of a record. Unit: characters. */
const longestMessage = 1000

/** What a server said, or of what is too long for an outcome how long it is: a part of it could hold a part of a secret. */
export function inOneLine(message: string): string {
  return message.length > longestMessage
    ? `(a message of ${message.length} characters: the output has it)`
    : message
}

/** What is printed in place of the server's words, which takes every cancel for a user's. */
export const stoppedText = {
  timeout: 'the time limit of the block was reached: the server has stopped the statement',
  cancel: 'the server has stopped the statement, as asked',
}

/** One clear text for what the server said, with a caret under the place in the statement where it gives one. */
export function serverErrorText(error: DatabaseError, statement: string): string {
  const {message, code, detail, hint, position, where, internalQuery, internalPosition} = error
  const lines = [`ERROR ${code}: ${message}`]
  if (position) lines.push(...caret(statement, Number(position)))
  if (detail) lines.push(`DETAIL: ${detail}`)
  if (hint) lines.push(`HINT: ${hint}`)
  if (internalQuery) {
    lines.push('QUERY of a function:')
    lines.push(...(internalPosition ? caret(internalQuery, Number(internalPosition)) : [internalQuery]))
  }
  if (where) lines.push(`CONTEXT: ${where}`)
  return lines.join('\n')
}

/** So much of a line is shown on each side of the place. Unit: characters. */
const around = 60

/** `position` counts characters from 1. */
function caret(statement: string, position: number): string[] {
  const before = [...statement].slice(0, position - 1).join('')
  const start = before.lastIndexOf('\n') + 1
  const line = [
    ...statement
      .slice(start)
      .split('\n', 1)[0]!
      .replaceAll(/[\t\r]/g, ' '),
  ]
  const at = [...before.slice(start)].length
  const from = at > 2 * around ? at - around : 0
  const to = line.length - at > 2 * around ? at + around : line.length
  const shown = `${from > 0 ? '…' : ''}${line.slice(from, to).join('')}${to < line.length ? '…' : ''}`
  const prefix = `LINE ${before.split('\n').length}: `
  return [prefix + shown, `${' '.repeat(prefix.length + (from > 0 ? 1 : 0) + at - from)}^`]
}

/** One line for a server that cannot be reached, and what to do next. The address is the server's, never the URL. */
export function unreachableText(error: unknown, database: string): string {
  const {message, code} = error as {message?: string; code?: string}
  const first = error instanceof AggregateError ? (error.errors[0] as Error | undefined)?.message : message
  const advice =
    code === '28P01' || code === '28000'
      ? 'check the user and password in its URL'
      : error instanceof PasswordMissing
        ? 'put it into its URL or ~/.pgpass, or run it with a person'
        : code === '3D000'
          ? 'check the database name in its URL'
          : refusesOptions(error)
            ? 'a pooler answers there, which takes no `options`: leave them out of its URL, or give the address of the database itself'
            : isTls(first, code)
              ? 'check `sslmode` and the certificates in its URL'
              : 'check that the server runs and can be reached from here, then retry'
  return `database \`${database}\` does not answer: ${first || code || 'no reason given'}; ${advice}`
}

function isTls(message = '', code = ''): boolean {
  return /\bSSL\b|\bTLS\b|certificate/i.test(message) || /TLS|SSL|CERT/.test(code)
}
