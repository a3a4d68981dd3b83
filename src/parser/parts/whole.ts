import {isCmdlet} from '../shell/commands/windows.ts'
import {powerShell} from './bare-mark.ts'
import {isForDevice, isTypedOnDevice} from './device.ts'
import type {Mark} from './mark.ts'
import {promptOf} from './prompt.ts'
import type {Reading} from './reading.ts'
import {draws} from './shape.ts'

/** What a fence is as a whole, where that needs no look at its lines one by one. */
export function wholeText({lines, tag, evidence, lead}: Reading): Mark | undefined {
  const {text} = evidence
  if (lead.shows && !lines.some(line => /^(?:shell|sql|session)$/.test(promptOf(line)?.kind ?? '')))
    return show('output', 'the words before it say that it is what is seen, so it is shown, not run')
  if (tag === 'sql' && isOfSettings(lines))
    return show('data', 'it holds the settings of a server, so it is shown, not run')
  if (tag === 'sql') return text.trim() === '' ? {kind: 'sql', reason: undefined, role: 'run'} : undefined
  if (lines.every(line => line.trim() === '')) return show('comment', 'it is empty')
  if (isPowerShell(lines)) return show('language', powerShell)
  if (isForDevice(lines, tag === 'shell'))
    return show('language', 'it is typed on a network device, so it is shown, not run')
  if (text.includes('@') && isTypedOnDevice(lines))
    return show('session', 'it is typed at the prompts of a network device, so it is shown, not run')
  if (isJson(text)) return show('data', 'it is JSON, so it is shown, not run')
  if (/^\s*(?:<\?xml|<!doctype|<html|HTTP\/\d|-----BEGIN |diff --git |@@ -\d)/i.test(text))
    return show(
      /^\s*HTTP/.test(text) ? 'output' : 'data',
      'it looks like output or data, so it is shown, not run',
    )
  if (
    tag === 'open' &&
    (lead.seen || /[\u2500-\u257F▼▲]/.test(text)) &&
    lines.some(draws) &&
    !lines.some(line => /^(?:shell|sql)$/.test(promptOf(line)?.kind ?? ''))
  )
    return show(lead.seen ? 'output' : 'prose', 'it is a drawing or a tree, so it is shown, not run')
  return undefined
}

function show(shows: Mark['shows'] & string, reason: string): Mark {
  return {kind: 'show', reason, shows, role: 'aside'}
}

/** A variable is set as no other shell sets one, and some command is PowerShell's. */
function isPowerShell(lines: readonly string[]): boolean {
  return (
    lines.some(line => /^\s*\$(?:env:)?\w{1,60} [+]?= /.test(line)) &&
    lines.some(line =>
      [
        ...line.slice(0, 1000).matchAll(/(?:^|[=(|{;&])\s{0,20}([A-Z][a-z]{1,20}-[A-Z][A-Za-z]{1,60})\b/g),
      ].some(([, name]) => isCmdlet(name!)),
    )
  )
}

/** Whether nothing but `name = value` and heads of sections stand in a text, as no statement begins. */
function isOfSettings(lines: readonly string[]): boolean {
  const said = lines.filter(line => !/^\s*(?:#|--|$)/.test(line))
  return (
    said.length > 0 &&
    said.every(line => /^\s*(?:\[[\w-]{1,60}\]|[A-Za-z_][\w.-]{0,80}\s*=\s*[^\s=;][^;]*)$/.test(line)) &&
    said.some(line => line.includes('='))
  )
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
