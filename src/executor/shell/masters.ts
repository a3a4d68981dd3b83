/**
 * Descriptors of the other sides of pseudo-terminals, which every program that is started inherits: the system opens them so. As long as a
 * program has one, nothing in that terminal is hung up when the tool is killed.
 */
export const masters = new Set<number>()

/** What a bash is to do first, to be without them; empty where there are none. */
export function closingMasters(): string {
  return [...masters].map(fd => `\\exec ${fd}>&-; `).join('')
}

/** A call of a program by which it does not get them. */
export function withoutMasters(program: string, words: readonly string[]): [string, string[]] {
  if (masters.size === 0) return [program, [...words]]
  return ['bash', ['--noprofile', '--norc', '-c', `${closingMasters()}exec "$0" "$@"`, program, ...words]]
}
