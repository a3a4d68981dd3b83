import type {Server} from 'node:http'
import type {Route} from './control.ts'
import type {Site} from './frontend.ts'
import type {Production} from './production.ts'
import {Refusal} from './refusal.ts'

const siteOf =
  ({frontend}: Production) =>
  (site: Site) => ({
    url: urlOf(frontend.server, site),
    createdAt: site.createdAt,
    environment: site.environment,
    message: site.message,
    status: site.flaw ? 'Error' : 'Ready',
    current: site === frontend.current(),
  })

function urlOf(server: Server, {host}: Site) {
  const address = server.address()
  return `http://${host}:${typeof address === 'object' && address ? address.port : 0}`
}

/** What the stand-in `vercel` asks for. */
export const vercelRoutes: Readonly<Record<string, Route>> = {
  'GET /vercel/deployments': production => production.frontend.sites().map(siteOf(production)),
  'POST /vercel/deploy': production => siteOf(production)(production.frontend.deploy('redeploy')),
  'POST /vercel/promote': (production, {url}) => siteOf(production)(production.frontend.promote(String(url))),
  'POST /vercel/rollback': (production, {url}) =>
    siteOf(production)(production.frontend.rollback(url === undefined ? undefined : String(url))),
  'GET /vercel/env': ({frontend}) =>
    [...frontend.variables].map(([name, {value, createdAt}]) => ({name, value, createdAt})),
  'POST /vercel/env': ({frontend}, {name, value, force}) => {
    if (frontend.variables.has(String(name)) && !force)
      throw new Refusal(
        `The variable "${name}" has already been added to Production. To overwrite it, add --force`,
      )
    frontend.variables.set(String(name), {value: String(value), createdAt: new Date()})
  },
  'POST /vercel/env/remove': ({frontend}, {name}) => {
    if (!frontend.variables.delete(String(name)))
      throw new Refusal(`Environment Variable "${name}" was not found`)
  },
}
