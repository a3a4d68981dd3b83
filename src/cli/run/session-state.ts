import type {PortableState} from '../../executor/shell/portable-state.ts'
import type {SessionWorld} from '../../executor/shell/session-world.ts'
import {sessionKeeper} from '../../journal/session-file.ts'
import type {Redactor} from '../../model/redact.ts'

/** Keeps the state of the shell session in the run directory, for whoever goes on with the run. */
export interface SessionState {
  /** What the session calls after each block. */
  take: NonNullable<SessionWorld['keep']>
  /** Told of each attempt that begins, as `ID.NUMBER`. */
  began(attempt: string): void
  /** Keeps what was taken last: not before all secrets are known that the block has brought. */
  flush(): Promise<void>
  close(): void
}

/** `token` is the session's. */
export function keepSession(
  runDir: string,
  {text: redacted, known, said}: Pick<Redactor, 'text' | 'known' | 'said'>,
  token: string,
): SessionState {
  const keep = sessionKeeper(runDir)
  const isSecret = (text: string) => redacted(text) !== text
  let taken: {state: string; initial: string; after: string} | undefined
  let attempt = ''
  let noted = ''
  const note = (after: string) => {
    if (after !== noted) keep.after(after)
    noted = after
  }
  let last = ''
  let kept = ''
  let knew = 0
  /** What a block gave to a secret's name is masked as what it prints so, also where it is printed without that name. */
  const withSecretsKnown = (make: () => PortableState | undefined) => {
    const first = make()
    for (const assignment of first?.named ?? []) said(assignment)
    return known() === knew ? first : make()
  }
  return {
    close: keep.close,
    take(state, initial) {
      taken = {state, initial, after: attempt}
    },
    began(started) {
      attempt = started
    },
    async flush() {
      if (!taken) return
      const {state, initial, after} = taken
      const {holdsSecret, isSameState, portableState} = await import('../../executor/shell/portable-state.ts')
      // what was kept before may hold what has become known for a secret since
      const isSafe = known() === knew || !holdsSecret(kept, isSecret)
      knew = known()
      const isSame = state === last || isSameState(state, last)
      if (!isSame || !isSafe) {
        last = '' // what cannot be kept is tried again
        const portable = withSecretsKnown(() => portableState(state, initial, token, isSecret))
        if (!portable || !keep.state(portable)) return
        kept = portable.text
      }
      last = state
      note(after)
    },
  }
}
