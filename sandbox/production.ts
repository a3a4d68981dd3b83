import type {Dazno} from './dazno.ts'
import type {Frontend} from './frontend.ts'
import type {Postgres} from './postgres.ts'
import type {Project} from './project.ts'
import type {Provider} from './provider.ts'
import type {Volume} from './volume.ts'

/** All of the production that a fault, a command or a console may touch. */
export interface Production {
  postgres: Postgres
  volume: Volume
  project: Project
  frontend: Frontend
  provider: Provider
  dazno: Dazno
  apiUrl: string
  frontendUrl: string
}
