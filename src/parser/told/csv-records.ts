/** One record of a CSV text, and the line that it begins on, from 1. */
export interface CsvRecord {
  line: number
  fields: string[]
}

/** The records of a text as RFC 4180 has it, with any one-character delimiter; blank lines are left out. The line of a quote that never ends as a number. */
export function csvRecords(text: string, delimiter: string): CsvRecord[] | number {
  const records: CsvRecord[] = []
  const rest = new RegExp(`[^\\r\\n${delimiter}]*`, 'y')
  let [line, at] = [1, 0]
  while (at < text.length) {
    const record: CsvRecord = {line, fields: []}
    for (let more = true; more; ) {
      const start = line
      let field = ''
      if (text[at] === '"') {
        for (at++; ; at++) {
          if (at >= text.length) return start
          if (text[at] === '"' && text[++at] !== '"') break
          if (text[at] === '\n') line++
          field += text[at]
        }
      }
      rest.lastIndex = at
      const tail = rest.exec(text)![0]
      record.fields.push(field + tail)
      at += tail.length
      more = text[at] === delimiter
      if (more) at++
    }
    if (text.startsWith('\r\n', at)) at += 2
    else if (at < text.length) at++
    line++
    if (record.fields.length > 1 || record.fields[0]!.trim() !== '') records.push(record)
  }
  return records
}
