// In: the blocks and texts of a document, in order. Out: which blocks are typed into a session that a block before them opened.
// It must never take a line for one of the operator's own shell that may be meant for another machine.
import type {Part} from '../part.ts'
import {isEveryday, likeness, programOf} from './command.ts'
import {leaves, leftOpen} from './left-open.ts'

/** A session that stands open between blocks. */
export interface Session {
  /** The command that opened it, on one line, and the document's line where it stands. */
  command: string
  line: number
}

interface Open extends Session {
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

/** Follows what is typed where. A session lasts no longer than the section it is opened in, unless that is all the section is for. */
export class Terminal {
  #open: Open | undefined

  /** The session into which a part is typed; undefined for the operator's own shell. */
  sessionFor(part: Part, sections: Sections, fence: Typed): Session | undefined {
    const open = this.#open
    if (!open || part.kind === 'show') return undefined
    if (!lasts(open, sections) || isNew(part, open, sections)) this.#open = undefined
    else if (part.kind === 'console' && open.fence === fence)
      this.#open = undefined // the prompts of a transcript say themselves where they stand
    else if (part.kind === 'sql' && open.program) return undefined
    else this.#stepOut(part)
    return this.#open
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
    if (this.#open) this.#open = {...this.#open, depth: this.#open.depth + depth, program}
    else
      this.#open = {
        command: command.replaceAll(/\s+/g, ' '),
        line: line(start),
        depth,
        program,
        alone: isAlone(fence.value, command),
        sections,
        fence,
      }
  }

  /** Takes in what the document says between its blocks: it may send its reader back. */
  hear(text: string) {
    if (this.#open && goesBack.test(text) && !stays.test(text)) this.#open = undefined
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
function isNew({kind, script}: Part, {command, sections: own}: Open, sections: Sections): boolean {
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
function isOutside({kind, script}: Part, {command, program}: Open): boolean {
  if (kind !== 'shell' && kind !== 'console') return false
  const line = script.split('\n').find(one => /^\s*[^\s#]/.test(one)) ?? ''
  const called = programOf(line)
  if (called === undefined) return false
  if (program) return !isEveryday(called) && likeness(line, () => true) === 'clear'
  return called === programOf(command) && reaches.test(called)
}

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
