import {randomUUID} from 'node:crypto'

/** What is wrong with a build: its process ends as soon as it starts, or a request of it fails. */
export type Flaw = 'crash' | 'errors'

/** One build of the backend. */
export interface Deployment {
  id: string
  createdAt: Date
  commit: string
  message: string
  flaw?: Flaw
}

/** The builds of the backend, newest first, of which exactly one is active. */
export interface Deployments {
  list(): Deployment[]
  active(): Deployment
  /** Adds a build and makes it the active one. */
  add(build: {message: string; commit?: string; flaw?: Flaw | undefined}): Deployment
  /** Makes an older build the active one; undefined if there is none of that id. */
  activate(id: string): Deployment | undefined
}

/** They are the same in every sandbox, so that a drill can name the one to go back to. */
const history: [hoursAgo: number, id: string, message: string][] = [
  [3, '3d6b1f0a-5c0e-4c57-9a41-7c1f5f6f9a01', 'fix: retry the Dazno webhook on timeout'],
  [27, '8a94c2de-0b7d-4f7a-8a55-2c4f7a1be602', 'feat: export payments as CSV'],
  [74, 'c05e77b3-91f4-4a0b-b3a2-d0f9a4e8c703', 'feat: sign in with LinkedIn'],
]

const commitHash = () => randomUUID().replaceAll('-', '').slice(0, 7)

/** Three sound builds of the last days. */
export function createDeployments(now = Date.now()): Deployments {
  const all: Deployment[] = history.map(([hours, id, message]) => ({
    id,
    createdAt: new Date(now - hours * 3_600_000),
    commit: commitHash(),
    message,
  }))
  let active = all[0]!
  return {
    list: () => all,
    active: () => active,
    add({message, commit = commitHash(), flaw}) {
      active = {id: randomUUID(), createdAt: new Date(), commit, message, ...(flaw && {flaw})}
      all.unshift(active)
      return active
    },
    activate(id) {
      const found = all.find(deployment => deployment.id === id)
      if (found) active = found
      return found
    },
  }
}
