import {randomUUID} from 'node:crypto'

/** One build of the backend; a flaw makes its process end as soon as it starts. */
export interface Deployment {
  id: string
  createdAt: Date
  commit: string
  message: string
  flaw?: 'crash'
}

/** The builds of the backend, newest first, of which exactly one is active. */
export interface Deployments {
  list(): Deployment[]
  active(): Deployment
  /** Adds a build and makes it the active one. */
  add(message: string, flaw?: 'crash'): Deployment
  /** Makes an older build the active one; undefined if there is none of that id. */
  activate(id: string): Deployment | undefined
}

const history: [hoursAgo: number, message: string][] = [
  [3, 'fix: retry the Dazno webhook on timeout'],
  [27, 'feat: export payments as CSV'],
  [74, 'feat: sign in with LinkedIn'],
]

const commitHash = () => randomUUID().replaceAll('-', '').slice(0, 7)

/** Three sound builds of the last days. */
export function createDeployments(now = Date.now()): Deployments {
  const all: Deployment[] = history.map(([hours, message]) => ({
    id: randomUUID(),
    createdAt: new Date(now - hours * 3_600_000),
    commit: commitHash(),
    message,
  }))
  let active = all[0]!
  return {
    list: () => all,
    active: () => active,
    add(message, flaw) {
      active = {id: randomUUID(), createdAt: new Date(), commit: commitHash(), message, ...(flaw && {flaw})}
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
