import {expect, test} from 'vitest'
import {alertIn} from '../../../src/cli/given/alert-body.ts'

const firing = (labels: Record<string, string>) => ({
  status: 'firing',
  labels: {alertname: 'BackendDown', severity: 'page', ...labels},
  annotations: {
    summary: 'The backend does not answer',
    runbook_url: 'https://git.example.com/backend-down.md',
  },
  startsAt: '2026-11-23T03:01:02.5Z',
  endsAt: '0001-01-01T00:00:00Z',
  generatorURL: 'http://prometheus.example.com/graph?g0.expr=up',
  fingerprint: 'c1a2',
})
const group = (...alerts: ReturnType<typeof firing>[]) => ({
  version: '4',
  groupKey: '{}:{alertname="BackendDown"}',
  receiver: 'on-call',
  status: 'firing',
  alerts,
  groupLabels: {alertname: 'BackendDown'},
  commonLabels: {alertname: 'BackendDown', severity: 'page'},
  commonAnnotations: {summary: 'The backend does not answer'},
  externalURL: 'http://alertmanager.example.com',
})

test('of a group of one alert, all of its labels and annotations are there', () => {
  expect(alertIn(group(firing({instance: '10.0.0.4:80'})))).toEqual({
    values: {
      alertname: 'BackendDown',
      severity: 'page',
      instance: '10.0.0.4:80',
      summary: 'The backend does not answer',
      runbook_url: 'https://git.example.com/backend-down.md',
    },
    alert: {
      from: 'alertmanager',
      title: 'The backend does not answer',
      status: 'firing',
      severity: 'page',
      since: '2026-11-23T03:01:02.5Z',
      links: [
        'http://prometheus.example.com/graph?g0.expr=up',
        'https://git.example.com/backend-down.md',
        'http://alertmanager.example.com',
      ],
    },
  })
})

test('of several alerts only what they have in common is taken: anything else would be a guess', () => {
  const found = alertIn(group(firing({instance: 'a'}), firing({instance: 'b'})))
  expect(found?.values).toEqual({
    alertname: 'BackendDown',
    severity: 'page',
    summary: 'The backend does not answer',
  })
  expect(found?.alert.links).toEqual(['http://alertmanager.example.com'])
})

test("Grafana's body, which has an organisation and a title, is told apart, and its dashboard linked", () => {
  const alert = {
    ...firing({}),
    dashboardURL: 'https://grafana.example.com/d/x',
    panelURL: '',
    valueString: '[]',
  }
  const body = {...group(alert), orgId: 1, title: '[FIRING:1] BackendDown', state: 'alerting', message: '…'}
  expect(alertIn(body)?.alert).toMatchObject({
    from: 'grafana',
    links: expect.arrayContaining(['https://grafana.example.com/d/x']) as string[],
  })
})

test("PagerDuty's incident gives its title, urgency, service and page", () => {
  const data = {
    id: 'PGR0VU2',
    type: 'incident',
    html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
    number: 2,
    status: 'triggered',
    title: 'The backend does not answer',
    service: {id: 'PF9', summary: 'api', type: 'service_reference'},
    urgency: 'high',
    priority: {id: 'P1', summary: 'P1', type: 'priority_reference'},
    created_at: '2026-11-23T03:01:02Z',
  }
  const event = {event_type: 'incident.triggered', occurred_at: '2026-11-23T03:01:03Z', data}
  expect(alertIn({event})).toEqual({
    values: {
      id: 'PGR0VU2',
      title: 'The backend does not answer',
      status: 'triggered',
      number: '2',
      urgency: 'high',
      priority: 'P1',
      service: 'api',
    },
    alert: {
      from: 'pagerduty',
      title: 'The backend does not answer',
      status: 'triggered',
      severity: 'P1',
      since: '2026-11-23T03:01:02Z',
      links: ['https://acme.pagerduty.com/incidents/PGR0VU2'],
    },
  })
})

test('a link that is no address of the web is left out: somebody may click on it', () => {
  const body = {...group(firing({})), externalURL: 'javascript:alert(1)'}
  expect(alertIn(body)?.alert.links).not.toContain('javascript:alert(1)')
})

test.each([[null], [[]], [{}], [{alerts: []}], [{event: {data: {}}}], ['text']])(
  '%j is none of them',
  body => {
    expect(alertIn(body)).toBeUndefined()
  },
)
