const trusted = /^(?:\/usr|\/usr\/local|\/opt\/homebrew)?\/s?bin\/([\w.+[-]+)$/

/** The bare name of a program that is written as such or by its path in a system's directory; undefined for any other path. */
export function bareName(word: string): string | undefined {
  return word.includes('/') ? trusted.exec(word)?.[1] : word
}
