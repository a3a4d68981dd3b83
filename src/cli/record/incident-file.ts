import {existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {type ReadJournal, readJournal} from '../../journal/read.ts'
import {readShown} from '../../journal/read-shown.ts'
import {runFiles} from '../../journal/run-directory.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {Output} from '../../model/event.ts'
import {next, nothing, type Run} from '../../model/fold.ts'
import {endBytes} from '../../model/output-ends.ts'
import {type Incident, renderIncident} from '../../report/incident.ts'
import {readFrame} from '../../report/incident-frame.ts'
import {giveToOwner} from './give-to-owner.ts'
import {handEdits} from './hand-edits.ts'

/** So many times longer than it took is waited before it is written again, while the run goes on. */
const share = 50

/** Tells the operator one line. */
type Tell = (text: string) => void
type Texts = Map<string, ReturnType<Incident['output']>>
type Recorded = Pick<ReadJournal, 'dir' | 'runId' | 'head'>

/** Writes incident.md from what the journal says, whole or not at all. What stands outside its markers stays. */
export async function writeIncident(run: Run, journal: Recorded): Promise<void> {
  await write(() => ({...journal, run}), warn)
}

/** `of` gives what there is to tell: it is asked again once the outputs have been read, since the run may have gone on. */
async function write(
  of: () => Recorded & {run: Run},
  tell: Tell,
  texts: Texts = new Map(),
  known?: Incident['known'],
): Promise<void> {
  for (let unread = unreadIn(of().run, texts); unread.length > 0; unread = unreadIn(of().run, texts))
    for (const output of unread) texts.set(output.path, await textOf(of().dir, output))
  const path = join(of().dir, runFiles.incident)
  const made = `${path}.new-${process.pid}` // `runbook note` may write it too
  try {
    const changed = isEdited(path, of().runId) ? await changesIn(of(), path) : ''
    const {run, dir, runId, head} = of()
    const present = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const {before, after, edited} = readFrame(present, runId)
    if (edited)
      tell(
        `${path}: its generated part is not what was written there. The file as it was is now ${keepAside(dir, present)}; write below the end marker, which stays${changed && `. What was changed:\n${changed}`}`,
      )
    const text = renderIncident({
      run,
      runId,
      head: head.sequence === 0 ? undefined : head,
      output: ({path}) => texts.get(path) ?? {kind: 'missing'},
      edited: asides(dir),
      ...(known ? {known} : {}),
    })
    writeFileSync(made, before + text + after, {mode: 0o600})
    giveToOwner(made, dir)
    renameSync(made, path)
  } catch (error) {
    rmSync(made, {force: true})
    const {code, message} = error as NodeJS.ErrnoException
    throw new RunbookError(
      'incident-write',
      `${path}: the incident log cannot be written (${code ?? message})`,
      {
        exitCode: exitCodes.broken,
        cause: error,
      },
    )
  }
}

/** The incident log of a run as a text of at most so many bytes, for where no more is taken; nothing is written. */
export async function shortIncident(run: Run, {dir, runId, head}: Recorded, bytes: number): Promise<string> {
  const texts: Texts = new Map()
  for (const output of shownOutputs(run)) texts.set(output.path, await textOf(dir, output))
  return renderIncident({run, runId, head, bytes, output: ({path}) => texts.get(path) ?? {kind: 'missing'}})
}

function isEdited(path: string, runId: string): boolean {
  return existsSync(path) && readFrame(readFileSync(path, 'utf8'), runId).edited
}

/** What somebody changed in the generated part, told rather than lost; empty where nobody can tell. */
async function changesIn({dir, runId}: Recorded, path: string): Promise<string> {
  const made = async (run: Run, head: Recorded['head']) => {
    const texts: Texts = new Map()
    for (const output of shownOutputs(run)) texts.set(output.path, await textOf(dir, output))
    const output = ({path: of}: Output) => texts.get(of) ?? ({kind: 'missing'} as const)
    return renderIncident({run, runId, head, output, edited: asides(dir)})
  }
  return handEdits(dir, readFileSync(path, 'utf8'), made).catch(() => '')
}

function unreadIn(run: Run, texts: Texts): Output[] {
  return shownOutputs(run).filter(({path}) => !texts.has(path))
}

/** The outputs that an incident log shows: of each step the last. */
function shownOutputs({steps}: Run): Output[] {
  return steps.flatMap(({attempts}) => attempts.findLast(({output}) => output)?.output ?? [])
}

/** Writes the incident log of a run anew after somebody added to its record. */
export async function rewriteIncident(dir: string): Promise<void> {
  let run = nothing()
  const journal = await readJournal(dir, event => {
    run = next(run, event)
    return false
  })
  await writeIncident(run, journal)
}

const warn: Tell = text => void process.stderr.write(`runbook: warning: ${text}\n`)

/**
 * Keeps the incident log of a run that goes on: each output is read once, and only steps that changed are told anew. `soon`
 * writes now, or when so long has passed since the last write, and so much more as a long record takes. Where it cannot be written, it says so once, and the run goes
 * on: the journal is the record.
 */
export function keepIncident(
  now: () => Date,
  journal: () => Recorded & {run: Run},
  tell: Tell,
): {write(): Promise<void>; soon(ms: number): Promise<void>; end(): void} {
  const texts: Texts = new Map()
  const known: Incident['known'] = new WeakMap()
  let writtenAt = 0
  let tookMs = 0
  let later: NodeJS.Timeout | undefined
  let fails = false
  const writeNow = async () => {
    try {
      await writeAll()
      fails = false
    } catch (error) {
      if (!(error instanceof RunbookError)) throw error
      if (!fails) tell(`${error.message}; the journal goes on, and runbook log RUN writes it anew from that`)
      fails = true
    }
  }
  const writeAll = async () => {
    clearTimeout(later)
    later = undefined
    writtenAt = now().getTime()
    await write(journal, tell, texts, known)
    tookMs = now().getTime() - writtenAt
  }
  return {
    write: writeNow,
    async soon(ms) {
      const pauseMs = Math.max(ms, tookMs * share)
      const left = writtenAt + pauseMs - now().getTime()
      if (left <= 0 || left > pauseMs) return writeNow() // the clock was set back
      later ??= setTimeout(() => void writeNow(), left).unref()
    },
    end: () => clearTimeout(later),
  }
}

/** Keeps a file that somebody edited, and gives the name of the copy. */
function keepAside(dir: string, text: string): string {
  const name = `incident.edited-${asides(dir).length + 1}.md`
  const path = join(dir, name)
  writeFileSync(path, text, {mode: 0o600, flag: 'wx'})
  giveToOwner(path, dir)
  return name
}

function asides(dir: string): string[] {
  return readdirSync(dir)
    .filter(name => /^incident\.edited-\d+\.md$/.test(name))
    .sort((a, b) => a.localeCompare(b, 'en', {numeric: true}))
}

async function textOf(dir: string, output: Output): Promise<ReturnType<Incident['output']>> {
  const read = await readShown(dir, output, endBytes)
  if (!read) return {kind: 'missing'}
  return read.intact
    ? {kind: 'text', head: read.head.toString(), text: read.tail.toString()}
    : {kind: 'altered'}
}
