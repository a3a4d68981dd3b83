import {type Argument, literal} from './argument.ts'
import type {Wrapper} from './commands/wrapper-rule.ts'
import {optionsBefore, wrapperOf} from './commands/wrappers.ts'
import {withEnvironment} from './environment.ts'
import {hasOption, type Option, optionValue, takeApart} from './options.ts'
import {inSequence, mapFindings, onSharedSystem, type Scope, type Seen, seen} from './scope.ts'
import {wordList} from './word-list.ts'
import {finding} from './wording.ts'

/** What is run by a program that runs another; undefined if this is not one. */
export function unwrap(
  program: string,
  written: string,
  args: readonly Argument[],
  scope: Scope,
): Seen | undefined {
  // without `-u` it is given words as `su` is
  if (program === 'runuser' && !args.some(({value}) => /^(?:-u|--user)/.test(value))) return undefined
  for (let length = 3; length > 0; length--) {
    for (const {words, rest} of leading(program, args, length)) {
      const wrapper = wrapperOf(words)
      if (wrapper)
        return run(
          wrapper,
          `${written}${words.slice(program.length)}`.replace('-compose compose', '-compose'),
          rest,
          scope,
        )
    }
  }
  return undefined
}

/** The first words of a call, with the options between them put behind. */
function leading(
  program: string,
  args: readonly Argument[],
  length: number,
): {words: string; rest: Argument[]}[] {
  if (length === 1) return [{words: program, rest: [...args]}]
  const values = optionsBefore(program)
  const taken: string[] = []
  const before: Argument[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!
    if (arg.value === '--') break
    if (arg.value.startsWith('-')) {
      before.push(arg)
      if (values.has(arg.value) && args[i + 1]) before.push(args[++i]!)
      continue
    }
    if (arg.dynamic) break
    taken.push(arg.value)
    if (taken.length === length - 1)
      return [{words: [program, ...taken].join(' '), rest: [...before, ...args.slice(i + 1)]}]
  }
  return []
}

function run(wrapper: Wrapper, name: string, args: Argument[], scope: Scope): Seen {
  if (wrapper.as !== undefined) return scope.command([literal(wrapper.as), ...args], scope.stdin, true)
  const own = ownOptions(wrapper, args)
  if (own === undefined) return seen(finding('unknown', name, 'was given options that hide what it runs'))
  const {options, command} = own
  const call = {options, words: [], doubtful: new Set<Argument>(), swallowed: []}
  if (name === 'command' && (hasOption(call, '-v') || hasOption(call, '-V')))
    return seen(finding('read', 'command -v'))
  if (runsItsOwn(options)) return seen(finding('unknown', name, 'is told to run a program of its own'))
  if (
    name === 'ssh' &&
    command.length === 0 &&
    args.at(-1)?.value.startsWith('git@') &&
    hasOption(call, '-T')
  )
    return seen(finding('read', 'ssh -T', 'signs in to a git server'))
  const tunnel = /^(?:auto|tsh )?ssh$/.test(name) && hasOption(call, '-N')
  if (tunnel)
    return seen(
      finding('local', name, 'opens a tunnel'),
      hasOption(call, '-f') ? undefined : `\`${name} -N\``,
    )
  const texts = wrapper.text?.split(' ') ?? []
  const text = texts.length > 0 ? optionValue(call, ...texts) : undefined
  const shared = wrapper.shared ?? false
  const wants =
    wrapper.terminal || hasOption(call, '-t') || hasOption(call, '--tty') || hasOption(call, '--interactive')
  let inner: Seen
  if (text) inner = asText(text, scope, shared)
  else if (command.length > 0) {
    inner = wrapper.joined
      ? asText(join(command), scope, shared)
      : scope.command(command, scope.stdin, shared)
  } else if (scope.stdin.text !== undefined && wrapper.joined)
    inner = scope.script(scope.stdin.text, scope.stdin, shared)
  else if (name === 'exec') return seen(finding('local', name))
  else if (wrapper.session) {
    const open = session(name, scope)
    return shared ? onSharedSystem(open) : open
  } else return seen(finding('unknown', name))
  if (name === 'sudo' && hasOption(call, '-l')) return seen(finding('read', 'sudo -l'))
  inner = withEnvironment(inner, '', own.names)
  if (shared) inner = onSharedSystem(inner)
  if (wrapper.named) inner = named(inner, name)
  if (wrapper.strictTerminal && wants && scope.stdin.from === 'terminal') {
    inner = mapFindings(inner, found => ({
      ...found,
      interactive: found.interactive ?? `\`${name}${wrapper.terminal ? '' : ' -t'}\` needs a terminal`,
    }))
  } else if (wants && scope.stdin.from === 'terminal') {
    inner = mapFindings(inner, found =>
      found.effect === 'unknown'
        ? {...found, interactive: found.interactive ?? `\`${name} -it\` opens a session of its own`}
        : found,
    )
  }
  if (wrapper.bounded) return {findings: inner.findings, endless: undefined}
  if (wrapper.endless) return {findings: inner.findings, endless: {text: `\`${name}\``, last: true}}
  return inner
}

/** The wrapper's own options, and the command behind them; undefined if an option is not known. */
function ownOptions(wrapper: Wrapper, args: Argument[]) {
  const dashes = wrapper.dashes ? args.findIndex(arg => arg.value === '--') : -1
  const values = wordList(wrapper.values)
  const flags = wordList(wrapper.flags)
  let skip = wrapper.skip ?? 0
  const names: string[] = []
  let i = 0
  const end = dashes === -1 ? args.length : dashes
  for (; i < end; i++) {
    const arg = args[i]!
    const {value} = arg
    if (value === '--') {
      i++
      break
    }
    if (/^-./.test(value)) {
      if (values.has(value) || endsInValue(value, wrapper, values)) i++
    } else {
      const name = /^([A-Za-z_]\w*)=/.exec(value)?.[1]
      if (name !== undefined && wrapper.skip === undefined) names.push(name)
      else if (skip > 0) skip--
      else if (dashes === -1) break
    }
  }
  const head = args.slice(0, Math.min(i, end))
  const {options} = takeApart(head, {values: wrapper.values ?? '', flags: wrapper.flags ?? ''})
  // Without `--`, an option that is not known may take the first word of the command for its value.
  if (
    dashes === -1 &&
    options.some(({name, value}) => value === undefined && !values.has(name) && !flags.has(name))
  )
    return undefined
  const behind = args.slice(dashes === -1 ? i : dashes + 1)
  const command = wrapper.optionsBehind
    ? behind.filter((arg, at) => at === 0 || !(values.has(arg.value) || values.has(behind[at - 1]!.value)))
    : behind
  return {options, command, names}
}

/** Letters strung together, the last of which takes the next word: `sudo -iu postgres`. */
function endsInValue(word: string, {flags = ''}: Wrapper, values: ReadonlySet<string>): boolean {
  if (!/^-[A-Za-z]{2,6}$/.test(word) || !values.has(`-${word.at(-1)}`)) return false
  const known = wordList(flags)
  return [...word.slice(1, -1)].every(letter => known.has(`-${letter}`))
}

/** Whether a remote shell is told to run a program here, or another one in its own place. */
function runsItsOwn(options: readonly Option[]): boolean {
  return options.some(({name, value}) =>
    name === '-F'
      ? !/^(?:\/dev\/null|none)$/.test(value?.value ?? '')
      : name === '-o'
        ? /command|^include|provider|^xauthlocation/i.test(value?.value ?? '')
        : name === '--ssh'
          ? !/^ssh(?: -[46ACq]| -[pil] ?[\w.@~/-]+)*$/.test(value?.value ?? '')
          : name === '--client' || name === '--server',
  )
}

function asText(text: Argument, scope: Scope, elsewhere: boolean): Seen {
  if (text.dynamic && /^x?$/.test(text.value))
    return seen(finding('unknown', text.text, 'is a command that only the running shell knows'))
  const inner = scope.script(text.value, scope.stdin, elsewhere)
  return inner.findings.length > 0
    ? inner
    : inSequence([inner, seen(finding('read', text.value.split(' ')[0] ?? ''))])
}

/** The words as a remote shell gets them: joined by blanks and read again. */
function join(words: readonly Argument[]): Argument {
  const value = words.map(word => word.value).join(' ')
  return {
    ...literal(value),
    dynamic: words.some(word => word.dynamic),
    text: words.map(word => word.text).join(' '),
  }
}

function session(name: string, scope: Scope): Seen {
  const found = finding('unknown', name, 'opens a session in which anything may be done')
  return seen(
    scope.stdin.from === 'terminal'
      ? {
          ...found,
          interactive: `\`${name}\` opens a session of its own`,
          session: {shell: true, shared: false},
        }
      : found,
  )
}

function named(inner: Seen, name: string): Seen {
  return mapFindings(inner, found => ({...found, name}))
}
