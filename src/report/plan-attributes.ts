import type {Attributes, Comparison, Expectation} from '../model/attributes.ts'
import {formatDuration} from '../model/duration.ts'
import {prefixText} from '../model/site.ts'
import {oneLine} from './clean.ts'

/** What an author asked of a block, a line each group: how it runs, what must be seen, what is asked and kept. */
export function attributesText(attributes: Attributes): string[] {
  const {confirm, type, approve, capture, captureSecret, onFailure, cwd, db} = attributes
  const {timeoutMs, retry, everyMs, untilMs, followMs, maxAffected, write, autocommit, lockTimeoutMs} =
    attributes
  const groups = [
    [
      attributes.host && `on ${oneLine(attributes.host)} over ssh`,
      attributes.exec && `behind ${oneLine(prefixText(attributes.exec))}`,
      cwd && `in ${oneLine(cwd)}`,
      db && `database ${oneLine(db)}`,
      write && 'may write',
      autocommit && 'outside a transaction, with no way back',
      lockTimeoutMs !== undefined && `waits ${formatDuration(lockTimeoutMs)} at most for a lock`,
      maxAffected !== undefined && `at most ${maxAffected} rows affected`,
    ],
    [
      confirm && `asks: ${oneLine(confirm)}`,
      type && `asks to type ${oneLine(type)}`,
      approve && 'a second person must approve',
    ],
    expectationTexts(attributes.expect),
    [
      timeoutMs !== undefined && `timeout ${formatDuration(timeoutMs)}`,
      retry !== undefined && `retries ${retry} times`,
      everyMs !== undefined && `every ${formatDuration(everyMs)}`,
      untilMs !== undefined && `for at most ${formatDuration(untilMs)}`,
      followMs !== undefined && `watched for ${formatDuration(followMs)}`,
      onFailure &&
        `on failure ${onFailure.do === 'goto' ? `goes to ${oneLine(onFailure.step)}` : `${onFailure.do}s`}`,
    ],
    [capture && `kept as ${oneLine(capture)}`, captureSecret && `kept as ${oneLine(captureSecret)}, secret`],
  ]
  return groups.map(group => group.filter(Boolean).join('; ')).filter(text => text !== '')
}

function expectationTexts(expect: Expectation | undefined): string[] {
  if (!expect) return []
  const {json, seen, exit, rows, value} = expect
  const output = [expect, ...(expect.also ?? [])].flatMap(({text, pattern}) => [
    ...(text === undefined ? [] : [`expects "${oneLine(text)}"`]),
    ...(pattern ? [`expects /${oneLine(pattern.source)}/${pattern.flags}`] : []),
  ])
  return [
    ...output,
    ...(json === undefined ? [] : [`expects JSON with ${oneLine(json)}`]),
    ...(seen ? ['expects the output that the document shows'] : []),
    ...(exit ? [exit === 'any' ? 'any exit code will do' : `expects exit ${exit.join(' or ')}`] : []),
    ...(rows ? [`expects rows ${comparison(rows)}`] : []),
    ...(value ? [`expects value ${comparison(value)}`] : []),
  ]
}

function comparison({operator, value}: Comparison): string {
  return `${operator} ${oneLine(value)}`
}
