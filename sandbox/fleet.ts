import type {Logs} from './logs.ts'
import {createService, type Service, type ServiceStatus} from './service.ts'

/** All instances of the backend behind one door. */
export interface Fleet extends Service {
  count(): number
  /** How many there are from the next restart on. */
  resize(count: number): Promise<void>
}

/** One instance, until it is resized; requests go to each in turn. */
export function createFleet(logs: Logs): Fleet {
  let instances = [createService(logs)]
  let turn = 0
  const worst: ServiceStatus[] = ['crashed', 'starting', 'stopped', 'running']
  const status = () => worst.find(one => instances.some(instance => instance.status() === one))!
  return {
    status,
    count: () => instances.length,
    port() {
      const ports = instances.map(instance => instance.port()).filter(port => port !== undefined)
      return ports[turn++ % (ports.length || 1)]
    },
    usedMb: () => Math.max(...instances.map(instance => instance.usedMb())),
    kill: () => instances.map(instance => instance.kill()).includes(true),
    async restart(start) {
      await Promise.all(instances.map(instance => instance.restart(start)))
      return status()
    },
    async resize(count) {
      const surplus = instances.slice(count)
      instances = Array.from({length: count}, (_, at) => instances[at] ?? createService(logs))
      await Promise.all(surplus.map(instance => instance.stop()))
    },
    async stop() {
      await Promise.all(instances.map(instance => instance.stop()))
    },
  }
}
