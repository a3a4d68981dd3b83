import {expect, test} from 'vitest'
import {inWords} from '../../src/executor/found-nothing.ts'

const failed = {outcome: {kind: 'failure', detail: 'exit 1'}, exitCode: 1} as const
const said = (script: string, result: Parameters<typeof inWords>[0] = failed, printed = '') => {
  const outcome = inWords(result, {script}, printed)
  return 'detail' in outcome ? outcome.detail : outcome.kind
}

test.each([
  ['railway logs | grep "OAuth"', 'grep'],
  ['cd app\nzgrep -i error app.log.gz # the last day', 'zgrep'],
  ['uptime; rg -q full', 'rg'],
])('%j ended with a search that found nothing', (script, program) => {
  expect(said(script)).toBe(`exit 1: \`${program}\` found nothing`)
})

test.each([
  ['grep x file | wc -l', failed, ''],
  ['grep x file && false', failed, ''],
  ['deploy', failed, ''],
  ['grep -c x file', failed, '0\n'],
  ['grep x nowhere', {outcome: {kind: 'failure', detail: 'exit 2'}, exitCode: 2}, ''],
] as const)('%j failed in another way', (script, result, printed) => {
  expect(said(script, result, printed)).toBe(result.outcome.detail)
})
