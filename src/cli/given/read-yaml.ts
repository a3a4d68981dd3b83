import {readFileSync} from 'node:fs'
import {LineCounter, parseDocument} from 'yaml'
import {RunbookError} from '../../model/error.ts'

/** Reads a YAML file, which JSON is too; `{}` for an empty one. Throws a `RunbookError` with the code `what`, naming the place. */
export function readYaml(path: string, what: 'answers' | 'inputs'): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : `the ${what} cannot be read (${code})`
    throw new RunbookError(what, `${path}: ${why}`, {cause: error})
  }
  const lines = new LineCounter()
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false})
  const [error] = document.errors
  if (!error) return document.toJS() ?? {}
  const {line, col} = lines.linePos(error.pos[0])
  throw new RunbookError(what, `${path}:${line}:${col}: this is not YAML: ${error.message}`, {cause: error})
}
