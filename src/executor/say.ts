import type {EventOf, RunEvent} from '../model/event.ts'

/** Makes an event about a step, dated now. */
export type Say = <T extends RunEvent['type']>(type: T, data: EventOf<T>['data'], by?: string) => RunEvent
