import {hash} from 'node:crypto'
import {withoutAccents} from './without-accents.ts'

/** Gives every step an id of its own that does not change while the step's own text stays. */
export interface StepIds {
  /** Takes the author's id; false if it is taken already. */
  claim(id: string): boolean
  /** Makes one from a short wording and the whole text: `railway-status-3fa2`, with an ordinal for equal steps. */
  make(wording: string, text: string): string
}

export const idPattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/

export function createStepIds(): StepIds {
  const taken = new Set<string>()
  const next = new Map<string, number>()
  const claim = (id: string) => !taken.has(id) && Boolean(taken.add(id))
  return {
    claim,
    make(wording, text) {
      const digest = hash('sha256', text).slice(0, 4)
      const base = [slug(wording), digest].filter(Boolean).join('-')
      if (claim(base)) return base
      for (let n = next.get(base) ?? 2; ; n++) {
        const id = `${base}-${n}`
        if (!claim(id)) continue
        next.set(base, n + 1)
        return id
      }
    },
  }
}

function slug(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replaceAll(/^-+|-+$/g, '')
}
