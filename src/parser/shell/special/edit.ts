import type {Argument} from '../argument.ts'
import {takeApart} from '../options.ts'
import {type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {isHarmlessSed} from './sed-script.ts'

const sedFlags = `-n -r -E -s -u -z -i --quiet --silent --regexp-extended --null-data --separate --unbuffered --posix
  --zero-terminated --line-buffered --debug --sandbox --follow-symlinks --version --help`

/** `sed`: reads, but in place, or with the commands that write files (`w`) or run programs (`e`). */
export function sed(args: readonly Argument[], _scope: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: '-e --expression -f --file -l --line-length',
    flags: sedFlags,
  })
  const inPlace = args.some(arg => /^(?:-[nrEsuz]*i|--in-place)/.test(arg.value))
  const script = call.options
    .filter(option => /^(?:-e|--expression)$/.test(option.name))
    .map(option => option.value)
  if (script.length === 0 && call.words[0]) script.push(call.words[0])
  const known = new Set(`${sedFlags} --in-place --expression --line-length`.split(/\s+/))
  // Options may be abbreviated: `--expr`, `--fil`.
  if (
    call.options.some(({name: option}) => option === '-f' || (option.startsWith('--') && !known.has(option)))
  ) {
    return seen(finding('unknown', name, 'runs a script that is not seen'))
  }
  if (script.some(text => text?.dynamic))
    return seen(finding('unknown', name, 'runs a script that only the running shell knows'))
  if (script.some(text => !text || !isHarmlessSed(text.value)))
    return seen(finding('unknown', name, 'can write files or run programs'))
  if (inPlace && call.words.some(({value}) => value.startsWith('/etc/kubernetes/manifests/')))
    return seen(finding('destroy', `${name} -i`, 'changes what runs, which is then started anew'))
  return seen(inPlace ? finding('local', `${name} -i`, 'changes files in place') : finding('read', name))
}

/** Strings, regular expressions and comments of awk, which are no code. */
const inert = /"(?:[^"\\\n]|\\.)*"|(?=\/)(?<=(?:^|[(~,!{;&|}\n])\s*)\/(?:[^/\\\n]|\\.)*\/|#[^\n]*/g

/** `awk`: reads, but for `system`, pipes and files that its program opens. */
export function awk(args: readonly Argument[], _scope: Scope, name: string): Seen {
  const call = takeApart(args, {
    values: '-F -v -f -i -e -l --field-separator --assign --file --source --load --include',
    flags: '-W --posix',
  })
  if (
    call.options.some(option =>
      /^(?:-[fiEldDopW]|--(?!posix|source|assign|field-separator|re-interval|version|help).*)$/.test(
        option.name,
      ),
    )
  ) {
    return seen(finding('unknown', name, 'runs a program that is not seen'))
  }
  const sources = call.options
    .filter(option => /^(?:-e|--source)$/.test(option.name))
    .map(option => option.value)
  if (sources.length === 0 && call.words[0]) sources.push(call.words[0])
  if (sources.some(source => !source || source.dynamic))
    return seen(finding('unknown', name, 'runs a program that only the running shell knows'))
  const program = sources.map(source => source!.value).join('\n')
  const code = program.replaceAll(inert, '""')
  const runs = /system\s*\(|\|&|\|\s*(?:"|getline|\w+\s*[;}]|cmd)|"\s*\|/.test(program)
  if (runs || /\bsystem\b|@|(?:^|[^|])\|(?!\|)/.test(code))
    return seen(finding('unknown', name, 'runs programs of its own'))
  if (/print[^;}\n]*[^=]>>?\s*["\w$(]/.test(program) || /print[^;}\n]*>/.test(code))
    return seen(finding('local', name, 'writes files'))
  return seen(finding('read', name))
}

/** `less +'!cmd'`: what stands behind a plus is typed into the pager, which runs programs too; a place to begin at is known. */
export function pager(args: readonly Argument[], _scope: Scope, name: string): Seen | undefined {
  const typed = args.some(
    ({value, dynamic}) => /^\+(?!\+?(?:[FGg]|\d+[gG%]?)?$)/.test(value) || (dynamic && value.startsWith('+')),
  )
  if (!typed) return undefined
  const found = finding('unknown', name, 'is told what to do once it is open, which may run programs')
  return seen({...found, interactive: `\`${name}\` takes over the terminal`})
}
