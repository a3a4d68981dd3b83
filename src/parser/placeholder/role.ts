import {bareName} from '../shell/path.ts'
import {beginsLikeSql} from '../sql/keyword.ts'
import {isNoun, partsOf} from './vocabulary.ts'

/**
 * What a word is for: `value` for its program to act on; `constant`, a value that may be a word of the program's own; `program` to be run;
 * `text` for people or to be looked for; `code` of another language; `sql`; `shell`, a quoted script of its own, `script` one without quotes; `document`, the body of a
 * here-document; `name` of a variable or setting.
 */
export type Role =
  | 'value'
  | 'constant'
  | 'program'
  | 'text'
  | 'code'
  | 'sql'
  | 'shell'
  | 'script'
  | 'document'
  | 'name'

/** Programs that print, or look for, what they are given. */
const textual = words('echo printf grep egrep fgrep zgrep rg ag logger wall notify-send test [ ps lsblk trap')
/** Programs whose words in capitals are their own. */
const shouting = words(
  `redis-cli iptables ip6tables nft dig nslookup host kill pkill killall set unset export printenv getenv read
  declare local readonly typeset mktemp nc telnet`,
)
/** Words in capitals that are none of their own, but what is missing. */
const operands: [programs: Set<string>, operand: RegExp][] = [
  [words('kill pkill killall'), /^(?:[A-Z]+_)?(?:PIDS?|PROCESS_?ID|USER|USERNAME|PROCESS_NAME)\d?$/],
  [
    words('dig nslookup host nc telnet iptables ip6tables nft'),
    /^(?:[A-Z]+_)?(?:HOST|HOSTNAME|DOMAIN|DOMAIN_NAME|IP|IP_ADDRESS|SERVER|PORT)\d?$/,
  ],
  [words('redis-cli'), /^(?:KEY_?NAME|KEY)$/],
]
/** Programs whose quoted words are code. */
const coded = words(
  'awk gawk mawk jq yq sed perl python python2 python3 ruby node deno php mongo mongosh tr cut expr bc find date stat',
)
const queried = words(
  'psql pgcli mysql mariadb sqlite3 sqlplus cqlsh clickhouse-client clickhouse sqlcmd bq snowsql cockroach usql',
)
const shells = words('sh bash zsh dash ash ksh ssh su eval runuser watch')
const mailers = words('mail mailx mutt sendmail s-nail')
/** Programs that are also ordinary words, such as the name of a host or what `kubectl get` gets: only at the head of a command. */
const ordinary = words(
  'host set read node date find test stat watch mail cut kill export unset say tr bc expr su local declare trap ag eval php deno k [ nc',
)
const wrapping = /^(?:sudo|env|time|nohup|exec|command|xargs|--|-exec|do|doas|nice|then|!)$/
const telling = new Set([...textual, ...shouting, ...coded, ...queried, ...shells, ...mailers])

const infrastructure = /^(?:terraform|tofu|terragrunt|pulumi)$/
/** Words after which the names of variables and settings follow. */
const settings = /^(?:env|envs|secrets?|config(?::\w+)?|vars?|variables?|env:\w+|env-\w+|\w+-env|pg:[\w:-]+)$/
/** Programs to which these words are kinds of objects. */
const managers = words('kubectl oc k docker podman helm aws gcloud az vault')

const query = /^(?:-\w*[ceqQ]|--(?:command|execute|query|sql|eval))$/
const message =
  /^(?:-m|-am|--message|--title|--body|--notes|--description|--subject|--comment|--reason|-w|--write-out|--grep)$/
const constant =
  /^(?:-[oX]|--(?:output|format|request|sort-by|columns|fields|signal|template)|--(?:[\w-]*-)?(?:type|kind|mode|level|class|status|state|engine|protocol|severity|action|strategy|direction|scheme|visibility))$/
/** The same, and the value attached: `--direction=INGRESS`. */
const attached = /^--(?:[\w-]*-)?(?:type|kind|mode|protocol|action|strategy|direction|scheme|visibility)=/

/** The words of a command so far, as the roles of those that follow depend on them. */
export class Call {
  /** The last word that says what the others are for, wherever wrappers such as `sudo` or `docker exec` have put it. */
  #program: string
  #last = ''
  #settings = false
  /** Of infrastructure, whose outputs are called as its code calls them: `terraform output cluster_name`. */
  #outputs = false

  constructor(program: string) {
    this.#program = known(program)
  }

  /** The word before, if there is one after the program. */
  get last(): string {
    return this.#last
  }

  pass(word: string) {
    const name = known(word)
    if (telling.has(name) && this.#begins(name)) this.#program = name
    this.#outputs ||= word === 'output' && infrastructure.test(this.#program)
    this.#last = word
    this.#settings ||= settings.test(word)
  }

  /** Whether a word can be a program that those before it run. */
  #begins(name: string): boolean {
    const before = this.#last || this.#program
    return wrapping.test(before) || (!ordinary.has(name) && !this.#last.startsWith('-'))
  }

  /** What the next word is for, as it is written. */
  roleOf(written: string): Role {
    const quoted = /^\$?['"]/.test(written)
    const program = this.#program
    if (quoted && beginsLikeSql(`${written.slice(1)} `)) return 'sql'
    if (queried.has(program)) return quoted && query.test(this.#last) ? 'sql' : 'value'
    if (quoted && coded.has(program)) return 'code'
    if (quoted && shells.has(program) && /\s/.test(written)) return 'shell'
    if (textual.has(program)) return 'text'
    if (
      quoted &&
      ((message.test(this.#last) && !program.startsWith('ldap')) ||
        (mailers.has(program) && this.#last === '-s'))
    )
      return 'text'
    if (operands.some(([programs, operand]) => programs.has(program) && operand.test(written))) return 'value'
    if (
      shouting.has(program) ||
      attached.test(written) ||
      (constant.test(this.#last) && !(this.#last === '-o' && isOwned(written)))
    )
      return 'constant'
    if (/^--(?:arg|argjson|argfile|slurpfile|rawfile)$/.test(this.#last)) return 'name'
    if (this.#outputs && /^[a-z]+(?:_[a-z\d]+)+$/.test(written)) return 'name'
    if (
      /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)*$/.test(written) &&
      !/^(?:YOUR|NEW|OLD|REPLACE|INSERT|ENTER)_|^(?:ENV_?)?(?:VAR|VARIABLE|KEY|SECRET|PARAMETER|CONFIG)_NAME$/.test(
        written,
      )
    ) {
      if (/^(?:-e|--env)$/.test(this.#last)) return 'name'
      if (this.#settings && written.includes('_') && !managers.has(program)) return 'name'
    }
    return 'value'
  }

  /** What its here-document is for. */
  hereDocument(): Role {
    const program = this.#program
    if (queried.has(program)) return 'sql'
    if (coded.has(program)) return 'code'
    return shells.has(program) ? 'script' : 'document'
  }
}

/** `-o ORGANIZATION`: no format that a program writes in. */
function isOwned(word: string): boolean {
  return (
    /^[A-Z]{3,}(?:[_-][A-Z]+)*$/.test(word) &&
    isNoun(partsOf(word).at(-1)!) &&
    !/^(?:TABLE|NAME|TEXT|TYPE|COLUMN|TIME|TIMESTAMP|TAG|LABEL)S?$/.test(word)
  )
}

/** A program's bare name; a client of Redis under a name of its own is one all the same. */
function known(word: string): string {
  return (bareName(word) ?? '').replace(/^.{1,40}-(?=redis-cli$)/, '')
}

function words(text: string): Set<string> {
  return new Set(text.split(/\s+/))
}
