import type {Redirection} from 'unbash'
import {argumentOf, textOf} from './argument.ts'
import type {Finding} from './rule.ts'
import type {Stdin} from './scope.ts'
import {finding} from './wording.ts'

/** What a command's redirections do to files, and where they make its standard input come from. */
export function redirected(
  redirects: readonly Redirection[],
  before: Stdin,
): {findings: Finding[]; stdin: Stdin} {
  const findings: Finding[] = []
  let stdin = before
  for (const redirect of redirects) {
    const forInput =
      redirect.descriptor === undefined ||
      (redirect.descriptor.type === 'FileDescriptor' && redirect.descriptor.value === 0)
    if (redirect.type === 'HereDoc') {
      const {value} = textOf(redirect.body.parts, redirect.body.text)
      if (forInput) stdin = {from: 'text', text: value, source: ''}
    } else if (redirect.type === 'HereString') {
      if (forInput)
        stdin = {from: 'text', text: redirect.target ? argumentOf(redirect.target).value : '', source: ''}
    } else {
      const {operator, target} = redirect
      const value = target ? argumentOf(target).value : ''
      if (operator === '<' || operator === '<>' || operator === '<&') {
        if (forInput && !/^\d+$/.test(value))
          stdin = {from: 'file', text: undefined, source: target?.text ?? ''}
      }
      if (operator !== '<' && operator !== '<&' && !(operator === '>&' && /^(?:\d+-?|-|x)$/.test(value))) {
        const found = written(value, target?.text ?? '')
        if (found) findings.push(found)
      } else if (operator === '<' && /^\/dev\/(?:tcp|udp)\//.test(value))
        findings.push(finding('unknown', '<', 'opens a network connection'))
    }
  }
  return {findings, stdin}
}

/** Files of the kernel that take something away when they are written to. */
export const kernelStops =
  /^\/(?:proc|sys)\/.*(?:\/(?:delete|remove|unbind|reset)|sysrq-trigger|\/offline|\/state|\/online)$/

function written(path: string, text: string): Finding | undefined {
  if (/^\/dev\/(?:null|stdout|stderr|tty|fd\/\w+)$/.test(path)) return undefined
  if (/^"?\$(?:RUNBOOK_OUTPUT|\{RUNBOOK_OUTPUT\})"?$/.test(text)) return undefined // read by the run, and gone after
  const name = `> ${text}`
  if (/^\/dev\/(?:tcp|udp)\//.test(path)) return finding('unknown', name, 'opens a network connection')
  if (/^\/dev\//.test(path)) return finding('destroy', name, 'writes over a device')
  if (kernelStops.test(path)) return finding('destroy', name, 'takes a device away or stops the machine')
  if (/^\/(?:proc|sys)\//.test(path)) return finding('change', name, 'changes a setting of the kernel')
  return finding('local', name, 'writes a file')
}

/** `> file` alone, or after something that prints nothing, empties the file. */
export function emptied(redirects: readonly Redirection[]): Finding | undefined {
  for (const redirect of redirects) {
    if (
      redirect.type === 'Redirect' &&
      (redirect.operator === '>' || redirect.operator === '>|') &&
      redirect.target
    ) {
      const {value} = argumentOf(redirect.target)
      if (written(value, redirect.target.text))
        return finding('destroy', `> ${redirect.target.text}`, 'empties the file')
    }
  }
  return undefined
}
