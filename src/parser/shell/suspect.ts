import {type Argument, literal} from './argument.ts'
import {hasRule, programWords, ruleOf} from './commands/all.ts'
import {isKnownProgram} from './known.ts'
import type {Finding} from './rule.ts'
import type {Scope, Seen} from './scope.ts'
import {isSpecial} from './special/all.ts'
import {endingAmong, endingIn, endsSomething, optionEndsSomething, twoWords} from './verb.ts'
import {finding} from './wording.ts'

/**
 * Raises what is unknown where its words leave little doubt: `make restart`, `./rollback.sh`, or a command handed to many machines
 * (`fleet run "rm -rf …"`). It only ever raises, so a wrong guess costs one more question.
 */
export function suspect(found: Seen, args: readonly Argument[], scope: Scope): Seen {
  const [first] = found.findings
  if (first?.effect === 'change' && found.findings.length === 1) return ordering(found, first, args, scope)
  if (first?.effect !== 'unknown' || first.interactive || found.findings.length > 1) return found
  if (args[1]?.value === 'help' || (!args.at(-1)?.dynamic && args.at(-1)?.value === '--help')) return found // only asked about
  const verb =
    args.map((arg, i) => verbIn(arg, i, args[i - 1])).find(word => word !== undefined) ??
    inTwoWords(args) ??
    scaledToNothing(args)
  if (verb)
    return {
      ...found,
      findings: [
        {
          ...finding(
            'destroy',
            first.name,
            `is not known, and \`${verb}\` says that it stops, deletes or takes back something`,
          ),
        },
      ],
    }
  const told = scope.stdin.text?.slice(0, 10_000).split('\n').find(ordersEnd)
  if (told !== undefined)
    return {...found, findings: [finding('destroy', first.name, `is told \`${told.trim().slice(0, 60)}\``)]}
  const worst = asNamesake(args, scope)
  if (worst) return {...found, findings: [worst]}
  const dashes = args.findIndex(arg => arg.value === '--')
  const behind = dashes === -1 ? [] : args.slice(dashes + 1)
  if (behind.length > 0 && isKnownProgram(behind[0]!.value)) {
    const worse = scope.command(behind, scope.stdin, true).findings.find(({effect}) => effect === 'destroy')
    if (worse) return {...found, findings: [worse]}
  }
  const handed = args.slice(1).find((arg, i) => destroys(arg, scope) || saidTo(arg, args[i]!))
  return handed
    ? {...found, findings: [finding('destroy', first.name, `hands on \`${handed.value.slice(0, 60)}\``)]}
    : found
}

/** `cf run-task app --command "rake db:drop"`: what is changed by a command that it is given. */
function ordering(found: Seen, first: Finding, args: readonly Argument[], scope: Scope): Seen {
  const order = args.find(
    (arg, i) =>
      /^--?(?:cmd|commands?|script|exec|args|startup-script)$/.test(args[i - 1]?.value ?? '') &&
      destroys(arg, scope),
  )
  return order
    ? {...found, findings: [finding('destroy', first.name, `hands on \`${order.value.slice(0, 60)}\``)]}
    : found
}

/** A line for a tool's own prompt that begins with such a verb: `drop 't'`, `deleteall /x`. */
function ordersEnd(line: string): boolean {
  const [verb = '', ...rest] = line.trim().split(/[\s(;]+/)
  return (
    (endsSomething(verb) || /^(?:(?:delete|drop|rm|kill)_?all|rmr)$/i.test(verb)) &&
    rest.length < 12 &&
    !/[.:,]$/.test(line.trim())
  )
}

/** `./scripts/ceph.sh osd out 3`: a script that bears the name of a program with subcommands most likely hands them on. */
function asNamesake([head, ...rest]: readonly Argument[], scope: Scope): Finding | undefined {
  const name = head && !head.dynamic ? /\/([a-z][\w-]{1,40})\.sh$/.exec(head.value)?.[1] : undefined
  if (name === undefined || rest.length === 0 || ruleOf(name)?.destroy === undefined) return undefined
  const worse = scope.command([literal(name), ...rest], scope.stdin, true).findings
  const destroys = worse.find(({effect}) => effect === 'destroy')
  return destroys && finding('destroy', head!.value, `is named after \`${name}\`, and ${destroys.text}`)
}

/** What in a word says that something is stopped, deleted or taken back. */
function verbIn(arg: Argument, i: number, before: Argument | undefined): string | undefined {
  const option = arg.dynamic ? undefined : /^--?([A-Za-z][\w-]{2,})$/.exec(arg.value)?.[1]
  if (option !== undefined) return optionEndsSomething(option) ? option : undefined
  const asked = arg.dynamic
    ? undefined
    : /^--?(?:action|operation|op|command|cmd|direction|mode|do|task)=([\w-]+)$/i.exec(arg.value)
  if (asked && endingIn(asked[1]!) !== undefined) return arg.value // `-action=down`
  const words = telling(arg, i, before)
  if (i > 0 && words[0]?.toLowerCase() === 'force' && words.length > 1) return arg.value // `force-leave`
  const low = words.map(word => word.toLowerCase())
  if (i > 0 && /^tests?$/.test(low[0] ?? '')) return undefined // `make test-failover`: what it takes down is its own
  if (low.some((word, at) => word === 'clean' && data.test(low[at + 1] ?? ''))) return arg.value // `clean-db`
  if (i > 0 && /^maintenance[:_-](?:on|enable|start|enter)$/i.test(arg.value)) return arg.value
  return endingAmong(words)
}

/** `acmectl scale web=0`: nothing is left of what it names. */
function scaledToNothing(args: readonly Argument[]): string | undefined {
  const from = args.findIndex(({value}) => /^(?:scale|resize)$/.test(value))
  return from < 1
    ? undefined
    : args.slice(from + 1).find(({value, dynamic}) => !dynamic && /^(?:[\w./-]+=)?0$/.test(value))?.value
}

/** `acmectl server power off`: two words that are one verb. */
function inTwoWords(args: readonly Argument[]): string | undefined {
  const at = args.findIndex(
    ({value, dynamic}, i) => i > 0 && i < 6 && !dynamic && twoWords(value, args[i + 1]?.value),
  )
  return at === -1 ? undefined : `${args[at]!.value} ${args[at + 1]!.value}`
}

/** The words of a name such as `db:drop`, `removeNode` or `scripts/rollback-all.sh`; nothing of text, addresses, settings and data. */
function telling({value, dynamic}: Argument, i: number, before: Argument | undefined): string[] {
  if (dynamic || /\s|:\/\/|=/.test(value) || i > 6 || value.startsWith('-')) return []
  if (i > 0 && aboutData.test(value)) return []
  if (i > 1 && made.test(value)) return value.split('-').slice(0, 1)
  // what an option is given is named as somebody likes: `-t before_decommission`
  const words = value.split(/[-_:./]+|(?<=[a-z])(?=[A-Z])/)
  return i > 0 && before && /^-/.test(before.value) && !flag.test(before.value)
    ? words.filter(word => word !== '').slice(0, 1)
    : words
}

const data =
  /^(?:db|database|dbs|data|volumes?|all|cluster|everything|prod|production|queues?|index|indices|state)$/
/** A name that a platform made up: `postgresql-clear-46785`. */
const made = /^[a-z]+-[a-z]+-\d{4,5}$/
const aboutData =
  /\.(?:logs?|txt|csv|tsv|json|jsonl|md|out|html|pdf|png|t?gz|tar|zip|bak|conf|cfg|ini|env|pem|crt)$/i
const flag =
  /^-(?:-(?:force|yes|assume-yes|verbose|debug|all|quiet|dry-run|no-\S+|non-interactive)|[yfvqdxn]|-)$/

/** `-rx "core restart now"`: a few words for the tool's own prompt, one of which is such a verb. */
function saidTo({value, dynamic}: Argument, option: Argument): boolean {
  if (dynamic || !/^-(?:r?x|c|q|e|-command|-cmd|-exec(?:ute)?|-eval)$/.test(option.value)) return false
  const words = value.trim().split(/\s+/)
  return (
    words.length > 1 &&
    words.length < 6 &&
    words.every(word => /^[\w@./:-]+$/.test(word)) &&
    words.slice(0, 3).some(endsSomething)
  )
}

function destroys({value}: Argument, scope: Scope): boolean {
  const path = /^\s*(?:sudo\s+)?([\w./-]+)\s+\S/.exec(value)?.[1]
  if (!path) return false
  const program = path.split('/').at(-1)!
  if (/\s/.test(value.trim()) && program.split(/[-_.]+/).some(endsSomething)) return true
  const [name = ''] = programWords(program)
  if (!hasRule(name) && !isSpecial(name)) return false
  return scope.script(value, scope.stdin, true).findings.some(found => found.effect === 'destroy')
}
