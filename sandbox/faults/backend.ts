import type {FaultKind} from '../faults.ts'
import {logLine} from '../logs.ts'
import type {Production} from '../production.ts'
import {until} from '../until.ts'
import {startWorker} from '../workers.ts'

const statusOf = (url: string) =>
  fetch(url).then(
    response => response.body?.cancel().then(() => response.status),
    () => 0,
  )

const traffic = (name: string, apiUrl: string, clients: number, ...paths: string[]) =>
  startWorker(name, 'load', {API_URL: apiUrl, CLIENTS: `${clients}`, PATHS: paths.join(' ')})

const logged = ({project}: Production, text: string, times: number) =>
  until(`“${text}” in the backend's log`, 20_000, () => {
    const found = project.logs.last(1000).filter(line => line.includes(text))
    return found.length >= times
  })

/** What can be wrong with the backend and with what it calls. */
export const backendFaults = {
  'backend-crashed': {
    title: 'The backend crashed for good',
    runbook: 'backend-down.md',
    async inject({project}) {
      await until('the backend is given up', 20_000, () => {
        if (project.service.kill()) project.logs.add(logLine('ERROR', 'Uncaught Error: read ECONNRESET'))
        return project.service.status() === 'crashed'
      })
    },
  },

  'out-of-memory': {
    title: 'The backend needs more memory than it is given, and is killed again and again',
    runbook: 'backend-down.md',
    async inject({project}) {
      project.memory.cacheMb = 192
      await project.restart()
      await until('the backend is given up', 30_000, () => project.service.status() === 'crashed')
    },
  },

  'bad-deployment': {
    title: 'A deployment of the backend that cannot start',
    runbook: 'backend-down.md',
    async inject({project}) {
      await project.deploy({message: 'feat: sign in with several providers', flaw: 'crash'})
    },
  },

  'error-burst': {
    title: 'A deployment of the backend in which every look-up of a user fails',
    runbook: 'high-error-rate.md',
    async inject(production) {
      const {project, apiUrl} = production
      await project.deploy({message: 'feat: profiles in the language of the user', flaw: 'errors'})
      await traffic('error-burst', apiUrl, 2, 'GET!/users?email=user{n}@example.com', 'GET!/')
      await logged(production, "reading 'locale'", 20)
    },
  },

  'external-api-down': {
    title: 'The Dazno API, which wallets need, is down',
    runbook: 'high-error-rate.md',
    async inject(production) {
      production.dazno.down = true
      await traffic('external-api-down', production.apiUrl, 2, 'GET!/wallet', 'GET!/')
      await logged(production, 'Dazno API answered 503', 10)
    },
  },

  'pool-exhausted': {
    title: 'Long reports hold all connections of the backend’s pool',
    runbook: 'database-inaccessible.md',
    async inject({apiUrl}) {
      await traffic('pool-exhausted', apiUrl, 14, 'GET!/report')
      let seen = 0
      await until('/health has no connection, three times in a row', 30_000, async () => {
        seen = (await statusOf(`${apiUrl}/health`)) === 503 ? seen + 1 : 0
        return seen === 3
      })
    },
  },

  'wrong-secret': {
    title: 'The secret that signs sessions was changed on the backend alone',
    runbook: 'oauth-failing.md',
    async inject({project}) {
      project.variables.set('JWT_SECRET', 'changed-in-the-backend-alone')
      await project.restart()
    },
  },

  'bad-release': {
    title: 'The builds to come of backend and frontend will not work',
    runbook: 'production-deployment.md',
    async inject({project, frontend}) {
      project.nextFlaw = 'crash'
      frontend.nextFlaw = 'pages'
    },
  },
} satisfies Record<string, FaultKind>
