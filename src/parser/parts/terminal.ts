// In: the blocks and texts of a document, in order. Out: which blocks are typed into a session that a block before them opened.
// It must never take a line for one of the operator's own shell that may be meant for another machine.
import type {Part} from '../part.ts'
import {clientOf} from './client.ts'
import {isAssignment, isEveryday, likeness, programOf} from './command.ts'
import {leaves, leftOpen} from './left-open.ts'
import {type Away, sentAway} from './sent-away.ts'
import {isSignIn, namesNoPlace, services} from './signed-in.ts'

/** A session that stands open between blocks. */
export interface Session {
  /** Why what follows is typed into it, and until when. */
  because: string
}

interface Open {
  /** The command that opened it, on one line, or the words; and the document's line where they stand. */
  command: string
  line: number
  /** Where its words send the reader, if no command opened it. */
  away: Away | undefined
  /** Said by a comment: it holds for the fence. */
  noted: boolean
  depth: number
  program: boolean
  /** Nothing but the command that opened it stands in its fence: what it is for stands in the sections that follow. */
  alone: boolean
  /** The sections around the fence that it was opened in, outermost first. */
  sections: Sections
  fence: Typed
}

type Sections = readonly unknown[]
type Typed = {value: string}

/** What a document says between its blocks, or in a comment of one. */
export interface Said {
  text: string
  /** What of it is written as code. */
  codes: readonly string[]
  line: number
  /** Of a heading, whose words may be all that its section is for: whether that section tells how to get there. */
  tells: (() => boolean) | undefined
}

/** Follows what is typed where. A session lasts no longer than the section it is opened in, unless that is all the section is for. */
export class Terminal {
  #open: Open | undefined
  /** Whether the document has one log in to something that is no machine. */
  #signsIn = false

  /** The session into which a part is typed; undefined for the operator's own shell. */
  sessionFor(part: Part, sections: Sections, fence: Typed): Session | undefined {
    const open = this.#open
    if (isSignIn(part.script)) this.#signsIn = true
    if (!open || part.kind === 'show') return undefined
    if (!lasts(open, sections) || isNew(part, open, sections)) this.#open = undefined
    else if (open.away && isOutside(part, open)) {
      if (leftOpen(part.script)) this.#open = undefined
      return undefined
    } else if (part.kind === 'console' && open.fence === fence)
      this.#open = undefined // the prompts of a transcript say themselves where they stand
    else if (part.kind === 'sql' && open.program && open.depth === 1) {
      if (!isOfAnother(open, fence)) return undefined
    } else this.#stepOut(part)
    return this.#open && {because: becauseOf(this.#open)}
  }

  /** The client that stands open in the operator's own shell, for SQL that is typed into it: the command that opened it. */
  clientFor({kind, client, elsewhere}: Part, sections: Sections): string | undefined {
    const open = this.#open
    if (kind !== 'sql' || client !== undefined || elsewhere || !open?.program || open.away || open.depth > 1)
      return undefined
    return lasts(open, sections) ? clientOf(open.command) : undefined
  }

  /** The session into which a part is typed that its own comments send away, be it for some of its lines. */
  notedIn(
    part: Part,
    line: (offset: number) => number,
    sections: Sections,
    fence: Typed,
  ): Session | undefined {
    if (part.kind === 'show' || part.kind === 'sql') return undefined
    const lines = part.script.split('\n')
    let noted: Session | undefined
    let offset = 0
    lines.forEach((one, index) => {
      const text = /^[ \t]*#+(?!!)[ \t]*(\S.*)$/.exec(one)?.[1]
      if (text !== undefined) {
        const next = lines.slice(index + 1).find(other => /^\s*[^\s#]/.test(other))
        this.hear({text, codes: [], line: line(offset), tells: undefined}, sections, {fence, next})
        if (this.#open?.noted) noted = {because: becauseOf(this.#open)}
      }
      offset += one.length + 1
    })
    return noted
  }

  /** Leaves what a part cannot be typed into: of a program inside a session, the program alone. */
  #stepOut(part: Part) {
    const open = this.#open!
    if (!isOutside(part, open)) return
    this.#open = open.program && open.depth > 1 ? {...open, depth: open.depth - 1, program: false} : undefined
    if (this.#open) this.#stepOut(part)
  }

  /** Takes in what a part that runs opens and leaves; `line` gives the document's line of an offset of its script. */
  follow(part: Part, line: (offset: number) => number, sections: Sections, fence: Typed) {
    const {kind, script} = part
    if (kind !== 'shell' && kind !== 'console') return
    const open = this.#open
    if (open) {
      const left = leaves(script, open.program)
      open.depth -= left
      if (left > 0) open.program = false
      if (open.depth <= 0) this.#open = undefined
      else if (open.program) return
    }
    const found = leftOpen(script)
    if (!found) return
    const {command, start, depth, program} = found
    if (here.test(command.trim())) return
    if (this.#open) this.#open = {...this.#open, depth: this.#open.depth + depth(), program}
    else
      this.#open = {
        command: command.replaceAll(/\s+/g, ' '),
        line: line(start),
        away: undefined,
        noted: false,
        depth: depth(),
        program,
        alone: isAlone(fence.value, command),
        sections,
        fence,
      }
  }

  /** Takes in what the document says between its blocks: it may send its reader away, or back. */
  hear(
    {text: said, codes, line, tells}: Said,
    sections: Sections,
    noted?: {fence: Typed; next: string | undefined},
  ) {
    const text = withoutMark(said.replaceAll(/\s+/g, ' ')).trimEnd()
    if (this.#open && !lasts(this.#open, sections)) this.#open = undefined
    if (services.test(text) || codes.some(isSignIn)) this.#signsIn = true
    const sent = sentAway(text, codes)
    // where one logs in to a service, what comes after is typed where one sits
    const away = sent && namesNoPlace.test(sent.words) && this.#signsIn ? undefined : sent
    const back = stays.test(text) ? -1 : text.search(goesBack)
    if (back !== -1 && (!away || back > away.at)) this.#open = undefined
    else if (away && !(this.#open && !this.#open.away) && !(away.goes && tells?.())) {
      if (noted?.next !== undefined && isTypedOutside(noted.next, away)) return
      this.#open = {
        command: away.words,
        line,
        away,
        noted: noted !== undefined,
        depth: 1,
        program: away.program,
        alone: tells !== undefined && away.goes,
        sections,
        fence: noted?.fence ?? nowhere,
      }
    }
  }

  /** What stands instead of what came before begins where that did. */
  turn() {
    this.#open = undefined
  }

  /** Where things stand, to come back to. */
  get state(): Open | undefined {
    return this.#open && {...this.#open}
  }

  set state(state: Open | undefined) {
    this.#open = state && {...state}
  }
}

const nowhere: Typed = {value: ''}

/** Databases that the tool's own client does not speak to, as words name them. */
const others = /\b(?:mysql|mariadb|sqlite3?|cassandra|cqlsh|oracle|sqlplus|clickhouse)\b/i

/** Whether the program that stands open takes SQL for another database than this tool's client does. */
function isOfAnother({command, away, fence: own}: Open, fence: Typed): boolean {
  return away ? others.test(command) : own === fence && clientOf(command) === undefined
}

/** A text without the mark or number of an item that it begins with. */
function withoutMark(text: string): string {
  return /^[A-Za-z]/.test(text)
    ? text
    : text.replace(/^[^\p{L}\p{N}]*(?:\d[\d.]*[.):]?)?[^\p{L}\p{N}`[<]+/u, '')
}

function becauseOf({command, line, away}: Open): string {
  const until = 'until the text says that its reader is back'
  return away
    ? `“${command}” on line ${line} says where it is typed, ${until} (“On your machine:”)`
    : `it is typed into the session that \`${command}\` on line ${line} opens, ${until} (\`exit\`, “On your machine:”)`
}

/** A new window on the same machine, of the same person: what is typed there may as well be run here. */
const here =
  /^(?:tmux(?:\s+new(?:-session)?(?:\s+-[As]+)?(?:\s+[\w<>-]+)?)?|screen(?:\s+-S\s+[\w<>-]+)?|byobu|zellij)$/

/** Tools that reach into what they manage, where they themselves are not. */
const reaches =
  /^(?:kubectl|oc|docker|docker-compose|podman|nerdctl|crictl|heroku|fly|flyctl|railway|vagrant|multipass|lxc|incus)$/

/** Whether a session may still be open in a section: one below where it was opened, or beside that if it was opened for what follows. */
function lasts({sections: own, alone}: Open, sections: Sections): boolean {
  return sections.includes(own.at(-1)) || (alone && own.length > 1 && sections.includes(own.at(-2)))
}

/** Whether a part of another section begins as the session did: with the same tool, from the operator's own shell. */
function isNew({kind, script}: Part, {command, away, sections: own}: Open, sections: Sections): boolean {
  if (away) return false
  if ((kind !== 'shell' && kind !== 'console') || sections.at(-1) === own.at(-1)) return false
  const found = leftOpen(script)
  return (
    found !== undefined &&
    withoutComments(script.slice(0, found.start)) === '' &&
    programOf(found.command) === programOf(command)
  )
}

function isAlone(text: string, command: string): boolean {
  return withoutComments(text).replace(/^[$%] /, '') === command.trim()
}

const withoutComments = (text: string): string => text.replaceAll(/^[ \t]*#.*$/gm, '').trim()

/** Whether a part cannot be typed into a session: it calls the tool that opened it, or a shell's command where no shell is. */
function isOutside({kind, script}: Part, {command, program, away}: Open): boolean {
  if (kind !== 'shell' && kind !== 'console') return false
  const lines = script.split('\n').filter(one => /^\s*[^\s#]/.test(one))
  const line = (away && lines.find(one => !isAssignment(one))) ?? lines[0] ?? ''
  if (away && !program)
    return isTypedOutside(line, away) || (away.goes && leftOpen(script)?.program === false)
  const called = programOf(line)
  if (called === undefined) return false
  if (program)
    return isOfShell(line, called) && !(keepsFiles.test(programOf(command) ?? '') && ofFiles.test(called))
  return called === programOf(command) && reaches.test(called)
}

/** Programs with commands for files of their own, named as the shell's are: `rm` there is not one here. */
const keepsFiles =
  /^(?:sftp|ftp|lftp|smbclient|debugfs|fdisk|gdisk|cgdisk|parted|guestfish|zkCli\.sh|virsh|xfs_db)$/
const ofFiles =
  /^(?:rm|rmdir|mkdir|mv|cp|ls|cd|cat|ln|df|pwd|chmod|chown|chgrp|stat|shutdown|reboot|kill|print|w|q|n|p|d)$/

/** Whether a line is a shell's rather than of a program's own language, be it that it opens that program. */
function isOfShell(line: string, called: string): boolean {
  return (!isEveryday(called) && likeness(line, () => true) === 'clear') || leftOpen(line) !== undefined
}

/** Whether a line gets itself to where words send its reader, so that it is typed before one is there. */
function isTypedOutside(line: string, {container, program, relay, goes}: Away): boolean {
  const called = programOf(line)
  if (called === undefined) return false
  if (program) return isOfShell(line, called)
  if (container ? reaches.test(called) : platforms.test(called)) return true
  return (
    (goes || !relay) &&
    (getsThere.test(line) || (!staysThere.test(line) && leftOpen(line)?.program === false))
  )
}

/** Opens a shell of its own where one is already. */
const staysThere = /^\s*(?:sudo\s+)?(?:su|chroot|bash|sh|zsh|sudo\s+-[is])(?:\s|$)/

/** Tools that are typed where one sits, whatever machine they speak of. */
const platforms = /^(?:heroku|fly|flyctl|railway|vercel|vagrant|multipass|ansible|ansible-playbook)$/
const getsThere =
  /^[^#'"]{0,200}?(?:(?:^|\s)(?:ssh|mosh|sshpass|autossh)\s|\b(?:kubectl|oc)\s(?:[^|;&]{0,200}?\s)?(?:exec|debug|rsh)\s)/

const goesBack = new RegExp(
  String.raw`\b(?:${[
    'locally',
    '(?:your|the) (?:own|local) (?:machine|computer|laptop|workstation|terminal|shell|host)',
    '(?:on|from|to) your (?:machine|computer|laptop|workstation)',
    '(?:new|another|second|different|separate|other) (?:terminal|shell|tab|window)',
    '(?:exit|leave|quit|close|log ?out of|disconnect(?: from)?|outside(?: of)?|back out of|end) (?:the|this|that|your|from|psql)',
    '(?:exit|log ?out|disconnect)[.:]?$',
    'en local',
    '(?:votre|ta) (?:machine|poste)',
    '(?:autre|nouveau|second) terminal',
    '(?:quitte[rz]?|sorte?z|sortir|ferme[rz]?) (?:le|la|du|de)',
  ].join('|')})`,
  'i',
)
/** `Do not close the session`. */
const stays = /\b(?:not|never|without|sans|ne|jamais)\b|n['’]t\b|\bstay|\bkeep|\breste[rz]?\b/i
