import type {Argument} from './argument.ts'
import {optionTakesAway} from './verb.ts'

const off =
  /^(?:disabled?|inactive|suspended|unhealthy|deactivated|stopped|offline|drain(?:ed|ing)?|terminated|quarantined?)$/i
/** What runs or is reached no more where there are none of it. */
const number =
  /(?:^|[-_.])(?:replicas?|replica-?count|(?:min-|max-|desired-)?(?:replicas|instances|capacity|nodes|workers)|(?:desired|instance|node|worker|task)-count|num-nodes|weight|(?:reserved-)?concurren(?:cy|t-executions))$/i
/** Options that never take a value. */
const bare = /^(?:all|force|yes|overwrite|recursive|verbose|quiet|wait|no-wait)$/
/** Behind these, what is made was not there before. */
const making = /^(?:create|add|new|init|register|import|install|run|clone|generate|describe|get|list)(?:$|-)/

/**
 * What in a call that changes something says that this is switched off or taken away, or that none of it is left: `--status Disabled`,
 * `--desired-count 0`, `--account-enabled false`, `--disable`, `--delete`. `flags` are options that take no value, apart by blanks.
 */
export function switchedOff(args: readonly Argument[], flags = ''): string | undefined {
  if (args.some(({value}) => making.test(value))) return undefined
  for (let i = 0; i < args.length; i++) {
    const {value, dynamic} = args[i]!
    const [, name, attached] = /^--?([A-Za-z][\w.-]*)(?:=(.*))?$/s.exec(value) ?? []
    if (name === undefined || dynamic) continue
    const next = args[i + 1]
    const alone = bare.test(name) || ` ${flags} `.includes(` ${value} `)
    const given =
      attached ?? (!alone && next && !next.dynamic && !next.value.startsWith('-') ? next.value : undefined)
    if (optionTakesAway(name) && !/^(?:false|no|0)$/i.test(attached ?? '')) return value
    if (/^disabled?$/i.test(name) && !/^(?:false|no|0)$/i.test(attached ?? '')) return value
    if (given !== undefined && given.length < 500 && isOff(name, given))
      return attached === undefined ? `${value} ${given}` : value
  }
  return undefined
}

function isOff(name: string, given: string): boolean {
  return given.split(',').some(part => {
    const [key, of] = /^([\w.-]+)=(.*)$/s.exec(part)?.slice(1) ?? [name, part]
    if (/^(?:tags?|labels?|names?|description|message|reason|comment|filters?|query)$/i.test(name))
      return false
    return (
      off.test(of!) ||
      (number.test(key!) && of === '0') ||
      (/(?:^|[-_.])enabled$/i.test(key!) && /^(?:false|off|no|0)$/i.test(of!)) ||
      (/activation-policy$/.test(key!) && /^never$/i.test(of!))
    )
  })
}
