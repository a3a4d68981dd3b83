import {eventOf, type JournalRecord, type RunEvent} from '../../model/event.ts'

/** How often the record is looked at while somebody waits for others to add to it. */
const everyMs = 250

/** What other processes add to the record of a run that goes on. */
export interface ForeignEvents {
  /** Takes what the journal has found. */
  take(record: JournalRecord): void
  /** From now on each event is given to `keep`; `look` has the journal look for more. */
  begin(keep: (event: RunEvent) => void, look: () => void): void
  /** Tells each event that comes from now on, while nobody writes too; gives what ends that. */
  listen(take: (event: RunEvent) => void): () => void
  /** Those that were not shown yet: at a prompt nothing else may write to the screen. */
  unseen(): RunEvent[]
}

/** Makes the way of foreign events from the journal to whoever waits for them. */
export function foreignEvents(): ForeignEvents {
  const listeners = new Set<(event: RunEvent) => void>()
  let unseen: RunEvent[] = []
  let keep: ((event: RunEvent) => void) | undefined
  let look = () => {}
  return {
    take(record) {
      const known = keep && eventOf(record)
      if (!known) return
      const event = {...known, sequence: record.sequence}
      keep!(event)
      unseen.push(event)
      for (const listener of listeners) listener(event)
    },
    begin(take, lookAgain) {
      keep = take
      look = lookAgain
    },
    listen(take) {
      listeners.add(take)
      const timer = setInterval(look, everyMs)
      return () => {
        clearInterval(timer)
        listeners.delete(take)
      }
    },
    unseen() {
      const events = unseen
      unseen = []
      return events
    },
  }
}
