/** A pattern that is made when it is first looked for: most are for what few documents hold, and each would cost at every start. */
export function late(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined
  return () => (made ??= new RegExp(source, flags))
}
