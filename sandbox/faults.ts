import {backendFaults} from './faults/backend.ts'
import {databaseFaults} from './faults/database.ts'
import {frontendFaults} from './faults/frontend.ts'
import type {Production} from './production.ts'

/** One thing that can be broken. It is real, shows over HTTP, in the logs or in the database, and can be mended by hand. */
export interface FaultKind {
  /** What happens, in a line. */
  title: string
  /** The shipped runbook that mends it. */
  runbook: string
  /** Brings it about; resolves once it has been observed. */
  inject(production: Production): Promise<void>
}

/** All that can be broken, several at once if need be. */
export const faults = {...backendFaults, ...databaseFaults, ...frontendFaults} satisfies Record<
  string,
  FaultKind
>

/** The name of something that can be broken. */
export type Fault = keyof typeof faults
