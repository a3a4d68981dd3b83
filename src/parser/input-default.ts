import {isMap, isScalar, type Pair, parseDocument, type YAMLMap} from 'yaml'

/**
 * The text of a runbook with a default for an input that its front matter declares; undefined where it declares none, or the
 * declaration is in no form that a line can be added to. Nothing else of the text changes.
 */
export function withInputDefault(text: string, name: string, value: string): string | undefined {
  const [head, open] = /^\uFEFF?---[ \t]*\r?\n/.exec(text) ?? []
  if (head === undefined || open !== undefined) return undefined
  const end = text.slice(head.length).search(/^---[ \t]*$/m)
  if (end === -1) return undefined
  const yaml = text.slice(head.length, head.length + end)
  const document = parseDocument(yaml, {schema: 'core', logLevel: 'silent'})
  if (document.errors.length > 0) return undefined
  const inputs = document.getIn(['runbook', 'inputs'])
  const pair = isMap(inputs) ? pairOf(inputs, name) : undefined
  if (!pair || !isMap(pair.value)) return undefined
  const at = place(pair.value)
  if (!at || pairOf(pair.value, 'default')) return undefined
  const line = `default: ${JSON.stringify(value)}`
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const added = pair.value.flow
    ? ` ${line}${pair.value.items.length > 0 ? ',' : ' '}`
    : line + eol + at.indent
  const offset = head.length + at.offset
  return text.slice(0, offset) + added + text.slice(offset)

  function place(map: YAMLMap): {offset: number; indent: string} | undefined {
    const start = map.range?.[0]
    if (start === undefined) return undefined
    if (map.flow) return {offset: start + 1, indent: ''}
    const indent = yaml.slice(yaml.lastIndexOf('\n', start - 1) + 1, start)
    return indent.trim() === '' ? {offset: start, indent} : undefined
  }
}

function pairOf(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({key}) => isScalar(key) && key.value === name)
}
