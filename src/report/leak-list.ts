import {oneLine} from './clean.ts'

/** Where something leaked, without what it is. */
interface Leaks {
  path: string
  places: number
  lines: readonly number[]
}

/** Where something leaked into the journal; `stuck` are fields that it cannot be taken out of. */
interface RecordLeaks {
  sequence: number
  type: string
  places: number
  stuck: readonly string[]
}

/** Where something leaked into a run directory: a line a file and record, without what it is. Ends with a newline. */
export function renderLeaks(dir: string, files: readonly Leaks[], records: readonly RecordLeaks[]): string {
  if (files.length === 0 && records.length === 0) return `${oneLine(dir)}: it is nowhere\n`
  const lines = [
    ...files.map(({path, places, lines}) => {
      const where = lines.length > 0 ? `, line ${lines.join(', ')}${places > lines.length ? ' …' : ''}` : ''
      return `${oneLine(path)}: ${counted(places)}${where}`
    }),
    ...records.map(({sequence, type, places, stuck}) => {
      const fixed = stuck.length > 0 ? `; it stays in ${[...new Set(stuck)].join(', ')}` : ''
      return `journal.jsonl: record ${sequence} (${oneLine(type)}): ${counted(places)}${fixed}`
    }),
  ]
  return `${oneLine(dir)}:\n${lines.map(line => `  ${line}\n`).join('')}`
}

function counted(places: number): string {
  return places === 1 ? '1 place' : `${places} places`
}
