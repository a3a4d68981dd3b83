import {isKnownProgram} from '../shell/known.ts'
import {isEveryday, programOf} from './command.ts'
import {smallWordsIn} from './shape.ts'

/** What stands before a command that was typed. */
export interface Prompt {
  /** `root` is a bare `# `, which may be a comment as well; `angle` a bare `> `, which may be many things. */
  kind: 'shell' | 'root' | 'angle' | 'sql' | 'session'
  /** How many characters it takes, blanks included. */
  length: number
  /** Who and on which machine it says it is; empty where it does not. The name of a database or a program for theirs. */
  whom: string
  /** The machine that a shell's prompt names; undefined where it names none, or this one. */
  host: string | undefined
  /** It goes on with the command before. */
  continues: boolean
  /** It goes on in the next line, and nothing is typed on this one. */
  heads?: boolean
}

// Each begins at the line's start and has no nested repetition, so that a long line costs little.
const clock = String.raw`(?:\[\d\d:\d\d(?::\d\d)?\][ \t]?)?`
// an environment of Python, the cluster that `kubectl` is pointed at
const lead = String.raw`^[ \t]{0,40}\x60?${clock}(?:\((?:[\w.-]{1,60}\)[ \t]|[\w.-]{1,60}\)(?=\$[ \t])|⎈ ?\|[^()\n]{1,120}\)[ \t]?)){0,3}`
/** What closes the prompt of a person's own making. */
const sign = '$#%❯☠⚡➤▶►»'
const open = String.raw`<[\w -]{1,40}>` // a name that the reader is to put in
const who = String.raw`(?:[\w.-]{1,80}|${open})@(?:[\w.-]{1,80}|${open})`
const where = String.raw`[~/\w.@{}<>:+-]{0,200}`
/** The second line of a prompt of two: `└─$ ls`, `╰─➤ ls`, `└──╼ $ls`. */
export const second =
  /^[ \t]{0,40}[└╰][─━]{0,8}(?:(?:╼[ \t]?|>)?[$#%❯➤λ▶☠»][ \t]*|[ \t][$%❯➤λ▶][ \t]+)()(?=\S|$)/
const shell: RegExp[] = [
  new RegExp(`${lead}(\\[[\\w.-]{1,60} [~/]${where}\\])[ \\t]?[$#%](?:[ \\t]+|$)`), // [db ~]#
  new RegExp(
    `${lead}(\\[(?:\\d\\d:\\d\\d(?::\\d\\d)?[ \\t])?${who}[ :]?${where}(?: [^\\]\\s]{1,20}){0,2}\\](?:\\([\\w./-]{1,60}\\))?)[ \\t]?[$#%](?:[ \\t]+|$)`,
  ), // [root@db ~]#, [me@db ~ 0]$
  new RegExp(
    `${lead}(?:\\d\\d:\\d\\d(?::\\d\\d)?[ \\t])?(${who}(?:\\([\\w.:-]{1,60}\\))?(?:[: ]${where})?(?:[ \\t]\\[[\\w.:-]{1,20}\\]|[ \\t]\\([\\w.:/-]{1,60}(?: [*+%!?]{1,4})?\\))?)[ \\t]?[>${sign}](?:[ \\t]+|$)`,
  ), // me@host:~/src$, me@host(env):~ [0]$, me@host:~/src (main)$
  new RegExp(`${lead}(${who} \\[[~/]${where}\\])[ \\t]?[$#%](?:[ \\t]+|$)`), // root@db [~]#
  new RegExp(`${lead}(\\[[\\w-]{1,40}: ${who}[ :]${where}\\])[$#](?:[ \\t]+|$)`), // [ceph: root@db /]#
  new RegExp(`${lead}(\\[?~\\]?|\\[[~/]${where}\\])[$#%][ \\t]+(?=[a-z./~$(])`), // ~$, [~]$, [~/src]$
  new RegExp(`${lead}((?:@[\\w.-]{1,60})?:?[~/]${where})[$#][ \\t]+(?=[a-z./~$(])`), // /usr/src/app$, :~/src$
  new RegExp(`${lead}(-?(?:bash|sh|zsh|ash|dash)-[\\d.]{1,8})[$#][ \\t]+`), // bash-5.1$, -bash-4.2$
  new RegExp(`${lead}(\\[${who}:[~/]${where}\\])[ \\t]+(?=[a-z./])`), // [root@esxi:~]
  new RegExp(`${lead}([\\w.-]{1,60}:[~/]${where}(?: [\\w.-]{1,40})?)[ \\t]?[${sign}][ \\t]+`), // host:/dir user$
  new RegExp(`${lead}([\\w.-]{1,60}:[\\w.-]{1,60} [a-z][\\w.-]{0,40})\\$[ \\t]+`), // host:dir user$
  new RegExp(`${lead}([~/]${where}(?: git:\\([^)\\s]{1,60}\\))?)[ \\t]{1,2}[$#%❯✗][ \\t]+`), // ~ ❯
  new RegExp(`${lead}([a-z][\\w.-]{1,60}(?:~:?|:~?))\\$[ \\t]+(?=[a-z./~$(])`), // host~:$
  new RegExp(`${lead}(λ[ \\t]+[\\w.@~/-]{1,60}(?:[ \\t]+[~/]${where})?)[ \\t]+→[ \\t]+(?=\\S)`), // λ host ~ →
  new RegExp(`${lead}(➜[ \\t]+\\S{1,80}(?: git:\\([^)\\s]{1,60}\\))?(?: ✗)?)[ \\t]+`),
  new RegExp(
    `${lead}((?:[a-z][\\w.-]{1,40})?)(?:(?:\\$>?|❯{1,3}|[λ»›])[ \\t]+(?=\\S)|%[ \\t]+(?=[a-z./~$(]))`,
  ), // $, $>, ❯❯❯
  second,
]
/** What a system tells in between, on the terminal that waits there: `Aug  9 05:40:40 sw2 …`. */
const logged =
  /^(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2}|\d{4}-\d\d-\d\d)[ T]{1,3}\d\d:\d\d:\d\d/
/** Whether what looks like a prompt is the question for a password, or a system's own message stands behind it. */
function isAsked(said: string, typed: string): boolean {
  return logged.test(typed) || /\bpass(?:word|phrase|code)\b[^/]*:$/i.test(said)
}
/** `host ~ → ls`; words before an arrow say where something leads as often. */
const arrow = new RegExp(`${lead}([a-z][\\w.@-]{1,60}[ \\t]+~${where})[ \\t]+→[ \\t]+(?=\\S)`)
/** `db-1# ls`, `[master]$ ls`, `<host># ls`, `node1 $ ls`, `bastion $ ls`, `node1 12% ls`, `#> ls`: only before a program that is known. */
const bareNamed = new RegExp(
  `${lead}((?:[A-Za-z][\\w.-]{0,40}|\\[[A-Za-z][\\w.-]{0,40}\\]|${open})(?=[#$%>][ \\t])|(?:root|[a-z][\\w.-]{0,30}\\d)(?=[ \\t][#$%][ \\t])|[a-z][\\w.-]{1,30}(?=[ \\t]\\$[ \\t])|[a-z][\\w.-]{1,30} \\d{1,4}(?=%[ \\t])|[#$%](?=[>:][ \\t]))[ \\t]?[#$%>:][ \\t]+(?=\\S)`,
)
/** `host ~ # ls`, which may be a command, what it is given and a comment. */
const spaced = new RegExp(`${lead}([a-z][\\w.-]{1,40}[ \\t][~/]${where})[ \\t][#$%][ \\t]+(?=[a-z./~])`)
const sql: RegExp[] = [
  /^[ \t]*`?((?:[\w.@:/-]{1,80}|<[\w -]{1,60}>|\[[\w -]{1,60}\])(?:[=(*'"!^-][*!^]?[#>]| =[#>]))(?:[ \t]+|$)/, // db=#, db-#
  /^[ \t]*`?((?:mysql|sqlite|psql|SQL|cqlsh(?::\w+)?|ksql|hive|MySQL \[[^\]]{1,60}\]|mysql \[[^\]]{1,60}\] \{[^}]{1,60}\} \([^>]{1,60}\) ?|trino(?::\w+)?|presto(?::\w+)?|spark-sql|RMAN|DGMGRL|[\w@.:-]{0,60}\/\w{1,40}|MariaDB \[[^\]]{1,60}\])>)(?:[ \t]+|$)/,
  /^[ \t]*`?((?:mysql|sqlite|psql|SQL|cqlsh|hive|RMAN|DGMGRL|MariaDB \[[^\]]{1,60}\])>)(?=[A-Za-z\\])/, // mysql>show …
  /^( {0,8}(?:['"`]>|->|\.\.\.>))[ \t]/,
]
const session =
  /^[ \t]*(>>>|\.\.\.(?=[ \t])|In \[\d+\]:|irb\([^)\n]{0,40}\)[^>\n]{0,20}>|pry\([^)\n]{0,40}\)>|\[\d+\] pry\([^)\n]{0,40}\)>|iex(?:\([^)\n]{0,40}\))?[>]|scala>|jshell>|ghci>|redis[ :\d.]{0,20}>|[\w.-]{1,60}:\d{2,5}(?:\[\d+\])?>|[\w-]{1,40}:(?:PRIMARY|SECONDARY|ARBITER|OTHER)>|(?:[\w-]{1,40} )?\[(?:direct|primary|secondary|mongos)[^\]\n]{0,20}\] ?[\w-]{0,40}>|test>|sftp>|ftp>|gpg(?:\/\w+)?>|telnet>|\((?:gdb|lldb|i?[Pp]db|parted|dlv|rdbg|jdb)\)|PS [A-Z]:[^>\n]{0,120}>|PS>|[A-Z]:\\[^>\n]{0,120}>|kafka>|\[[\w.-]{1,40}@[\w.-]{1,60}\] [/\w -]{0,60}>|[\w.-]{1,60}::\*?(?:[\w -]{1,40}\*?)?>|hbase(?:\(\w+\))?:\d{1,5}:\d>|\d{1,3}: jdbc:[^>\n]{1,120}>|MongoDB Enterprise [\w:-]{0,60}>|MySQL {1,4}[^>\n]{1,80}(?:JS|SQL|Py) >|ij>|db2 =>|zk:.{0,60}>|etcd>|ceph>|mongo(?:sh)?>|nsenter>|lftp[^>\n]{0,80}>|julia>|node>|\w+\([\w-]+\)#|[\w-]{0,40}>(?=[ \t]+(?:db|rs|sh)\.[A-Za-z]|[ \t]+show (?:dbs|collections)[ \t]*$))(?=[ \t]|$)/

/** What all but programs' own prompts (`...`, `In [1]:`, `(gdb)`) hold, and most lines do not. */
const signs = /[$#%>❯☠⚡➤▶►»›λ→➜✗└╰]|^\[[\w.-]{1,80}@/

const looseRoot = /^[ \t]*#[ \t]+(?=\S)/
/** `#ls`, where the document writes root's prompt so. */
const tightRoot = /^[ \t]*#[ \t]*(?=[a-z./~])/
/** `$laptop ls`, where the document means a place by it: see `placesIn`. */
const place = /^[ \t]{0,40}\$([a-z]{1,20}\d{0,2})[ \t]+(?=\S)/
/** `$kubectl get pods`, where the document writes its prompt so. */
const tightUser = /^[ \t]{0,40}\$(?=([a-z][a-z\d-]{1,20})(?:[ \t]|$))/
const none: ReadonlySet<string> = new Set()

/** The prompt that a line begins with; undefined if there is none. `places` are names that are prompts with a `$` before them. */
export function promptOf(line: string, places = none): Prompt | undefined {
  if (line.length > 100_000) return undefined
  if (!signs.test(line)) return sessionPrompt(line)
  const named = places.size > 0 ? place.exec(line) : null
  if (named && places.has(named[1]!))
    return placePrompt(named, [...places].filter(one => /^[a-z]/.test(one)).length > 1)
  const glued = places.size > 0 ? tightUser.exec(line) : null
  if (glued && places.has(`$${glued[1]}`))
    return {kind: 'shell', length: glued[0].length, whom: '', host: undefined, continues: false}
  for (const pattern of shell) {
    const found = pattern.exec(line)
    if (found) return isAsked(found[1]!, line.slice(found[0].length)) ? undefined : shellPrompt(found)
  }
  const found = arrow.exec(line)
  if (found && isKnownProgram(programOf(line.slice(found[0].length)) ?? '')) return shellPrompt(found)
  const other = sessionPrompt(line)
  if (other) return other
  for (const pattern of sql) {
    const found = pattern.exec(line)
    if (!found) continue
    const continues =
      /[-('"*^]\*?[#>]$|^\s*(?:->|\.\.\.>|['"`]>)$/.test(found[1]!) && !/^\w+>$/.test(found[1]!)
    return {kind: 'sql', length: found[0].length, whom: found[1]!, host: undefined, continues}
  }
  const name = bareNamed.exec(line)
  // `host# ls` is no call of `host`; `cat> ls` and `reboot # mount` are calls
  if (
    name &&
    (/\S#\s*$/.test(name[0]) || !isKnownProgram(name[1]!)) &&
    isKnownProgram(programOf(line.slice(name[0].length)) ?? '')
  )
    return shellPrompt(name)
  const inside = spaced.exec(line)
  if (
    inside &&
    !isKnownProgram(programOf(inside[1]!) ?? '') &&
    isCommandLike(line.slice(inside[0].length), /\s~$/.test(inside[1]!))
  )
    return shellPrompt(inside)
  const root = (places.has('#') ? tightRoot : looseRoot).exec(line)
  if (root) return {kind: 'root', length: root[0].length, whom: '', host: undefined, continues: false}
  const angle = /^[ \t]*>(?:[ \t]|$)/.exec(line)
  if (angle) return {kind: 'angle', length: angle[0].length, whom: '', host: undefined, continues: false}
  return undefined
}

/** A switch's or a router's: `sw1 [standalone: master] (config) # show …`, `leaf-2(config-if)# no shutdown`, `edge1# show ip route`. */
const device =
  /^[ \t]{0,40}([A-Za-z][\w.-]{0,60}(?: \[[\w -]{1,30}: [\w -]{1,30}\](?: \(config[^()\n]{0,60}\))? [#>]|\(config[\w-]{0,40}\)#|#(?=[ \t]+(?:show|configure|conf t|display|clear|write mem|copy run|router|interface) \S)|>(?=[ \t]+(?:en|enable)[ \t]*$)))(?=[ \t]|$)/
/** The same, and nothing between the sign and what is typed: `sw1(config-line)#login`, `R2#sh ip route`, `R2>en`. */
const tightDevice =
  /^[ \t]{0,40}([A-Za-z][\w.-]{0,60}(?:\(config[\w-]{0,40}\)#(?=[a-z])|#(?=(?:conf(?:ig(?:ure)?)? t|sh(?:ow)? |disable|wr(?:ite)?(?:$| m)|copy (?:run|start|flash|tftp)|debug |undebug |clear (?:ip|mac|arp|line|cdp|counters|access)|ping |traceroute |telnet |reload|erase |delete (?:flash|vlan)|dir|vlan database|terminal (?:length|monitor)|no debug ))|>(?=(?:en(?:able)?|sh(?:ow)? \S.*|ping \S+|traceroute \S+)[ \t]*$)))()/

function sessionPrompt(line: string): Prompt | undefined {
  const found = session.exec(line) ?? device.exec(line) ?? tightDevice.exec(line)
  if (!found) return undefined
  const [{length}, whom] = found
  return {kind: 'session', length, whom: whom!, host: undefined, continues: whom === '...'}
}

/** Whether what stands behind a doubtful prompt is called as a program is, and is no remark; only `~` is rarely given to a command. */
function isCommandLike(body: string, atHome: boolean): boolean {
  const program = programOf(body) ?? ''
  if (smallWordsIn(body) > 0) return false
  if (isKnownProgram(program)) return atHome || !isEveryday(program)
  return atHome && /^[a-z][\w.+-]*$/.test(program) && /\s/.test(body.trim()) && !/[.,:;!?]$/.test(body.trim())
}

function shellPrompt([all, said = '']: RegExpExecArray): Prompt {
  return {kind: 'shell', length: all.length, whom: whoIn(said), host: hostIn(said), continues: false}
}

/** Of several places, those that are not plainly the one at which one sits are others. */
function placePrompt(found: RegExpExecArray, several: boolean): Prompt {
  const [, name] = found
  const prompt = shellPrompt(found)
  return several && !here.test(name!) ? {...prompt, host: name} : prompt
}

const here = /^(?:mac|macbook|local|localhost|laptop|desktop|workstation|pc|me|you)\d{0,2}$/

/** Words before a `$` that name no machine: a shell, a person, or the machine that one sits at. */
const own =
  /^(?:(?:ba|z|da|k|a)?sh(?:-[\d.]+)?|shell|prompt|term(?:inal)?|console|user(?:name)?|me|you|your?name|local(?:host)?|laptop|workstation|desktop|127\.0\.0\.1|host(?:name)?|pc|mac|(?:[\w-]{1,40}-)?(?:macbook|imac)[\w.-]{0,60}|dev|λ)$/i

/** The machine that stands in a prompt: behind `@`, else before the directory or the sign. */
function hostIn(said: string): string | undefined {
  const text = said.replace(/^\[(?:[\w-]+: )?|^λ\s+/, '').trim()
  const [first = ''] = text.split(/[:\s\]~(]/, 1)
  if (/^[~/➜#$%]|^$/.test(text) || first === '') return undefined
  const at = first.lastIndexOf('@')
  const host = first.slice(at + 1)
  if (at === -1) return own.test(host) ? undefined : host
  return /^(?:localhost(?:\.localdomain)?|127\.0\.0\.1)$/i.test(host) ? undefined : host
}

function whoIn(text: string): string {
  const [first = ''] = text.replace(/^\[/, '').split(/[:\s\]]/, 1)
  return /^[~/➜]/.test(first) ? '' : first
}
