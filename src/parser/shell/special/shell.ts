import type {Argument} from '../argument.ts'
import {withEnvironment} from '../environment.ts'
import {hasOption, optionValue, takeApart} from '../options.ts'
import {bareName} from '../path.ts'
import {inOwnShell, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

/** `bash -c '…'`, `bash <<EOF`, `… | bash`, `bash script.sh`, or a session. */
export function shell(args: readonly Argument[], scope: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: '-c -o -O --rcfile --init-file',
    flags: '-l -i -e -u -x -s -n -v --login --norc --noprofile --posix',
  })
  if (hasOption(call, '--version')) return seen(finding('read', name))
  const script = optionValue(call, '-c')
  if (script) return asScript(script, scope, name)
  if (hasOption(call, '-n')) return seen(finding('read', `${name} -n`))
  const [file] = call.words
  if (file?.value.includes('/') && !file.dynamic && bareName(file.value))
    return scope.command(args.slice(args.indexOf(file)), scope.stdin, false)
  if (file && !hasOption(call, '-s'))
    return seen(finding('unknown', name, `runs \`${file.text}\`, whose content is not seen`))
  return fromStdin(scope, name)
}

function asScript(script: Argument, scope: Scope, name: string): Seen {
  if (script.dynamic && script.value === 'x')
    return seen(finding('unknown', name, 'runs a script that only the running shell knows'))
  return inOwnShell(scope.script(script.value, scope.stdin, false))
}

function fromStdin({stdin, script}: Scope, name: string): Seen {
  if (stdin.text !== undefined) return inOwnShell(script(stdin.text, stdin, false))
  if (stdin.from === 'terminal') {
    return seen({
      ...finding('unknown', name, 'opens a shell in which anything may be done'),
      session: {shell: true, shared: false},
      interactive: `\`${name}\` opens a session of its own`,
    })
  }
  for (const text of printedInto(stdin.source)) {
    const worse = script(text, {...stdin, text: ''}, false).findings.find(({effect}) => effect === 'destroy')
    if (worse) return inOwnShell({findings: [worse], endless: undefined})
  }
  return seen(finding('unknown', name, 'runs whatever is piped into it'))
}

/** Commands that a pipeline visibly puts together: `awk '{print "docker", "restart", $1}'`, `sed 's/^/kill /'`. */
function printedInto(source: string): string[] {
  const printing = [...source.matchAll(/\bprintf?\b([^{}|;]{1,200})/g)].map(([, rest]) =>
    [...rest!.matchAll(/"((?:[^"\\]|\\.){1,200})"/g)]
      .map(([, text]) => text!.replaceAll(/%\w|\\n/g, ' x '))
      .join(' '),
  )
  const put = [...source.matchAll(/\bsed\b[^|]{0,40}?\bs([/|#,])\^?(?:\.\*)?\$?\1([^/|#,]{1,200})\1/g)].map(
    ([, , text]) => text!.replaceAll('&', ' x '),
  )
  const echoed = [...source.matchAll(/\bxargs\b[^|]{0,60}?\becho ['"]?([^|'"]{1,200})/g)].map(
    ([, text]) => text!,
  )
  return [...printing, ...put, ...echoed].filter(text => text.trim() !== '').map(text => `${text} x`)
}

/** `su -c '…'`, or a session as somebody else. */
export function su(args: readonly Argument[], scope: Scope, name: string): Seen {
  const call = takeApart(args, {values: '-c --command -s --shell -g -G', flags: '-l --login -m -p'})
  const script = optionValue(call, '-c', '--command')
  if (script) return asScript(script, scope, name)
  return fromStdin(scope, name)
}

/** `env A=1 cmd …`, or the environment printed. */
export function env(args: readonly Argument[], scope: Scope, name: string): Seen {
  let i = 0
  for (; i < args.length; i++) {
    const {value} = args[i]!
    if (/^-[uC]$|^--(?:unset|chdir)$/.test(value)) i++
    else if (
      /^-[^-]*S/.test(value) ||
      /^--(?!$|(?:ignore-environment|null|debug|unset=.*|chdir=.*|help|version)$)/.test(value)
    )
      return seen(finding('unknown', name))
    else if (value === '--') {
      i++
      break
    } else if (!value.startsWith('-') && !/^[A-Za-z_]\w*=/.test(value)) break
  }
  if (i >= args.length) return seen(finding('read', name))
  const names = args.slice(0, i).flatMap(({value}) => /^([A-Za-z_]\w*)=/.exec(value)?.[1] ?? [])
  // `env` runs programs, never what the shell itself would do.
  return withEnvironment(scope.command(args.slice(i), scope.stdin, false), '', names)
}

/** Programs made to print settings for the shell that asks. */
const settings =
  /^"?\$\((?:ssh-agent(?: -s)?|minikube(?: -p [\w-]+)? (?:-p [\w-]+ )?docker-env|docker-machine env [\w-]+|(?:\/opt\/homebrew\/bin\/|\/usr\/local\/bin\/)?brew shellenv|opam env|aws configure export-credentials(?: [\w -]+)?|(?:pyenv|rbenv|nodenv) init -?)\)"?$/

/** `eval` of literal words is read as a script; of anything else, nobody knows. */
export function evaluate(args: readonly Argument[], scope: Scope, name: string): Seen {
  if (args.length === 1 && settings.test(args[0]!.text))
    return seen({...finding('local', name, 'sets variables'), state: true})
  if (args.some(arg => arg.dynamic))
    return seen(finding('unknown', name, 'runs text that only the running shell knows'))
  return scope.script(args.map(arg => arg.value).join(' '), scope.stdin, false)
}

/** A file read into this shell can do anything. */
export function source(args: readonly Argument[], _scope: Scope, name: string): Seen {
  return seen(finding('unknown', name, `runs \`${args[0]?.text ?? ''}\`, whose content is not seen`))
}

/** `trap '…' EXIT` runs its text later. */
export function trap(args: readonly Argument[], scope: Scope, name: string): Seen {
  const words = args.filter(arg => arg.value !== '--')
  const [script] = words
  if (!script || /^-[lp]/.test(script.value)) return seen(finding('read', name))
  const set = seen(finding('local', name))
  if (script.value === '-' || script.value === '') return set
  if (script.dynamic && script.value === 'x') return evaluate([script], scope, name)
  const inner = scope.script(script.value, scope.stdin, false)
  return {findings: [...set.findings, ...inner.findings], endless: undefined}
}
