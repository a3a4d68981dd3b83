import type {Argument} from '../argument.ts'
import {hasOption, takeApart} from '../options.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

/** `sed`: reads, but in place, or with the commands that write files (`w`) or run programs (`e`). */
export function sed(args: readonly Argument[], _scope: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: '-e --expression -f --file -l',
    flags: '-n -r -E -s -u -z --quiet --silent',
  })
  const script = call.options
    .filter(option => /^(?:-e|--expression)$/.test(option.name))
    .map(option => option.value?.value ?? '')
  if (script.length === 0 && call.words[0]) script.push(call.words[0].value)
  if (call.options.some(option => /^(?:-f|--file)$/.test(option.name))) {
    return seen(finding('unknown', name, 'runs a script that is not seen'))
  }
  const address = String.raw`(?:\d+|\$|/[^/\n]*/)`
  const writes = new RegExp(
    String.raw`(?:^|[;{}\n])\s*(?:${address}(?:,${address})?)?\s*!?\s*[eWw](?:\s|$)|^s(.).*\1.*\1[gimpIM\d]*[ew]`,
    's',
  )
  if (script.some(text => writes.test(text)))
    return seen(finding('unknown', name, 'can write files or run programs'))
  const inPlace = args.some(arg => /^(?:-[nrEsuz]*i|--in-place)/.test(arg.value))
  return seen(inPlace ? finding('local', `${name} -i`, 'changes files in place') : finding('read', name))
}

/** `awk`: reads, but for `system`, pipes and files that its program opens. */
export function awk(args: readonly Argument[], _scope: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: '-F -v -f -i -e --field-separator --assign --file --source',
    flags: '-W --posix',
  })
  if (call.options.some(option => /^(?:-f|-i|-E|--file|--include|--exec)$/.test(option.name))) {
    return seen(finding('unknown', name, 'runs a program that is not seen'))
  }
  const program =
    (call.options.find(option => /^(?:-e|--source)$/.test(option.name))?.value ?? call.words[0])?.value ?? ''
  if (/system\s*\(|\|&|\|\s*(?:"|getline|\w+\s*[;}]|cmd)|"\s*\|/.test(program))
    return seen(finding('unknown', name, 'runs programs of its own'))
  if (/print[^;}\n]*[^=]>>?\s*["\w$(]/.test(program)) return seen(finding('local', name, 'writes files'))
  return seen(hasOption(call, '--inplace') ? finding('local', name) : finding('read', name))
}
