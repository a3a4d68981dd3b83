import type {Argument} from '../argument.ts'
import {takeApart} from '../options.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

const asking = /^(?:do\s+)?(?:sh|sho|show|ping|traceroute|list|find)\s/i
const taking = /^(?:do\s+)?(?:clear|no|shutdown|reset|delete|copy)\b|\b(?:shutdown|reset)$/i

/** `vtysh -c 'show …'`: a router's shell, command by command; alone it opens a session. */
export function vtysh(args: readonly Argument[], {stdin}: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: '-c --command -d --daemon -f --inputfile --config_dir --vty_socket -N --pathspace',
  })
  const given = call.options.filter(({name: option}) => option === '-c' || option === '--command')
  if (call.options.some(({name: option}) => /^(?:-f|--inputfile|-b|--boot)$/.test(option)))
    return seen(finding('unknown', name, 'runs commands that are not seen'))
  if (given.length === 0 && stdin.from === 'terminal')
    return seen({
      ...finding('unknown', name, 'opens a session in which anything may be done'),
      interactive: `\`${name}\` opens a session of its own`,
      session: {shell: false, shared: true},
    })
  const lines = given.flatMap(({value}) => (value && !value.dynamic ? value.value.split('\n') : [undefined]))
  if (given.length === 0) lines.push(...(stdin.text?.split('\n') ?? [undefined]))
  return inSequence(
    lines.filter(line => line === undefined || line.trim() !== '').map(line => said(line, name)),
  )
}

function said(line: string | undefined, name: string): Seen {
  const text = line?.trim()
  if (text === undefined) return seen(finding('unknown', name, 'runs commands that are not seen'))
  if (asking.test(`${text} `)) return seen(finding('read', name))
  return taking.test(text)
    ? seen(finding('destroy', name, `says \`${text.slice(0, 40)}\``))
    : seen(finding('change', name, `says \`${text.slice(0, 40)}\``))
}
