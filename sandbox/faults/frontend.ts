import type {FaultKind} from '../faults.ts'

/** What can be wrong with the frontend and with signing in. */
export const frontendFaults = {
  'frontend-broken': {
    title: 'A deployment of the frontend whose pages fail',
    runbook: 'frontend-down.md',
    async inject({frontend}) {
      frontend.deploy('feat: server components for the dashboard', 'pages')
    },
  },

  'frontend-build-failed': {
    title: 'The last push of the frontend could not be built; the pages are those of before',
    runbook: 'frontend-down.md',
    async inject({frontend}) {
      frontend.deploy('feat: charts on the dashboard', 'build')
    },
  },

  'provider-down': {
    title: 'LinkedIn, by which people sign in, is down',
    runbook: 'oauth-failing.md',
    async inject({provider}) {
      provider.registrations.linkedin.down = true
    },
  },

  'wrong-client-secret': {
    title: 'The frontend was built with an old LinkedIn client secret',
    runbook: 'oauth-failing.md',
    async inject({frontend}) {
      frontend.variables.set('LINKEDIN_CLIENT_SECRET', {value: 'an-old-client-secret', createdAt: new Date()})
      frontend.deploy('redeploy')
    },
  },

  'redirect-mismatch': {
    title: 'LinkedIn does not know our redirect URI',
    runbook: 'oauth-failing.md',
    async inject({provider}) {
      provider.registrations.linkedin.redirectUris.clear()
    },
  },
} satisfies Record<string, FaultKind>
