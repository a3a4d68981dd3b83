import type {Part} from './part.ts'
import {promptOf} from './parts/prompt.ts'

/** What a fence has typed into each session that it shows, without prompts, by the line on which that begins. */
export function typedIn(parts: readonly Part[], lines: readonly string[]): Map<number, string> {
  const typed = new Map<number, string>()
  for (const {kind, shows, lines: at} of parts) {
    if (kind !== 'show' || shows !== 'session') continue
    const prompted = lines.slice(at.from, at.to).flatMap(line => {
      const prompt = promptOf(line)
      return prompt ? [line.slice(prompt.length)] : []
    })
    typed.set(at.from, prompted.join('\n'))
  }
  return typed
}
