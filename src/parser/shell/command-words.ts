import type {Command, Redirect} from 'unbash'
import {wrapperOf} from './commands/wrappers.ts'

/** How many words stand before the program that is meant: `sudo -u postgres`, `env A=1`, `time`. */
export function wordsBefore(words: readonly {value: string}[]): number {
  let at = 0
  for (let rounds = 0; rounds < 5; rounds++) {
    const name = words[at]?.value ?? ''
    if (!/^(?:sudo|doas|env|time|nohup|nice|ionice|command|exec|builtin)$/.test(name)) return at
    const values = new Set(name === 'env' ? ['-u', '-C'] : wrapperOf(name)?.values?.split(/\s+/))
    let next = at + 1
    for (; next < words.length; next++) {
      const {value} = words[next]!
      if (values.has(value)) next++
      else if (!value.startsWith('-') && !/^[A-Za-z_]\w*=/.test(value)) break
    }
    if (next >= words.length) return at
    at = next
  }
  return at
}

/** Whether what a command prints goes to a file; what goes wrong alone does not count. */
export function goesToFile({redirects}: Command): boolean {
  return redirects.some(
    redirect =>
      redirect.type === 'Redirect' &&
      (redirect.operator.startsWith('&>') ||
        (redirect.operator.startsWith('>') && !isErrors(redirect.descriptor))),
  )
}

function isErrors(descriptor: Redirect['descriptor']): boolean {
  return descriptor?.type === 'FileDescriptor' && descriptor.value === 2
}
