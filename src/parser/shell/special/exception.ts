import type {Argument} from '../argument.ts'
import {ruleOf} from '../commands/all.ts'
import {hasOption, optionValue, takeApart} from '../options.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

/** What git's options do not tell: refspecs that delete or force, paths that are reset. */
export function git(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, ruleOf('git')!)
  const [verb, ...rest] = call.words
  if (
    call.options.some(
      option =>
        option.name === '-c' && /^alias\.|pager|editor|ssh|hook|external/i.test(option.value?.value ?? ''),
    )
  ) {
    return seen(finding('unknown', name, 'runs a program given as a setting'))
  }
  if (call.words.some(word => /^ext::|^--upload-pack/.test(word.value)))
    return seen(finding('unknown', name, 'runs a program given as an address'))
  if (verb?.value === 'push' && rest.slice(1).some(word => /^[+:]./.test(word.value))) {
    return seen(finding('destroy', `${name} push`, 'deletes or overwrites a branch'))
  }
  const staged = hasOption(call, '--staged') && !hasOption(call, '--worktree')
  const paths = args.some(arg => arg.value === '--') || rest.some(word => word.value === '.')
  if ((verb?.value === 'checkout' && paths) || (verb?.value === 'restore' && !staged)) {
    return seen(finding('destroy', `${name} ${verb.value}`, 'throws away changes to files'))
  }
  return undefined
}

/** `gh api`: by its method. */
export function gh(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  if (args[0]?.value !== 'api') return undefined
  const call = takeApart(args.slice(1), {
    values:
      '-X --method -f --raw-field -F --field -H --header -q --jq -t --template --input --hostname --cache -p',
    flags: '-i --include --paginate --silent --slurp',
  })
  const given = optionValue(call, '-X', '--method')
  const sends = ['-f', '--raw-field', '-F', '--field', '--input'].some(option => hasOption(call, option))
  const method = given?.value.toUpperCase() ?? (sends ? 'POST' : 'GET')
  if (given?.dynamic) return seen(finding('unknown', `${name} api`))
  if (method === 'GET' || method === 'HEAD') return seen(finding('read', `${name} api`))
  return seen(finding(method === 'DELETE' ? 'destroy' : 'change', `${name} api`))
}

/** `kubectl cp` out of a pod, and what the API is asked for raw. */
export function kubectl(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, ruleOf('kubectl')!)
  const [verb, , target] = call.words
  if (verb?.value === 'cp') {
    const away = target === undefined || target.value.includes(':')
    return seen(
      away
        ? finding('change', `${name} cp`, 'copies files into a pod')
        : finding('local', `${name} cp`, 'copies files'),
    )
  }
  const unseen = call.options.some(option => option.name === '--replicas' && option.value?.dynamic)
  if (verb?.value === 'scale' && unseen)
    return seen(finding('destroy', `${name} scale`, 'changes how many replicas run, perhaps to fewer'))
  return undefined
}

/** `docker cp` out of a container. */
export function docker(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const [verb, ...rest] = args
  if (verb?.value !== 'cp') return undefined
  const target = rest.findLast(arg => !arg.value.startsWith('-'))
  const away = target === undefined || target.value.includes(':')
  return seen(
    away
      ? finding('change', `${name} cp`, 'copies files into a container')
      : finding('local', `${name} cp`, 'copies files'),
  )
}
