const indexes = new WeakMap<readonly object[], ReadonlyMap<string, number>>()

/**
 * The index of the step with an id in a list; -1 if there is none. A list is looked through once, so that a long one does not take
 * the square of its length: no step of it may get another id later.
 */
export function indexOfStep<Step extends object>(
  steps: readonly Step[],
  id: string | undefined,
  idOf: (step: Step) => string,
): number {
  if (id === undefined) return -1
  let index = indexes.get(steps)
  if (!index) {
    // of two with one id the first
    index = new Map(steps.map((step, at) => [idOf(step), at] as const).reverse())
    indexes.set(steps, index)
  }
  return index.get(id) ?? -1
}
