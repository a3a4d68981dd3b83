const share = Number(process.env.RUNBOOK_ROUNDS ?? 0.3)

/** How many of `many` cases a property is tried with: about a third, other ones each time; RUNBOOK_ROUNDS=1 tries all, 10 ten times as many. */
export const rounds = (many: number): number => Math.max(1, Math.ceil(many * share))

/** Of real documents the same share, drawn anew each time. */
export const drawn = <T>(documents: readonly T[]): T[] => documents.filter(() => Math.random() < share)
