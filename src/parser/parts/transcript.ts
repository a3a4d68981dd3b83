import {clientOf} from './client.ts'
import {likeness} from './command.ts'
import {type Doubtful, isHidden} from './doubtful.ts'
import {extents} from './extent.ts'
import {leftOpen} from './left-open.ts'
import type {Mark} from './mark.ts'
import type {Prompt} from './prompt.ts'
import {promptsOf} from './prompt-of-two.ts'
import {isAway, isNeutral, type Reading} from './reading.ts'
import {isOr} from './shape.ts'
import {isMeta, mayBeginSql, sqlEnd} from './sql-statement.ts'
import type {Unit} from './unit.ts'

const prompted = 'it has prompts'
const perhaps = 'its lines stand behind `#`, which is root’s prompt, or they were commented out'
const typed = {
  shell: {kind: 'console', role: 'run'},
  sql: {kind: 'sql', role: 'run', reason: 'it has the prompts of a database session'},
  session: {
    kind: 'show',
    shows: 'session',
    role: 'aside',
    reason: 'it is a session of another program, so it is shown, not run',
  },
} satisfies Record<string, Partial<Mark>>

/** Prompts of clients of other databases than PostgreSQL. */
const otherDatabase = /^(?:mysql|sqlite|SQL>|MariaDB|cqlsh|ksql|hive|trino|presto|spark-sql|RMAN|DGMGRL)/i

/** Whether what stands behind a database's prompt is what one types there: else it was no prompt. */
export function isTypedSql(body: string): boolean {
  return (
    body === '' ||
    isMeta(body) ||
    mayBeginSql(body) ||
    /;$|^(?:quit|exit|help|startup|shutdown|conn(?:ect)?|spool|archive log|recover)\b/.test(body)
  )
}

/** Reads a transcript from a line with a prompt to the end: what was typed, where, and what was seen after it. */
export class Transcript {
  readonly #reading: Reading
  readonly #prompts: (Prompt | undefined)[]
  readonly #bodies: string[]
  /** For each line, the next line after it that has a prompt. */
  readonly #next: number[]
  readonly #doubtful: Doubtful
  #mode: 'shell' | 'sql' | 'session' = 'shell'
  /** Where the last shell command stands, if it opened an SQL client. */
  #opening: {from: number; to: number; client: string} | undefined
  /** SQL is typed on another machine, or into another database than PostgreSQL. */
  #elsewhere = false
  #client: string | undefined
  /** The machine that the last prompt of a shell names, if it is another. */
  #host: string | undefined
  /** The prompt from which a session on another machine, or of another person, was opened. */
  #outside: string | undefined

  constructor(reading: Reading, from: number, doubtful: Doubtful, before?: Unit) {
    this.#reading = reading
    this.#doubtful = doubtful
    const {lines, evidence} = reading
    this.#prompts = promptsOf(lines, evidence.places).map((prompt, index) =>
      index < from ? undefined : prompt,
    )
    this.#bodies = lines.map((line, index) => line.slice(this.#prompts[index]?.length ?? 0))
    this.#next = new Array<number>(lines.length)
    let next = lines.length
    for (let line = lines.length - 1; line >= 0; line--) {
      this.#next[line] = next
      const prompt = this.#prompts[line]
      if (
        prompt &&
        !prompt.continues &&
        prompt.kind !== 'root' &&
        (prompt.kind !== 'angle' || doubtful.angle)
      )
        next = line
    }
    if (before) {
      const text = lines.slice(before.from, before.to).join('\n')
      const client = clientOf(text)
      if (client !== undefined) this.#opening = {from: before.from, to: before.to, client}
    }
    if (isAway(reading)) this.#outside = ''
    let line = from
    while (line < lines.length) line = this.#line(line)
  }

  #line(line: number): number {
    const {lines, marks} = this.#reading
    const prompt = this.#prompts[line]
    const kind = prompt && this.#kindOf(prompt, line)
    if (kind === 'shell' && prompt!.heads) {
      this.#host = prompt!.host
      marks[line] = {...this.#shellMark(), role: 'aside'}
      return line + 1
    }
    if (kind === 'shell') return this.#shell(line, prompt!)
    if (kind === 'sql') return this.#sql(line, prompt!)
    if (kind === 'session') {
      this.#mode = 'session'
      marks[line] = typed.session
    } else if (lines[line]!.trim() !== '' && !this.#isRemark(line)) {
      if (isOr(lines[line]!) && this.#next[line]! < lines.length) this.#reading.doubt ??= line
      marks[line] = this.#mode === 'session' ? typed.session : this.#seen()
    }
    return line + 1
  }

  #seen(): Mark {
    return this.#mode === 'sql'
      ? {...this.#sqlMark(), role: 'seen', client: this.#client}
      : {...this.#shellMark(), role: 'seen'}
  }

  /** What a prompt says is typed on another machine is not for this one. */
  #shellMark() {
    const there = this.#host !== undefined
    return {
      reason: there ? `its prompt says that it is typed on \`${this.#host}\`` : this.#reason(),
      ...typed.shell,
      ...(there ? {elsewhere: true} : {}),
    }
  }

  #reason(): string | undefined {
    if (this.#reading.tag === 'console') return undefined
    return isHidden(this.#reading) ? perhaps : prompted
  }

  /** Where what a prompt stands before was typed; undefined if it is no prompt here. */
  #kindOf(prompt: Prompt, line: number): 'shell' | 'sql' | 'session' | undefined {
    const body = this.#bodies[line]!.trim()
    switch (prompt.kind) {
      case 'shell':
        return this.#enters(prompt) ? 'session' : 'shell'
      case 'sql':
        if (prompt.continues) return this.#mode === 'sql' ? 'sql' : undefined
        return isTypedSql(body) ? 'sql' : undefined
      case 'session':
        return !prompt.continues || this.#mode === 'session' ? 'session' : undefined
      case 'root': {
        const entered = this.#outside !== undefined
        if (!entered && !this.#doubtful.root) return undefined
        if (likeness(body, this.#reading.evidence.parsesAsShell) === 'no') return undefined
        return entered ? 'session' : 'shell'
      }
      case 'angle':
        return this.#doubtful.angle ? 'shell' : undefined
    }
  }

  /** Whether a prompt is one of a session that a command before opened: another machine's, or another person's. */
  #enters({whom}: Prompt): boolean {
    if (this.#outside === undefined || whom === this.#outside) {
      this.#outside = undefined
      return false
    }
    return true
  }

  #shell(line: number, prompt: Prompt): number {
    const {lines, evidence} = this.#reading
    const limit = this.#next[line]!
    const marked = /^\s*>/.test(lines[line + 1] ?? '') && !this.#doubtful.angle
    const column = (at: number) =>
      at === line ? prompt.length : marked ? (/^\s*>[ \t]?/.exec(lines[at]!)?.[0].length ?? 0) : 0
    let end = extents(lines, column)(line, limit)
    if (marked && end === line + 1 && !evidence.parsesAsShell(this.#bodies[line]!)) {
      while (end < limit && /^\s*>/.test(lines[end]!)) end++
    } else if (limit < lines.length && /<<|(?:^|[\s=(])["'][^"']*$/.test(lines[line]!)) {
      // what looks like a prompt may stand in its quotes or its here-document
      const whole = extents(lines, column)(line, lines.length)
      const text = [this.#bodies[line]!, ...lines.slice(line + 1, whole)].join('\n')
      if (whole > limit && whole < line + 500 && evidence.parsesAsShell(text)) end = whole
    }
    this.#host = prompt.host
    const mark = this.#shellMark()
    for (let at = line; at < end; at++)
      this.#reading.marks[at] = {column: Math.min(column(at), lines[at]!.length), ...mark}
    const text = lines
      .slice(line, end)
      .map((one, index) => one.slice(column(line + index)))
      .join('\n')
    const client = clientOf(text)
    this.#opening = client === undefined ? undefined : {from: line, to: end, client}
    if (this.#outside === undefined && leftOpen(text)?.program === false) this.#outside = prompt.whom
    this.#mode = 'shell'
    return end
  }

  #sql(line: number, prompt: Prompt): number {
    const {marks} = this.#reading
    if (this.#mode !== 'sql') {
      this.#elsewhere =
        this.#outside !== undefined ||
        (this.#opening !== undefined && this.#host !== undefined) ||
        (!this.#opening && otherDatabase.test(prompt.whom))
      this.#client = this.#opening?.client
      if (this.#opening) {
        const {from, to} = this.#opening
        for (let at = from; at < line; at++)
          if (marks[at])
            marks[at] = {...this.#sqlMark(), role: at < to ? 'aside' : 'seen', client: this.#client}
        marks[from] = {...marks[from]!, opens: true}
        this.#opening = undefined
      }
    }
    this.#mode = 'sql'
    const client = this.#client
    const sql = this.#sqlMark()
    const body = this.#bodies[line]!
    const leaves = /^\s*(?:exit|quit|help)\b/.test(body) || body.trim() === ''
    marks[line] = {client, column: prompt.length, ...sql, role: leaves ? 'aside' : 'run'}
    let at = line + 1
    if (leaves || isMeta(body)) return at
    // A statement that was pasted over several lines has its prompt on the first alone.
    const end = sqlEnd(this.#bodies, line, this.#next[line]!)
    if (
      /;\s*$/.test(this.#bodies[end - 1]!) &&
      !this.#prompts.slice(at, end).some(one => one?.kind === 'sql')
    )
      for (; at < end; at++) marks[at] = {client, column: 0, ...sql}
    return at
  }

  #sqlMark() {
    return this.#elsewhere ? {...typed.sql, elsewhere: true} : typed.sql
  }

  /** Whether a line is the author's remark on what is typed next, rather than something seen. */
  #isRemark(line: number): boolean {
    const {lines} = this.#reading
    if (!/^\s*#/.test(lines[line]!)) return false
    let next = line
    while (next < lines.length && isNeutral(lines[next]!) && next < line + 20) next++
    return next < lines.length && this.#prompts[next] !== undefined
  }
}
