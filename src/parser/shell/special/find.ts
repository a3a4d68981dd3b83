import type {Argument} from '../argument.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

/** `find`: reads, but for what its actions delete, write or run. */
export function find(args: readonly Argument[], scope: Scope, name: string): Seen {
  const pieces: Seen[] = []
  for (let i = 0; i < args.length; i++) {
    const {value} = args[i]!
    if (value === '-delete')
      pieces.push(seen(finding('destroy', `${name} -delete`, 'deletes the files it finds')))
    else if (/^-(?:fprint0?|fprintf|fls)$/.test(value))
      pieces.push(seen(finding('local', `${name} ${value}`, 'writes a file')))
    else if (/^-(?:exec|execdir|ok|okdir)$/.test(value)) {
      const end = args.findIndex((arg, at) => at > i && (arg.value === ';' || arg.value === '+'))
      const command = args.slice(i + 1, end === -1 ? args.length : end)
      pieces.push(scope.command(command, scope.stdin, false))
      if (value.startsWith('-ok'))
        pieces.push(
          seen({...finding('read', name), interactive: `\`${name} ${value}\` asks before each file`}),
        )
      i = end === -1 ? args.length : end
    }
  }
  if (args.some((arg, at) => arg.spread && (/opt|arg|flag|@|\*/i.test(arg.text) || isBehindPaths(args, at))))
    pieces.push(seen(finding('unknown', name, 'is given words that may be `-delete`')))
  return pieces.length > 0 ? inSequence(pieces) : seen(finding('read', name))
}

/** Whether a word stands where actions may stand too, rather than where the search begins. */
function isBehindPaths(args: readonly Argument[], at: number): boolean {
  return args.slice(0, at).some(({value}) => !/^-[HLPO]/.test(value))
}

const taking = /^(?:-[InPLdasE]|--(?:replace|max-args|max-procs|max-lines|delimiter|arg-file|max-chars|eof))$/

/** `xargs`: the command it runs, with words that come from elsewhere. */
export function xargs(args: readonly Argument[], scope: Scope, name: string): Seen {
  let i = 0
  for (; i < args.length; i++) {
    const {value} = args[i]!
    if (taking.test(value)) i++
    else if (!value.startsWith('-')) break
  }
  const command = args.slice(i)
  if (command.length === 0) return seen(finding('read', name))
  const filled: Argument = {value: 'x', dynamic: true, spread: true, text: '…'}
  const [program] = command
  // A shell that gets its script from xargs, or a program named by it, can be anything.
  if (program!.value.includes('{}')) return seen(finding('unknown', name, 'runs programs named by its input'))
  const searches = /^g?find$/.test(program!.value)
  const placed = args.slice(0, i).some(({value}) => /^-[Ii]|^--replace/.test(value))
  if (searches && !placed)
    return seen(finding('unknown', `${name} ${program!.value}`, 'is given words that may be `-delete`'))
  const words = searches ? command : [...command, filled]
  return scope.command(words, {from: 'pipe', text: undefined, source: ''}, false)
}
