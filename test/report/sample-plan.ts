import type {Plan, PlannedStep} from '../../src/model/plan.ts'
import {blockAction as block} from '../support/block-action.ts'

/** A planned step at line ten times its number. */
export function planned(
  number: number,
  title: string,
  action: PlannedStep['action'],
  more: Partial<PlannedStep> = {},
): PlannedStep {
  const point = {line: number * 10, column: 1, offset: 0}
  return {
    id: `s${number}`,
    number,
    title,
    section: ['Diagnosis'],
    phase: 'diagnosis',
    prose: '',
    place: {start: point, end: point},
    skip: undefined,
    conditions: [],
    branches: [],
    action,
    ...more,
  }
}

/** A plan with a step of every sort. */
export const backendPlan: Plan = {
  runbook: {path: 'runbooks/handbook.md', title: 'Handbook', severity: 'P0', environment: 'production'},
  procedure: {slug: 'backend-down-p0', title: 'Backend down (P0)'},
  steps: [
    planned(
      1,
      'Check the status page',
      block('curl -fsS https://status.example/health\n', {
        reasons: [{effect: 'read', text: '`curl` without data only reads'}],
        attributes: {timeoutMs: 30_000, expect: {text: '200 OK'}},
      }),
    ),
    planned(
      2,
      'Count connections',
      block('select count(*)\nfrom pg_stat_activity;\n', {
        kind: 'sql',
        language: 'sql',
        attributes: {db: 'main', expect: {value: {operator: '<=', value: '100'}}},
      }),
      {section: ['Diagnosis', 'Database']},
    ),
    planned(
      3,
      'Restart the backend',
      block('railway restart --service <service>\n', {
        effect: 'change',
        needs: ['service'],
        reasons: [{effect: 'change', text: '`railway restart` restarts a service'}],
      }),
      {section: ['Resolution']},
    ),
    planned(
      4,
      'Expected answer',
      block('{"status": "ok"}\n', {kind: 'show', language: 'json', refusal: 'json is not run'}),
      {section: ['Resolution']},
    ),
    planned(5, 'Tell the support team', {kind: 'checklist'}, {section: ['Communication']}),
    planned(
      6,
      'Drop the queue',
      block('redis-cli flushall\u202e # safe\n', {
        effect: 'destroy',
        reasons: [{effect: 'destroy', text: '`redis-cli flushall` deletes all keys'}],
      }),
      {section: ['Rollback'], phase: 'rollback'},
    ),
  ],
  epilogue: '',
  inputs: [
    {name: 'service', kind: 'placeholder', prompt: 'Service to restart', choices: ['backend', 'worker']},
    {name: 'API_TOKEN', kind: 'variable', secret: true, default: 'hunter2'},
  ],
  target: [],
  databases: {main: {url: 'postgres://app:hunter2@db.example/app'}},
}
