/** The last of some items whose key is not above a bound; they must be in the order of their keys. */
export function lastUpTo<T>(items: readonly T[], bound: number, keyOf: (item: T) => number): T | undefined {
  return items[indexUpTo(items, bound, keyOf)]
}

/** Its index; -1 where the bound is below all keys. */
export function indexUpTo<T>(items: readonly T[], bound: number, keyOf: (item: T) => number): number {
  let low = -1
  let high = items.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (keyOf(items[middle]!) <= bound) low = middle
    else high = middle - 1
  }
  return low
}
