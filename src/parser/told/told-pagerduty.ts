import {z} from 'zod/mini'
import type {Milestone} from '../../model/milestone.ts'
import type {ToldEvent} from '../../model/told.ts'

const text = z.optional(z.nullable(z.string()))
const named = z.optional(z.nullable(z.looseObject({summary: text, type: text})))

/** A log entry of a PagerDuty incident: what we read of it. */
export const pagerDutyEntry = z.looseObject({
  type: z.string().check(z.regex(/_log_entry(?:_reference)?$/)),
  created_at: z.string(),
  summary: text,
  agent: named,
  channel: z.optional(z.nullable(z.looseObject({type: text, summary: text, subject: text}))),
  html_url: text,
})

/** What PagerDuty itself calls so; of several, the timeline counts from the first and to the last. */
const marks: Readonly<Record<string, Milestone>> = {
  trigger: 'detected',
  acknowledge: 'acknowledged',
  resolve: 'resolved',
}

/** What happened to an incident. Triggered, acknowledged and resolved are milestones; notifications are details. All of it is internal. */
export function pagerDutyEvent(
  {type, summary, agent, channel, html_url}: z.infer<typeof pagerDutyEntry>,
  time: string,
): ToldEvent {
  const what = type.replace(/_log_entry.*$/, '')
  const subject = what === 'annotate' || what === 'trigger' ? channel?.summary || channel?.subject : undefined
  const milestone = marks[what]
  const said = [summary?.trim() || what.replaceAll('_', ' '), subject?.trim()].filter(Boolean)
  return {
    time,
    ...(agent?.summary ? {who: agent.summary} : {}),
    text: [...new Set(said)].join(': '),
    ...(milestone ? {milestone} : {}),
    ...(html_url ? {url: html_url} : {}),
    ...(what === 'notify' ? {detail: true} : {}),
    internal: true,
  }
}
