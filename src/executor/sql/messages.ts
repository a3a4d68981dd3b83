/** What begins each message: https://www.postgresql.org/docs/current/protocol-message-formats.html */
const letters = {parse: 0x50, bind: 0x42, describe: 0x44, execute: 0x45, sync: 0x53}
const portal = 0x50
const [describeSize, executeSize] = [4 + 2, 4 + 1 + 4]

/**
 * The messages that have a server carry out one statement by the extended protocol, its values and its rows as text, in one piece
 * of memory. Its columns are told first where it is `described`.
 */
export function statementMessages(text: string, values: readonly string[] = [], described = false): Buffer {
  const sizes = values.map(value => Buffer.byteLength(value))
  const parseSize = 4 + 1 + Buffer.byteLength(text) + 1 + 2
  const bindSize = 4 + 2 + 2 + 2 + sizes.reduce((sum, size) => sum + 4 + size, 0) + 2
  const sizeOfAll = 3 + parseSize + bindSize + executeSize + (described ? 1 + describeSize : 0)
  const bytes = Buffer.alloc(sizeOfAll) // what is not written is a name that is none, or a count of none
  let at = 0
  const begin = (letter: number, size: number) => {
    bytes[at] = letter
    at = bytes.writeInt32BE(size, at + 1)
  }
  begin(letters.parse, parseSize)
  at += 1 + bytes.write(text, at + 1) + 1 + 2
  begin(letters.bind, bindSize)
  at = bytes.writeInt16BE(values.length, at + 4)
  for (const [index, value] of values.entries()) {
    at = bytes.writeInt32BE(sizes[index]!, at)
    at += bytes.write(value, at)
  }
  at += 2
  if (described) {
    begin(letters.describe, describeSize)
    bytes[at] = portal
    at += 2
  }
  begin(letters.execute, executeSize)
  return bytes
}

/** What opens or ends a transaction is the same for each block. */
const short = 16
const made = new Map<string, Buffer>()

/** The same of a statement without values. What is short is made once. */
export function plainMessages(text: string): Buffer {
  if (text.length > short) return statementMessages(text)
  const known = made.get(text)
  if (known) return known
  const messages = statementMessages(text)
  made.set(text, messages)
  return messages
}

/** Ends what is sent together: the server says when it is done with all of it. */
export const syncMessage = Buffer.from([letters.sync, 0, 0, 0, 4])
