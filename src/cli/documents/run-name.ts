import {basename} from 'node:path'
import type {Plan} from '../../model/plan.ts'

/** The name of a run and of its directory: `20261122T031207Z-backend-down-k3f9`. `random` tells runs of one second apart. */
export function runName({procedure, runbook}: Plan, now: Date, random: Uint8Array): string {
  return datedName(procedure?.slug ?? basename(runbook.path).replace(/\.[^.]*$/, ''), now, random)
}

/** A new name for a directory about something, which sorts by its time. */
export function datedName(about: string, now: Date, random: Uint8Array): string {
  const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const tail = Buffer.from(random).readUIntBE(0, 3).toString(36).padStart(4, '0').slice(-4)
  return [time, slugOf(about).slice(0, 40).replace(/-+$/, ''), tail].filter(Boolean).join('-')
}

/** Plain letters, digits and `-` of a text; empty if it has none. */
export function slugOf(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
}
