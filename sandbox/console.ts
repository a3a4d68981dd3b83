import type {Body, Route} from './control.ts'
import type {Production} from './production.ts'
import {Refusal} from './refusal.ts'

function numberOf(body: Body, name: string, {min, max}: {min: number; max: number}): number {
  const value = Number(body[name])
  if (!Number.isInteger(value) || value < min || value > max)
    throw new Refusal(`Expected a whole number from ${min} to ${max}`)
  return value
}

function registrationOf({provider}: Production, body: Body) {
  const {linkedin, t4g} = provider.registrations
  if (body.provider === 'linkedin' || body.provider === undefined) return linkedin
  if (body.provider === 't4g') return t4g
  throw new Refusal(`There is no provider ${body.provider}`)
}

/** What people would do in the web consoles of Railway and of the OAuth providers. */
export const consoleRoutes: Readonly<Record<string, Route>> = {
  'GET /console': async ({project, volume, provider}) => ({
    service: project.service.status(),
    memory: {usedMb: project.service.usedMb(), limitMb: project.memory.limitMb},
    instances: project.service.count(),
    volume: {usedMb: await volume.usedMb().catch(() => null), limitMb: volume.limitMb},
    providers: Object.fromEntries(
      Object.entries(provider.registrations).map(([name, {clientId, redirectUris}]) => [
        name,
        {clientId, redirectUris: [...redirectUris]},
      ]),
    ),
  }),
  'POST /console/memory': async ({project}, body) => {
    project.memory.limitMb = numberOf(body, 'value', {min: 16, max: 8192})
    return {service: await project.restart()}
  },
  'POST /console/instances': async ({project}, body) => {
    await project.service.resize(numberOf(body, 'value', {min: 1, max: 4}))
    return {service: await project.restart()}
  },
  'POST /console/volume': ({volume}, body) => {
    volume.limitMb = numberOf(body, 'value', {min: 16, max: 65_536})
  },
  'POST /console/redirect-uri': (production, body) => {
    registrationOf(production, body).redirectUris.add(String(body.value))
  },
  'POST /console/client-secret': (production, body) => ({
    clientSecret: registrationOf(production, body).clientSecret,
  }),
}

const form = (action: string, label: string, value: string | number) =>
  `<form method="post" action="/console/${action}"><label>${label} <input name="value" value="${value}"></label> <button>Update</button></form>`

/** The consoles as a page with a form for each setting. */
export async function consolePage({project, volume, frontendUrl}: Production): Promise<string> {
  const used = await volume.usedMb().catch(() => 'unknown')
  return `<!doctype html><title>Consoles of the sandbox</title>
<h1>Railway</h1>
<p>Service: ${project.service.status()}, ${project.service.usedMb()} MB of memory used; volume: ${used} MB used.</p>
${form('memory', 'Memory of an instance, MB', project.memory.limitMb)}
${form('instances', 'Instances', project.service.count())}
${form('volume', 'Size of the volume, MB', volume.limitMb)}
<h1>LinkedIn</h1>
${form('redirect-uri', 'Add a redirect URI', `${frontendUrl}/auth/callback/linkedin`)}
`
}
