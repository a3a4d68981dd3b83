import type {Effect} from '../../model/effect.ts'
import {glob} from './glob.ts'
import type {Finding, Rule} from './rule.ts'

const verbs: [RegExp, string][] = [
  [
    /(^|[-_:])(delete|del|rm|remove|destroy|purge|drop|uninstall|prune|clean|unlink|erase|clear|flush\w*)$/,
    'deletes what it names',
  ],
  [/^(delete|remove|destroy|purge|drop|clear|prune|flush)([-_:]|$)/, 'deletes what it names'],
  [/(^|[-_:])(restart|reboot|bounce|reload-or-restart)([-_:]|$)/, 'restarts what it names'],
  [/(^|[-_:])(stop|halt|shutdown|poweroff|down|suspend|pause|disable)([-_:]|$)/, 'stops what it names'],
  [/(^|[-_:])(kill|killall|terminate|abort|cancel)([-_:]|$)/, 'ends what it names'],
  [/(^|[-_:])(rollback|undo|revert|downgrade)([-_:]|$)/, 'goes back to an earlier state'],
  [/(^|[-_:])(restore|import|recover|replace|reset|overwrite)([-_:]|$)/, 'overwrites what is there'],
  [/(^|[-_:])(failover|switchover|promote)([-_:]|$)/, 'changes which instance serves'],
  [/(^|[-_:])(scale|resize)([-_:]|$)/, 'changes how much runs'],
  [/(^|[-_:])(drain|evict|cordon|decommission)([-_:]|$)/, 'takes a machine out of use'],
  [/(^|[-_:])(revoke|deny|deactivate|detach|deregister)([-_:]|$)/, 'takes something away'],
  [/(^|[-_:])(deploy|up|release|publish|push)([-_:]|$)/, 'deploys or publishes'],
  [/(^|[-_:])(start|enable|resume|boot)([-_:]|$)/, 'starts what it names'],
  [/(^|[-_:])(create|add|new|put|init|register|install)([-_:]|$)/, 'adds something'],
  [/(^|[-_:])(set|update|patch|edit|modify|config|apply|configure)([-_:]|$)/, 'changes settings'],
  [/(^|[-_:])(send|publish|notify)([-_:]|$)/, 'sends a message'],
]

const general: Record<Effect, string> = {
  read: 'only reads',
  local: 'changes files or settings of this machine or shell',
  change: 'changes a shared system',
  unknown: 'is not known only to read',
  destroy: 'deletes, stops or overwrites something',
}

/** A finding with its sentence: the rule's own words, those of a well-known verb, or the effect's. */
export function finding(effect: Effect, name: string, saying?: string): Finding {
  const last = name.split(' ').at(-1)!
  const said =
    saying ??
    (effect === 'destroy' || effect === 'change' ? verbs.find(([verb]) => verb.test(last))?.[1] : undefined)
  return {effect, name, text: `\`${name}\` ${said ?? general[effect]}`}
}

/** What the rule says a subcommand does, where that is its effect and not a milder use. */
export function saying(
  rule: Rule,
  program: string,
  path: readonly string[],
  effect: Effect,
): string | undefined {
  if (effect === 'read') return undefined
  const says = rule.says ?? {}
  const fits = (words: readonly string[]) =>
    words.length === path.length && words.every((word, i) => glob(word, path[i]))
  const like = Object.keys(says).find(key => key.includes('*') && fits(key.split(' ')))
  return (
    says[path.join(' ')] ??
    (like && says[like]) ??
    (path.length === 0 ? (says['.'] ?? says[program]) : undefined)
  )
}
