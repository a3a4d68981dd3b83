import type {Argument} from '../argument.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'

/** What is asked of ZooKeeper, memcached, HAProxy, Redis, Icinga and others, a line a question. */
const asks =
  /^(?:ruok|stat|stats(?: (?:items|slabs|sizes|settings|conns|cachedump \d+ \d+))?|mntr|srvr|conf|cons|dump|envi|wchs|wchc|wchp|isro|dirs|gtmk|version|ping|info(?: \w+)?|(?:show|get|list|help|print)\b[^;]*|quit|exit)$/i
const stops =
  /^(?:flush_all|shutdown|crst|srst|kill|flushall|flushdb|(?:disable|shutdown|clear|del|delete|abort)\b.*|set (?:server|weight|maxconn|table|ssl|map)\b.*|set server .* state (?:drain|maint).*)$/i
const changes = /^(?:(?:enable|add|set|commit|new|prompt)\b.*)$/i

/** `echo stats | nc host 11211`, `echo "show stat" | socat …`: by the lines that are sent, where these are seen. */
export function socket(args: readonly Argument[], {stdin}: Scope, name: string): Seen | undefined {
  if (
    args.some(
      ({value}) =>
        /^(?:EXEC|SYSTEM|-e|-c|--exec|--sh-exec|-l|--listen)(?::|$)/i.test(value) ||
        /\b(?:EXEC|SYSTEM):/i.test(value),
    )
  )
    return undefined
  if (stdin.text === undefined) return undefined
  const lines = stdin.text
    .split(/[\n;]|\\r\\n|\\n/)
    .map(line => line.replaceAll('\r', '').trim())
    .filter(line => line !== '')
  if (lines.length === 0) return undefined
  return inSequence(
    lines.map(line => {
      const called = `${name} ${line.split(/\s/).slice(0, 2).join(' ')}`
      if (asks.test(line)) return seen(finding('read', name))
      if (/^(?:GET|HEAD|OPTIONS) \S+ HTTP|^[\w-]+: /.test(line)) return seen(finding('read', name))
      if (/^set server \S+ state ready$/i.test(line)) return seen(finding('change', called))
      if (stops.test(line)) return seen(finding('destroy', called, 'stops, deletes or overwrites something'))
      return seen(finding(changes.test(line) ? 'change' : 'unknown', called))
    }),
  )
}
