import {promptOf} from './prompt.ts'

/** Languages whose own consoles one types in. */
const typed =
  /^(?:ruby|rb|irb|python[23]?|py|pycon|javascript|js|node|mongodb?|mongosh|php|elixir|exs?|iex|erlang|scala|clojure|haskell|hs|julia|jl|lua|r|groovy|redis|java|kotlin)$/
/** What such a console prints before a value: `=> nil`. */
const answer = /^=> \S/m

/** Whether a fence with the tag of a language is a transcript of that language's own console: `irb(main):001> job.retry`, `>>> import os`. */
export function isOwnConsole(language: string, text: string): boolean {
  if (!typed.test(language)) return false
  const lines = text.split('\n')
  const first = lines.find(line => line.trim() !== '')
  if (first !== undefined && promptOf(first)?.kind === 'session') return true
  // `>` is a sign of the language too, so the answers have to be there
  return (
    answer.test(text) && lines.some(line => /^>{1,2} \S/.test(line) || promptOf(line)?.kind === 'session')
  )
}
