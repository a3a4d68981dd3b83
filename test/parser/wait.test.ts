import {expect, test} from 'vitest'
import {waitOf} from '../../src/parser/wait.ts'
import {processorMs} from '../support/processor-time.ts'

const s = 1000
const min = 60 * s
const h = 60 * min

test.each<[string, number, number]>([
  ['Wait 5–10 min', 5 * min, 10 * min],
  ['Wait 30 seconds, then run it again', 30 * s, 30 * s],
  ['Wait 10s', 10 * s, 10 * s],
  ['Wait for about 2 minutes', 2 * min, 2 * min],
  ['Wait at least 15 minutes.', 15 * min, 15 * min],
  ['Wait between 5 and 10 minutes', 5 * min, 10 * min],
  ['Wait 30 s to 2 min', 30 * s, 2 * min],
  ['Wait 5 or 10 minutes', 5 * min, 10 * min],
  ['Wait until it is ready (about 2 minutes)', 2 * min, 2 * min],
  ['Restart it, then wait 1 minute', min, min],
  ['3. **Wait** 5-10 minutes for the caches', 5 * min, 10 * min],
  ['Please wait an hour', h, h],
  ['Wait half an hour', 30 * min, 30 * min],
  ['Attendre 5-10min propagation', 5 * min, 10 * min],
  ['Attendez une heure', h, h],
  ['patienter 2 à 5 minutes', 2 * min, 5 * min],
  ['Redémarrer puis attendre environ 30 secondes', 30 * s, 30 * s],
  ['Monitoring (15 minutes)', 15 * min, 15 * min],
  ['Monitoring post-résolution (30min)', 30 * min, 30 * min],
  ['Post-deploy monitoring (1 hour)', h, h],
  ['Monitor for 30min', 30 * min, 30 * min],
  ['Monitor the dashboards for 10–15 minutes', 10 * min, 15 * min],
  ['Monitor for the next 30 minutes', 30 * min, 30 * min],
  ['Surveiller pendant 1h30', 90 * min, 90 * min],
  ['Surveiller les métriques pendant 1 h 30 min', 90 * min, 90 * min],
  ['Surveiller pendant les 30 prochaines minutes', 30 * min, 30 * min],
  ['let it run for an hour', h, h],
  ['Let the new version soak for 24 hours', 24 * h, 24 * h],
  ['Allow up to 10 minutes for DNS', 10 * min, 10 * min],
  ['Give it 5 minutes', 5 * min, 5 * min],
  ['Sleep 1 s', s, s],
])('%s: from %i to %i ms', (text, leastMs, mostMs) => {
  expect(waitOf(text)).toMatchObject({leastMs, mostMs})
})

test('the text loses its marks and keeps its words', () => {
  expect(waitOf('**4.** Attendre 5 min :')).toEqual({
    leastMs: 5 * min,
    mostMs: 5 * min,
    text: 'Attendre 5 min',
  })
})

test.each([
  '',
  'The job retries every 5 minutes',
  'Backups older than 30 days',
  'Downtime: 5 minutes',
  'It takes about 5 min',
  'We need to wait for the drop, which could take up to 4h',
  'Wait until the pod is ready',
  'Wait a few minutes',
  'Wait time: 5 minutes',
  'Wait timer: 5 minutes',
  'Leave the alert at its default of 5 minutes',
  'Waiting times over 10 minutes',
  'Do not wait 10 minutes',
  'Never wait more than 5 minutes',
  'Do not wait longer than 5 minutes',
  'kubectl rollout status --timeout 30s',
  'deploy --wait 30s',
  'The pod waits 30 seconds before it retries',
  'Monitor lag dashboards every 15 minutes',
  'Monitor errors in the last 15 minutes',
  'Monitor the 5 minute average',
  'Watch the 5xx rate',
  'Surveiller toutes les 5 minutes',
  'Monitoring interval: 5 minutes',
  'Deep diagnosis (5-10 minutes)',
  'Allow 10.0.0.1 to connect for 5 minutes',
  'Wait 0 seconds',
  'Wait 3 days',
  'Wait for 3 replicas',
  'Pause the queue',
])('%j asks for no pause', text => {
  expect(waitOf(text)).toBeUndefined()
})

test.each(['wait ', 'wait 1', '1 ', 'monitor the ', ' - ', '(', 'wait 5 to '])(
  'a long line of %j is read in time',
  async unit => {
    const text = unit.repeat(200_000)
    expect(await processorMs(() => waitOf(text))).toBeLessThan(500)
  },
)
