const writing = /(?<!\\)>&\s?(?:(\d{1,3})(?!\d)|"?\$\{?(\w+)\}?"?)/g

/** What a script writes to through a descriptor that it has not opened itself: `>&3`, where a block before may have led that anywhere. */
export function strangeDescriptor(script: string): string | undefined {
  if (!script.includes('>&')) return undefined
  for (const [written, number, variable] of script.replaceAll(/^\s*#.*$/gm, '').matchAll(writing)) {
    if (number !== undefined && Number(number) < 3) continue
    const opened =
      number === undefined
        ? new RegExp(`\\{${variable}\\}[<>]|^\\s*coproc\\b`, 'm')
        : new RegExp(`(?<![\\d&\\w])${number}(?:<>|[<>])`)
    if (!opened.test(script)) return written
  }
  return undefined
}
