import type {BlockAction} from '../model/plan.ts'

/** Who runs a script of psql, and what there is no way back from. */
export function psqlText({attributes}: BlockAction): string {
  return attributes.write
    ? 'psql runs it and keeps each statement as it goes: no preview, no way back but its own'
    : 'psql runs it, in a transaction that only reads'
}
