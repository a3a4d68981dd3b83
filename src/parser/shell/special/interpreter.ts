import type {Argument} from '../argument.ts'
import {hasOption, takeApart} from '../options.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {codeDestroys} from './code.ts'

/** Modules of Python that only print. */
const harmless = /^(?:json\.tool|this|calendar|platform|site|sysconfig)$/

/** A language's interpreter: what its programs do is not seen; alone it opens a session. */
export function interpreter(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, {
    values: '-c -m -e -E -r -p --eval --print',
    flags: '-u -n -s -W -i',
    singleDash: name === 'java',
  })
  const [first] = args
  if (args.length === 1 && /^(?:-v|-V|-version|--version|--help)$/.test(first!.value))
    return seen(finding('read', name))
  const [file] = call.words
  const module = call.options.find(option => option.name === '-m')?.value
  if (module && harmless.test(module.value))
    // Its second file is the one that it writes.
    return seen(finding(module.value === 'json.tool' && call.words.length > 1 ? 'local' : 'read', name))
  if (module?.value === 'http.server')
    return seen(finding('local', name, 'serves this directory'), `\`${name} -m http.server\``)
  if (module && /^(?:venv|pip|build|compileall|pytest|unittest|ensurepip|virtualenv)$/.test(module.value))
    return seen(finding('local', name, `runs \`${module.value}\``))
  if (file && /(?:^|\/)manage\.py$/.test(file.value))
    return scope.command(
      [{...file, value: 'manage.py'}, ...args.slice(args.indexOf(file) + 1)],
      scope.stdin,
      false,
    )
  if (file && /(?:^|\/)artisan$/.test(file.value))
    return scope.command(
      [{...file, value: 'artisan'}, ...args.slice(args.indexOf(file) + 1)],
      scope.stdin,
      false,
    )
  if (name === 'php' && file && /(?:^|\/)bin\/console$/.test(file.value))
    return scope.command(
      [{...file, value: 'bin/console'}, ...args.slice(args.indexOf(file) + 1)],
      scope.stdin,
      false,
    )
  if (name === 'php' && file && /(?:^|\/)occ$/.test(file.value))
    return scope.command([{...file, value: 'occ'}, ...args.slice(args.indexOf(file) + 1)], scope.stdin, false)
  if (file)
    return seen(finding('unknown', name, `runs \`${file.text.slice(0, 60)}\`, whose content is not seen`))
  if (
    hasOption(call, '-c') ||
    hasOption(call, '-e') ||
    module ||
    call.options.some(option => option.value) ||
    scope.stdin.from !== 'terminal'
  ) {
    const texts = [...call.options.map(option => option.value?.value ?? ''), scope.stdin.text ?? '']
    return seen(
      texts.some(codeDestroys)
        ? finding('destroy', name, 'runs a program that seems to delete, stop or take back something')
        : finding('unknown', name, 'runs a program that is not understood here'),
    )
  }
  if (/^(?:java|Rscript|tsx|ts-node)$/.test(name)) return seen(finding('unknown', name))
  return seen({
    ...finding('unknown', name, 'opens a session in which anything may be done'),
    interactive: `\`${name}\` opens a session of its own`,
    session: {shell: false, shared: true},
  })
}
