import type {Argument} from '../argument.ts'
import {ruleOf} from '../commands/all.ts'
import {type Call, hasOption, optionValue, takeApart} from '../options.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {overwrites} from './overwrite.ts'

/** Settings that only say how output looks or who one is; others may name a program. */
const plainSetting =
  /^(?:color\.|column\.|advice\.|user\.(?:name|email)=|safe\.directory|core\.(?:quotepath|autocrlf|abbrev|filemode|ignorecase|longpaths)|init\.defaultbranch|http\.(?:extraheader|sslverify|proxy|version|postbuffer|lowspeed)|log\.(?!.*command)|diff\.(?:renames|algorithm|context|mnemonicprefix|noprefix)|pull\.|push\.default|fetch\.prune|merge\.conflictstyle|rebase\.auto|commit\.gpgsign=false|gc\.auto|protocol\.version|status\.|versionsort\.|tag\.sort|branch\.sort)/i
const runningSetting =
  /^(?:alias\.|pager\.|(?:core|sequence|interactive|credential|diff|difftool|merge|mergetool|filter|gpg|remote|uploadpack|browser|man|web|include|includeif|url|submodule)\..*(?:pager|editor|ssh|hook|external|command|cmd|textconv|clean|smudge|process|helper|program|driver|filter|fsmonitor|proxy|pack|path|insteadof|askpass|update))/i

function reads(call: Call): boolean {
  const words = call.words.slice(1)
  return (
    /^(?:get|list)$/.test(words[0]?.value ?? '') ||
    words.length < 2 ||
    ['--get', '--get-all', '--get-regexp', '--list', '-l'].some(option => hasOption(call, option))
  )
}

/** The text of the commands that `bisect run`, `rebase --exec` and `submodule foreach` run. */
function runByGit(args: readonly Argument[], verb: string | undefined, rest: readonly Argument[]) {
  const after = (word: string) =>
    args
      .slice(args.findIndex(arg => arg.value === word) + 1)
      .map(arg => arg.text)
      .join(' ')
  if (verb === 'bisect' && rest[0]?.value === 'run') return [after('run')]
  if (verb === 'submodule' && rest[0]?.value === 'foreach')
    return [after('foreach').replace(/^(?:--\S+\s+)*/, ''), rest[1]?.value ?? '']
  if (verb !== 'rebase') return undefined
  const found = args.flatMap(({value}, i) =>
    /^(?:-[a-z]*x|--ex?e?c?)$/.test(value)
      ? [args[i + 1]?.value ?? '']
      : [/^(?:-x|--ex?e?c?=)(.+)$/s.exec(value)?.[1] ?? ''],
  )
  const texts = found.filter(text => text !== '')
  return texts.length > 0 ? texts : undefined
}

/** What git's options do not tell: refspecs that delete or force, paths that are reset. */
export function git(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, ruleOf('git')!)
  const [verb, ...rest] = call.words
  const set = call.options.flatMap(({name: option, value}) => (option === '-c' && value ? [value.value] : []))
  if (set.some(setting => !plainSetting.test(setting)))
    return seen(finding('unknown', name, 'runs a program given as a setting'))
  if (verb?.value === 'config' && rest.some(word => runningSetting.test(word.value)) && !reads(call))
    return seen(finding('unknown', `${name} config`, 'sets a program that later commands run'))
  const run = runByGit(args, verb?.value, rest)
  if (run)
    return inSequence([
      seen(finding('local', `${name} ${verb!.value}`)),
      ...run.map(text => scope.script(text, scope.stdin, false)),
    ])
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

/** A header in which some servers look for the method. */
export const overrides = /^x-(?:http-)?method(?:-override)?\s*:/i

/** `gh api`: by its method. */
export function gh(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  if (args[0]?.value !== 'api') return undefined
  const call = takeApart(args.slice(1), {
    values:
      '-X --method -f --raw-field -F --field -H --header -q --jq -t --template --input --hostname --cache -p',
    flags: '-i --include --paginate --silent --slurp',
  })
  if (call.options.some(({value}) => overrides.test(value?.value ?? '')))
    return seen(finding('unknown', `${name} api`, 'sends a method in a header'))
  const given = optionValue(call, '-X', '--method')
  const sends = ['-f', '--raw-field', '-F', '--field', '--input'].some(option => hasOption(call, option))
  const query = call.options.find(
    ({name: option, value}) => /^-[fF]$|field$/.test(option) && /^query=/.test(value?.value ?? ''),
  )?.value
  if (call.words[0]?.value === 'graphql' && query && !query.dynamic && !/mutation/i.test(query.value))
    return seen(finding('read', `${name} api`))
  const method = given?.value.toUpperCase() ?? (sends ? 'POST' : 'GET')
  if (given?.dynamic) return seen(finding('unknown', `${name} api`))
  if (method === 'GET' || method === 'HEAD') return seen(finding('read', `${name} api`))
  return seen(finding(method === 'DELETE' ? 'destroy' : 'change', `${name} api`))
}

/** Patches that scale to nothing, pause, stop scheduling, or remove. */
const harmful =
  /"?(?:replicas|minReplicas|instances)"?\s*:\s*0\b|"?(?:suspend|suspended|unschedulable|paused|hibernate)"?\s*:\s*true|"?finalizers"?\s*:\s*(?:null|\[\s*\])|"op"\s*:\s*"remove"|"?\$patch"?\s*:\s*"?(?:delete|replace)|:\s*null\b|"command"\s*:\s*\[\s*"(?:sleep|tail|\/bin\/sleep|\/bin\/true|true)"|["'/]restart(?:ed)?(?:[-_]?at)?["']?\s*:|restartedAt/i

/** `kubectl cp` out of a pod, and what the API is asked for raw. */
export function kubectl(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, ruleOf('kubectl')!)
  const [verb, , target] = call.words
  const patch = optionValue(call, '-p', '--patch')?.value
  if (verb?.value === 'patch' && patch !== undefined && harmful.test(patch))
    return seen(finding('destroy', `${name} patch`, 'stops or takes away something'))
  if (verb?.value === 'taint' && call.words.some(word => word.value.endsWith(':NoExecute')))
    return seen(finding('destroy', `${name} taint`, 'evicts what runs on a node'))
  // what a DaemonSet or a controller has there for the sake of that label is ended
  const ofNode = verb?.value === 'label' && /^(?:nodes?|no)(?:\/|$)/.test(call.words[1]?.value ?? '')
  if (ofNode && call.words.some(({value}) => /^[\w./-]+\w-$/.test(value)))
    return seen(finding('destroy', `${name} label`, 'takes a label from a node'))
  if (verb?.value === 'cp') {
    const away = target === undefined || target.value.includes(':')
    const why = target && overwrites(call.words[1]!, target)
    if (why) return seen(finding('destroy', `${name} cp`, why))
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
