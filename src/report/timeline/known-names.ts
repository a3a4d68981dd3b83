import type {RunEvent} from '../../model/event.ts'

/** Names that a timeline holds, for whoever must not see them. */
export interface Named {
  people: string[]
  hosts: string[]
  /** Roles of people, by their names. */
  roles: ReadonlyMap<string, string>
}

/** What a system calls a place: its values are masked as hosts. */
const places = /host|addr|server|node|cluster|context|inet|socket|project|service|database|user/i

/** Collects the names of people and places from events as they pass. */
export function collectNames(): {
  ofEvent(event: RunEvent): void
  ofPerson(name: string | undefined): void
  named(): Named
} {
  const people = new Set<string>()
  const hosts = new Set<string>()
  const roles = new Map<string, string>()
  let last: string | undefined
  const ofPerson = (name: string | undefined) => {
    if (name === last) return
    last = name
    if (name?.trim()) people.add(name.trim())
  }
  const ofHost = (name: string | undefined) => {
    if (name?.trim()) hosts.add(name.trim())
  }
  return {
    ofPerson,
    ofEvent(event) {
      ofPerson(event.authid)
      switch (event.type) {
        case 'run.started':
        case 'run.resumed':
          ofPerson(event.data.operator)
          ofHost(event.data.host.name)
          return
        case 'role.assigned':
          ofPerson(event.data.person)
          if (event.data.person?.trim()) roles.set(event.data.person.trim(), event.data.role)
          return
        case 'step.started': {
          const address = event.data.server?.address
          ofHost(address)
          ofHost(address?.split('@').at(-1))
          if (address?.includes('@')) ofPerson(address.split('@')[0])
          return
        }
        case 'target.checked':
          for (const observed of [event.data.observed, event.data.expected ?? {}])
            for (const [key, value] of Object.entries(observed))
              if (places.test(key) && /\p{L}.*|\d\.\d/u.test(value)) ofHost(value)
          return
        default:
      }
    },
    named: () => ({people: [...people], hosts: [...hosts], roles}),
  }
}
