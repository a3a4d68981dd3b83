import {Buffer} from 'node:buffer'
import {erase, type FindLeaks} from './erase.ts'
import {type JournalRecord, structural, typePrefix} from './event.ts'

type Data = JournalRecord['data']

/** The data of a record without what leaked into it. */
export interface ErasedRecord {
  data: Data
  places: number
  /** Where it stays: words that the record needs as they are, by their keys. */
  stuck: string[]
}

/** Takes leaks out of the texts of a record. A value that was given goes as a whole: whoever goes on with the run is asked for it again. */
export function eraseRecord(
  {type, data}: Pick<JournalRecord, 'type' | 'data'>,
  find: FindLeaks,
): ErasedRecord {
  let places = 0
  const stuck: string[] = []
  const count = (text: string) => find(Buffer.from(text)).length
  const text = (input: string): string => {
    const bytes = Buffer.from(input)
    const leaks = find(bytes)
    if (leaks.length === 0) return input
    places += leaks.length
    return erase([bytes], leaks)[0]!.toString()
  }
  const valueless = (input: Data): Data => {
    if (typeof input.value !== 'string' || count(input.value) === 0) return input
    places += count(input.value)
    const {value: _, ...rest} = input
    return 'secret' in rest ? {...rest, secret: true} : rest
  }
  const walk = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') {
      if (!structural.has(key)) return text(value)
      if (count(value) > 0) stuck.push(key)
      return value
    }
    if (Array.isArray(value)) return value.map(item => walk(item, key))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, walk(item, name)]))
  }
  const bare =
    type === `${typePrefix}input.set`
      ? valueless(data)
      : type === `${typePrefix}run.started` && Array.isArray(data.given)
        ? {...data, given: (data.given as Data[]).map(valueless)}
        : data
  return {data: walk(bare) as Data, places, stuck}
}
