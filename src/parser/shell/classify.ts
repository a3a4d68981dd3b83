import {type Argument, literal} from './argument.ts'
import {programWords, ruleOf} from './commands/all.ts'
import {handedOn} from './handed.ts'
import {firstHolding, type Matched, matchRule} from './match.ts'
import {ontoDevice} from './onto-device.ts'
import {atWorst, takeApart} from './options.ts'
import {bareName} from './path.ts'
import type {Finding, Rule, Session} from './rule.ts'
import {type Scope, type Seen, seen} from './scope.ts'
import {special} from './special/all.ts'
import {suspect} from './suspect.ts'
import {switchedOff} from './switched-off.ts'
import {endingIn} from './verb.ts'
import {finding, saying} from './wording.ts'
import {unwrap} from './wrapper.ts'

/** The operator's own editor. */
const editor = /^"?\$\{?(?:EDITOR|VISUAL)(?::-[\w./-]+)?\}?"?$/

/** `/etc/init.d/nginx restart` is `service nginx restart`. */
const initScript = /^(?:\/etc\/(?:rc\.d\/)?init\.d|(?:\/usr\/local)?\/etc\/rc\.d)\/([\w@.-]+)$/

/**
 * What one command does, from its words: another program's words are unwrapped, programs with a grammar of their own
 * asked, the rest looked up. What no table knows is `unknown`.
 */
export function classify(args: readonly Argument[], scope: Scope): Seen {
  const [head, ...rest] = args
  if (!head) return {findings: [], endless: undefined}
  const script = initScript.exec(head.dynamic ? '' : head.value)?.[1]
  if (script) return classify([literal('service'), literal(script), ...rest], scope)
  if (editor.test(head.text))
    return seen({
      ...finding('unknown', head.text, 'opens an editor'),
      interactive: `\`${head.text}\` takes over the terminal`,
    })
  const written = nameOf(head)
  if (written === undefined)
    return suspect(seen(finding('unknown', head.text, pathReason(head))), args, scope)
  const [program = written, ...more] = programWords(written)
  const all = [...more.map(literal), ...rest]
  const only = all.length === 1 && !head.value.includes('/') ? all[0]!.value : undefined
  if (only === '--help' || only === '--version') return seen(finding('read', written))
  const plugin = /^(?:kubectl|oc)$/.test(program) ? `kubectl-${all[0]?.value}` : undefined
  if (plugin && ruleOf(plugin)) return classify([literal(plugin), ...all.slice(1)], scope)
  const unwrapped = unwrap(program, written, all, scope)
  if (unwrapped) return unwrapped
  const own =
    special(program, written, all, scope) ?? byRule(ruleOf(program), program, written, more, all, scope)
  const handed = handedOn(program, all, scope)
  // A debugging pod that one talks to is gone after that; what is typed there counts.
  const findings =
    /^(?:kubectl|oc) debug$/.test(own.findings[0]?.name.replace(written, program) ?? '') &&
    handed.some(({session}) => session)
      ? handed
      : [...own.findings, ...handed]
  const result = {...own, findings: findings.map(found => asking(found, program, all))}
  return suspect(ontoDevice(result, program, all), args, scope)
}

/** Clients of MySQL ask for a password at the terminal, whatever their input, where `-p` stands alone. */
function asking(found: Finding, program: string, args: readonly Argument[]): Finding {
  const asks =
    /^(?:mysql|mariadb)/.test(program) && args.some(({value}) => value === '-p' || value === '--password')
  return asks && !found.interactive ? {...found, interactive: `\`${found.name}\` asks for a password`} : found
}

/** The program's bare name; undefined where the text does not tell which program runs. */
function nameOf({value, dynamic}: Argument): string | undefined {
  if (dynamic || value === '') return undefined
  // A script of one's own may be called `bin/test`; only the system's directories are what they seem.
  return bareName(value)
}

function pathReason({value, dynamic}: Argument): string {
  return dynamic
    ? 'is a program whose name only the running shell knows'
    : value === ''
      ? 'names no program'
      : 'runs a program whose content is not seen'
}

function byRule(
  rule: Rule | undefined,
  program: string,
  written: string,
  prefix: readonly string[],
  args: readonly Argument[],
  scope: Scope,
): Seen {
  if (!rule) return seen(finding('unknown', written))
  const call = takeApart(args, rule)
  const match = matchRule(rule, call, program)
  const shown = match.path.slice(prefix.length)
  const name = [written, ...shown].join(' ')
  const matched = {call, program, path: match.path}
  const screen = firstHolding(rule.screen, matched)
  const asks = scope.stdin.from === 'terminal' ? firstHolding(rule.interactive, matched) : undefined
  const scripted = firstHolding(rule.scripted, matched) !== undefined
  const started = match.effect === 'change' ? startedName(rule, matched) : undefined
  const off = match.effect === 'change' ? switchedOff(args, rule.flags) : undefined
  const effect = started === undefined && off === undefined ? match.effect : 'destroy'
  const said =
    (started && `starts \`${started.slice(0, 60)}\`, whose name says that it takes something away or back`) ??
    (off && `switches off or empties something by \`${off.slice(0, 60)}\``) ??
    saying(rule, program, match.path, effect) ??
    (screen === undefined ? undefined : 'takes over the terminal, where anything may be done')
  const doubt =
    match.strange ?? (match.known || effect !== 'unknown' ? undefined : call.words[0]?.text.slice(0, 60))
  const text = said ?? (doubt === undefined ? undefined : `is not known only to read when given \`${doubt}\``)
  const result = finding(effect, name, text)
  if (!scripted && screen !== undefined) result.interactive = `\`${name}\` takes over the terminal`
  else if (!scripted && asks !== undefined) {
    const opens = sessionOf(rule, matched) && !givenCommand(args)
    result.interactive = `\`${name}\` ${opens ? 'opens a session of its own' : 'asks a person at a terminal'}`
  }
  if (rule.state && effect === 'local') result.state = true
  if (!scripted && !givenCommand(args) && scope.stdin.from === 'terminal')
    result.session = sessionOf(rule, matched)
  const endless = firstHolding(rule.endless, {...matched, call: atWorst(call)})
  const bounded = firstHolding(rule.bounded, matched) !== undefined
  return seen(
    result,
    endless !== undefined && !bounded
      ? `\`${[written, ...shown, ...optionOf(endless)].join(' ')}\``
      : undefined,
  )
}

/** The name of what a call starts, where it says that something is stopped, deleted or taken back. */
function startedName(rule: Rule, matched: Matched): string | undefined {
  if (firstHolding(rule.starts, matched) === undefined) return undefined
  const {words, options} = matched.call
  return [...words.slice(matched.path.length), ...options.flatMap(({value}) => value ?? [])].find(
    ({value, dynamic}) => !dynamic && endingIn(value),
  )?.value
}

/** Whether what is run in a session is given to it: then it ends with that, and the lines after it are for this shell. */
function givenCommand(args: readonly Argument[]): boolean {
  const dashes = args.findIndex(({value}) => value === '--')
  return (
    (dashes !== -1 && dashes < args.length - 1) ||
    args.some(({value}) => /^--(?:\w+-)?command(?:=|$)/.test(value))
  )
}

function sessionOf(rule: Rule, matched: Matched): Session | undefined {
  if (firstHolding(rule.given, matched) !== undefined) return undefined
  if (firstHolding(rule.shell, matched) !== undefined) return {shell: true, shared: true}
  return firstHolding(rule.session, matched) === undefined ? undefined : {shell: false, shared: true}
}

function optionOf(condition: string): string[] {
  const last = condition.split(' ').at(-1)!
  return last.startsWith('-') ? [last.replace(/=.*/, '')] : []
}
