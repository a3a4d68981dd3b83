import {hostname} from 'node:os'
import process from 'node:process'
import type {World} from '../../executor/world.ts'
import type {Plan} from '../../model/plan.ts'
import type {Alert} from '../../model/run-events.ts'
import type {Loaded} from '../documents/load.ts'
import type {AtSteps} from '../drill/at-steps.ts'
import {version} from '../version.ts'
import type {RunOptions} from './run-options.ts'

/** What the record says of where, how and why a run was begun. */
export function factsOf(
  plan: Plan,
  {sha256}: Loaded,
  {yes, incident, drill, replay, readOnly, byHand}: RunOptions,
  alert: Alert | undefined,
  scenario: AtSteps | undefined,
): World['facts'] {
  const {path, title, severity} = plan.runbook
  return {
    runbook: {path, title, ...(severity ? {severity} : {}), sha256},
    mode: yes ? 'unattended' : 'attended',
    ...(incident ? {incident} : {}),
    ...(drill || replay ? {drill: true} : {}),
    ...(replay ? {replay} : {}),
    ...(scenario === undefined ? {} : {scenario: scenario.name}),
    ...(scenario?.waitsAtMostMs === undefined ? {} : {waits: {atMostMs: scenario.waitsAtMostMs}}),
    ...(alert ? {alert} : {}),
    ...(readOnly ? {readonly: true} : {}),
    ...(byHand ? {byhand: true} : {}),
    host: {name: hostname()},
    directory: process.cwd(),
    tool: {version: version()},
  }
}
