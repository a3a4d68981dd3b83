import {clean} from './clean.ts'

/** A workflow command of GitHub Actions, on one line without its end. */
export function workflowCommand(
  name: string,
  properties: readonly (readonly [name: string, value: string | number])[],
  text: string,
): string {
  const list = properties.map(([name, value]) => `${name}=${escapedProperty(String(value))}`).join(',')
  return `::${name}${list === '' ? '' : ` ${list}`}::${escaped(text)}`
}

/** As `@actions/core` does it. */
function escaped(text: string): string {
  return clean(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
