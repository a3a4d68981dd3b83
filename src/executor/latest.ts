/** Hands on what is told while something goes on: only the latest counts, and none is lost before the end. */
export interface Latest<T> {
  give(value: T): void
  end(): void
  /** Waits for what was given since it was last asked; undefined at the end. One may wait at a time. */
  next(): Promise<T | undefined>
}

export function latest<T>(): Latest<T> {
  let held: {value: T} | undefined
  let ended = false
  let wake: () => void = () => {}
  return {
    give(value) {
      held = {value}
      wake()
    },
    end() {
      ended = true
      wake()
    },
    async next() {
      while (!held && !ended)
        await new Promise<void>(resolve => {
          wake = resolve
        })
      const given = held
      held = undefined
      return given?.value
    },
  }
}
