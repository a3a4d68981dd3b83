import {z} from 'zod/mini'
import type {Alert} from '../../model/run-events.ts'

/** What an alert says of itself, and its labels, annotations and details by name. */
export interface ReadAlert {
  alert: Alert
  values: Record<string, string>
}

const text = z.string()
const words = z.record(text, text)
const {optional} = z

// what these tools document of their webhooks; whatever else is in a body is left alone

/** Alertmanager's webhook, version 4; Grafana's has more beside it. */
const alerts = z.object({
  title: optional(text),
  externalURL: optional(text),
  commonLabels: words,
  commonAnnotations: optional(words),
  orgId: optional(z.number()),
  status: text,
  alerts: z
    .array(
      z.object({
        status: text,
        labels: words,
        annotations: optional(words),
        startsAt: optional(text),
        generatorURL: optional(text),
        dashboardURL: optional(text),
        panelURL: optional(text),
      }),
    )
    .check(z.minLength(1)),
})
const summary = z.object({summary: text})
const incident = z.object({
  id: text,
  html_url: optional(text),
  number: optional(z.number()),
  title: text,
  status: text,
  created_at: optional(text),
  urgency: optional(z.nullable(text)),
  priority: optional(z.nullable(summary)),
  service: optional(z.nullable(summary)),
})
/** PagerDuty's webhook, version 3. */
const pagerDuty = z.object({event: z.object({occurred_at: optional(text), data: incident})})

/** What the body of a webhook says; undefined where it is none that is known. */
export function alertIn(body: unknown): ReadAlert | undefined {
  const group = alerts.safeParse(body)
  if (group.success) return ofGroup(group.data)
  const event = pagerDuty.safeParse(body)
  return event.success ? ofIncident(event.data.event) : undefined
}

/** Values that all alerts of the group have in common: those of one of several would be a guess. */
function ofGroup(group: z.infer<typeof alerts>): ReadAlert {
  const {title, status, commonLabels, commonAnnotations = {}, externalURL, orgId} = group
  const [first] = group.alerts
  const only = group.alerts.length === 1 ? first : undefined
  const labels = {...only?.labels, ...commonLabels}
  const annotations = {...only?.annotations, ...commonAnnotations}
  const name = annotations.summary ?? labels.alertname
  const severity = labels.severity ?? labels.priority
  const since = group.alerts.flatMap(({startsAt}) => startsAt ?? []).sort()[0]
  return {
    values: {...annotations, ...labels},
    alert: {
      from: orgId === undefined ? 'alertmanager' : 'grafana',
      title: name ?? title ?? 'an alert without a name',
      status,
      ...(severity === undefined ? {} : {severity}),
      ...(since === undefined ? {} : {since}),
      links: links(
        only?.generatorURL,
        only?.dashboardURL,
        only?.panelURL,
        annotations.runbook_url,
        externalURL,
      ),
    },
  }
}

function ofIncident({data, occurred_at: occurred}: z.infer<typeof pagerDuty>['event']): ReadAlert {
  const {id, title, status, urgency, priority, service, number, html_url: page, created_at: created} = data
  const severity = priority?.summary ?? urgency ?? undefined
  const since = created ?? occurred
  return {
    values: {
      id,
      title,
      status,
      ...(number === undefined ? {} : {number: String(number)}),
      ...(urgency ? {urgency} : {}),
      ...(priority ? {priority: priority.summary} : {}),
      ...(service ? {service: service.summary} : {}),
    },
    alert: {
      from: 'pagerduty',
      title,
      status,
      ...(severity === undefined ? {} : {severity}),
      ...(since === undefined ? {} : {since}),
      links: links(page),
    },
  }
}

/** Addresses of the web only: whoever reads the record may click on them. */
function links(...found: readonly (string | undefined)[]): Alert['links'] {
  return [...new Set(found.flatMap(link => (link && /^https?:\/\/\S+$/.test(link) ? link : [])))]
}
