import {readFileSync} from 'node:fs'
import {isMap, isScalar, isSeq, LineCounter, type Node, parseDocument} from 'yaml'
import {RunbookError} from '../../model/error.ts'

type Path = readonly PropertyKey[]

/** A YAML file, and where in it things stand. */
export interface PlacedYaml {
  data: unknown
  /** `FILE:LINE:COLUMN` of a value, or of its key; of what is around it where that is not there. */
  place(path: Path, what?: 'key' | 'value'): string
}

/** Reads a YAML file. Throws a `RunbookError` that names the place of what is no YAML. */
export function readPlaced(file: string): PlacedYaml {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`
    throw new RunbookError('scenario', `${file}: ${why}`, {cause: error})
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, logLevel: 'silent'})
  const at = (offset: number) => {
    const {line, col} = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const [error] = document.errors
  if (error)
    throw new RunbookError('scenario', `${at(error.pos[0])}: this is not YAML: ${error.message}`, {
      cause: error,
    })
  let data: unknown
  try {
    data = document.toJS({maxAliasCount: 100})
  } catch (cause) {
    throw new RunbookError('scenario', `${file}: this is not YAML that can be read: too many aliases`, {
      cause,
    })
  }
  return {
    data,
    place(path, what = 'value') {
      let node: unknown = document.contents
      let offset = 0
      for (const [index, key] of path.entries()) {
        let found: Node | undefined
        if (isMap(node)) {
          const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === String(key))
          const wanted = what === 'key' && index === path.length - 1 ? pair?.key : (pair?.value ?? pair?.key)
          found = wanted as Node | undefined
        } else if (isSeq(node)) found = node.items[Number(key)] as Node | undefined
        if (!found?.range) break
        offset = found.range[0]
        node = found
      }
      return at(offset)
    },
  }
}
