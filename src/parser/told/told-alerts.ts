import {z} from 'zod/mini'
import type {ToldEvent} from '../../model/told.ts'

const texts = z.optional(z.nullable(z.record(z.string(), z.string())))

/** An alert of an Alertmanager webhook or of its API: what we read of it. */
export const alert = z.looseObject({
  labels: z.record(z.string(), z.string()),
  annotations: texts,
  startsAt: z.string(),
  endsAt: z.optional(z.nullable(z.string())),
  generatorURL: z.optional(z.nullable(z.string())),
})
type Alert = z.infer<typeof alert>

const naming = new Set(['alertname', 'severity'])

/** When alerts began and ended, each once however often it was sent. No alert is a milestone: that is for a person to say. All of it is internal. */
export function alertEvents(
  alerts: readonly Alert[],
  time: (text: string, index: number, field: string) => string,
): ToldEvent[] {
  const seen = new Set<string>()
  return alerts.flatMap((one, index) => {
    const {labels, annotations, startsAt, endsAt, generatorURL} = one
    const name = labels.alertname ?? 'without a name'
    const summary = annotations?.summary || annotations?.description || annotations?.message
    const rest = Object.entries(labels).filter(([key]) => !naming.has(key))
    const where = rest.length > 0 ? ` (${rest.map(([key, value]) => `${key}=${value}`).join(', ')})` : ''
    const severity = labels.severity ? `, ${labels.severity}` : ''
    const told = (at: string, text: string): ToldEvent[] => {
      const key = JSON.stringify([at, text, rest])
      if (seen.has(key)) return []
      seen.add(key)
      const url = generatorURL ? {url: generatorURL} : {}
      return [{time: at, who: 'Alertmanager', text, ...url, internal: true}]
    }
    const ended = endsAt && !/^0001-/.test(endsAt) && one.status === 'resolved'
    return [
      ...told(
        time(startsAt, index, 'startsAt'),
        `alert ${name}${severity} fires${summary ? `: ${summary}` : ''}${where}`,
      ),
      ...(ended ? told(time(endsAt, index, 'endsAt'), `alert ${name}${severity} is over${where}`) : []),
    ]
  })
}
