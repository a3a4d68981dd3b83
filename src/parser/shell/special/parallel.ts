import type {Argument} from '../argument.ts'
import {onSharedSystem, type Scope, type Seen, seen, together} from '../scope.ts'
import {wordList} from '../word-list.ts'
import {finding} from '../wording.ts'

const valued =
  wordList(`-j --jobs -P --max-procs -n --max-args -N --max-replace-args -L --max-lines -l -I -i --replace -a --arg-file -d --delimiter -C --colsep
  -s --max-chars -E --delay --timeout --retries --load --memfree --memsuspend --nice --halt --halt-on-error --tagstring --shuf --block --block-size --recstart
  --recend --joblog --results --res -S --sshlogin --sshdelay --workdir --wd --arg-sep --arg-file-sep --line-buffer-size --seqreplace --limit`)
const flagged =
  wordList(`-k --keep-order -q --quote -X -m --xargs -u --ungroup --group -v --verbose -0 --null -t -p --interactive -r --no-run-if-empty -x --exit --bar --eta
  --progress --tag --lb --line-buffer --linebuffer --will-cite --no-notice --semaphore --link --plus --pipe --pipepart --pipe-part --round-robin --dry-run
  --dryrun --onall --nonall --resume --resume-failed --trim --bg --fg --gnu --no-keep-order --header --color`)
const shortWithValue = /^-[jPnNLlIadCsES]\S/
/** What `parallel` puts an argument in the place of. */
const place = /\{(?:[-+]?\d+)?(?:\/\/|\/\.|\/|\.|#|%)?\}/g
const plain = /^[\w@%+=:,./{}#-]*$/

/**
 * `parallel cmd ::: a b`: the command it runs. Its words are put together with blanks and read by a shell, so that a quoted `;` ends a
 * command there; what comes in their places is quoted.
 */
export function parallel(args: readonly Argument[], scope: Scope, name: string): Seen {
  const end = args.findIndex(arg => /^:::/.test(arg.value))
  const words = args.slice(0, end === -1 ? args.length : end)
  const own: Argument[] = []
  let i = 0
  for (; i < words.length && words[i]!.value.startsWith('-'); i++) {
    const {value} = words[i]!
    own.push(words[i]!)
    const [option = ''] = value.split('=')
    if (valued.has(value)) i++
    else if (
      !flagged.has(value) &&
      !shortWithValue.test(value) &&
      !(value.includes('=') && valued.has(option))
    )
      return seen(finding('unknown', `${name} ${option}`))
  }
  const command = words.slice(i)
  const [head] = command
  if (!head || /^\s*\S*\{/.test(head.value) || command.some(({value}) => value.includes('{=')))
    return seen(finding('unknown', name, 'runs programs named by its input'))
  const has = (pattern: RegExp) => own.some(({value}) => pattern.test(value))
  const run = inside(command, scope, has(/^(?:-q|--quote)$/))
  const there = has(/^(?:-S|--sshlogin|--onall|--nonall)/) ? onSharedSystem(run) : run
  return has(/^--(?:joblog|res)/)
    ? together([there, seen(finding('local', name, 'writes a file of what it ran'))])
    : there
}

function inside(command: readonly Argument[], scope: Scope, quoted: boolean): Seen {
  const stdin = {from: 'pipe', text: undefined, source: ''} as const
  const given: Argument = {value: 'x', dynamic: true, spread: true, text: '…'}
  if (quoted || command.every(({value}) => plain.test(value))) {
    const filled = command.map(word => (word.value.replace(place, '') === '' && word.value ? given : word))
    const [program] = command
    if (/^g?find$/.test(program!.value) && !filled.includes(given))
      return seen(finding('unknown', program!.value, 'is given words that may be `-delete`'))
    return scope.command(filled.includes(given) ? filled : [...filled, given], stdin, false)
  }
  const text = command.map(({value}) => value).join(' ')
  const filled = text.replace(place, '"$given"')
  return scope.script(filled === text ? `${text} "$given"` : filled, stdin, false)
}
