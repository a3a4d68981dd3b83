import type {Route} from './control.ts'
import type {Production} from './production.ts'
import {Refusal} from './refusal.ts'

function statusOf({project}: Production, id: string) {
  if (id !== project.deployments.active().id) return 'REMOVED'
  const status = project.service.status()
  return status === 'crashed' ? 'CRASHED' : status === 'running' ? 'ACTIVE' : 'DEPLOYING'
}

/** What the stand-in `railway` asks for. */
export const railwayRoutes: Readonly<Record<string, Route>> = {
  'GET /railway/status': ({project, apiUrl}) => {
    const {id, message} = project.deployments.active()
    return {service: project.service.status(), deployment: id, message, url: apiUrl}
  },
  'GET /postgres/status': ({postgres}) => ({service: postgres.running() ? 'running' : 'stopped'}),
  'POST /railway/restart': async ({project}) => ({service: await project.restart()}),
  'POST /postgres/restart': async ({postgres}) => {
    await postgres.stop()
    await postgres.start()
    return {service: 'running'}
  },
  'GET /railway/deployments': production =>
    production.project.deployments.list().map(({id, createdAt, commit, message}) => ({
      id,
      status: statusOf(production, id),
      createdAt,
      commit,
      message,
    })),
  'POST /railway/rollback': async ({project}, {id}) => {
    const {message} = await project.rollback(String(id))
    return {message, service: project.service.status()}
  },
  'GET /railway/variables': ({project}) => Object.fromEntries(project.variables),
  'POST /railway/variables': ({project}, set) => {
    for (const [name, value] of Object.entries(set)) project.variables.set(name, String(value))
  },
  'POST /railway/variables/delete': ({project}, {name}) => {
    if (!project.variables.delete(String(name))) throw new Refusal(`Variable "${name}" not found.`)
  },
  'GET /railway/volume': async ({volume}) => ({usedMb: await volume.usedMb(), limitMb: volume.limitMb}),
  // both platforms build what was pushed, while who pushed goes on
  'POST /git/push': ({project, frontend}, {commit, message}) => {
    void project.deploy({message: String(message), commit: String(commit)})
    frontend.deploy(String(message))
  },
}
