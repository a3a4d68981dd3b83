import {type Gap, gapAt} from './gap.ts'
import type {ShellWord} from './shell-word.ts'

/** Words that stand for what a program is to be given there, where nothing real is called so. */
interface Place {
  programs: RegExp
  /** The word or option before. */
  after?: RegExp
  /** It is what the program is told first. */
  first?: true
  words: RegExp
}

const host = /^(?:hostname|host|jump-?host|server|server-?name|remote-?host|ip|ip-?address)$/
const verbs = /^(?:start|stop|restart|reload|status|enable|disable|mask|unmask|is-active)$/
const places: Place[] = [
  {
    programs: /^(?:ssh|mosh|ping6?|traceroute|tracepath|mtr|telnet|nc|ssh-copy-id)$/,
    first: true,
    words: host,
  },
  {programs: /^ssh$/, after: /^-J$/, words: host},
  {programs: /^(?:kubectl|oc|k)$/, after: /^(?:drain|cordon|uncordon|nodes?)$/, words: /^(?:hostname|node)$/},
  {programs: /^(?:kubectl|oc|k|helm)$/, after: /^(?:-n|--namespace)$/, words: /^namespace$/},
  {
    programs: /^(?:mysql|mysqldump|mysqladmin|mariadb|mongo|mongosh|mongodump)$/,
    after: /^-p$/,
    words: /^password$/,
  },
  {programs: /^nodetool$/, words: /^(?:keyspace|table|ks|cf)$/},
  {
    programs: /^(?:docker|podman)$/,
    after: /^(?:exec|logs|stop|start|restart|rm|kill|inspect|-it|-ti|-f)$/,
    words: /^container$/,
  },
  {programs: /^systemctl$/, after: verbs, words: /^(?:service|unit|daemon)(?:\.service)?$/},
  {programs: /^kill$/, words: /^(?:pid|process-id)$/},
  {
    programs: /^(?:strace|lsof|top|gdb|pmap|ps|jstack|jmap|perf|gcore)$/,
    after: /^(?:-p|--pid|-l|-F)$/,
    words: /^pid$/,
  },
  {
    programs:
      /^(?:psql|pg_dump|pg_restore|mysql|mysqldump|mysqladmin|mongo|mongosh|mongodump|mongorestore|redis-cli|cqlsh|pg_basebackup)$/,
    after: /^(?:-h|--host)$/,
    words: host,
  },
  {
    programs: /^(?:psql|pg_dump|pg_restore|createdb|dropdb|mongodump|mongorestore)$/,
    after: /^(?:-d|--dbname|--db)$/,
    words: /^database$/,
  },
]
/** `--bucket bucket` */
const own =
  /^(?:namespace|cluster|bucket|region|project|topic|queue|instance|zone|account|keyspace|hostname|subscription|workspace|password)$/

/** Bare nouns that say only what is to be put there: `ssh hostname`, `nodetool repair keyspace`, `--bucket bucket`. */
export function bareNounsIn({text, start, role, acting = '', label, after = '', first}: ShellWord): Gap[] {
  if (role !== 'value' && role !== 'constant') return []
  const word = /^-/.test(text) ? (/^--[\w-]+=(.+)$/.exec(text)?.[1] ?? '') : text
  const isGap =
    (label === word && own.test(word)) ||
    places.some(
      place =>
        place.words.test(word) &&
        place.programs.test(acting) &&
        (place.after?.test(after) ?? true) &&
        (!place.first || first === true),
    )
  return isGap ? [gapAt(word, start + text.length - word.length, {certain: false})] : []
}
