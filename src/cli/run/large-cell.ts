import type {Masker, Redactor} from '../../model/redact.ts'
import {needsQuotes} from '../../report/csv.ts'

/** So much of a cell is worked on at a time: it is never copied as a whole. Unit: UTF-16. */
const piece = 64 * 1024

/** Whether a cell of so many characters is worked on in pieces. */
export function isLarge(length: number): boolean {
  return length > piece
}

/** The masked beginning of a cell, at most 64 Ki characters of it; it does not end inside a secret. */
export function startOf(cell: string, redactor: Pick<Redactor, 'cell' | 'printed'>, column: string): string {
  if (!isLarge(cell.length)) return redactor.cell(column, cell)
  return redactor
    .printed()
    .push(Buffer.from(cell.slice(0, piece)))
    .log.toString()
}

/** A masked line of CSV in pieces. */
export function* csvPieces(values: readonly (string | null)[], masker: () => Masker): Generator<Uint8Array> {
  let between = ''
  for (const value of values) {
    yield Buffer.from(between)
    between = ','
    if (value === null) continue
    const {push, flush} = masker()
    const quote = Buffer.from(needsQuotes(value) ? '"' : '')
    yield quote
    for (let at = 0; at < value.length; ) {
      const end = endOf(value, at + piece)
      yield doubled(push(Buffer.from(value.slice(at, end))).log)
      at = end
    }
    yield doubled(flush().log)
    yield quote
  }
  yield Buffer.from('\n')
}

/** Never between the two halves of a character. */
function endOf(text: string, end: number): number {
  const code = text.charCodeAt(end - 1)
  return code >= 0xd800 && code < 0xdc00 ? end + 1 : end
}

function doubled(bytes: Buffer): Buffer {
  return bytes.includes(0x22) ? Buffer.from(bytes.toString('latin1').replaceAll('"', '""'), 'latin1') : bytes
}
