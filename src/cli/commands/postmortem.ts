import {existsSync, readFileSync} from 'node:fs'
import {dirname, relative, resolve} from 'node:path'
import process from 'node:process'
import {firstEvent} from '../../journal/first-record.ts'
import {readOutput} from '../../journal/read.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {structural} from '../../model/event.ts'
import {fold} from '../../model/fold.ts'
import {createRedactor, type Redactor} from '../../model/redact.ts'
import {secretsOf} from '../../model/secret.ts'
import type {OutputText} from '../../report/incident-step.ts'
import {draftPostmortem, renewPostmortem, unknownSlots} from '../../report/postmortem.ts'
import {idOf, runsOf} from '../../report/postmortem-frame.ts'
import type {PostmortemRun} from '../../report/postmortem-run.ts'
import {slots, words} from '../../report/postmortem-slots.ts'
import {postmortemTemplates} from '../../report/postmortem-templates.ts'
import {findRun, runDirectories} from '../find-run.ts'
import {replaceFile} from '../lint/replace-file.ts'
import {readRun} from '../read-run.ts'
import {writeWhole} from '../write-whole.ts'

interface PostmortemOptions {
  incident?: string | undefined
  template: string
  out?: string | undefined
  logDir: string
}

/** Enough for the last lines of an output. Unit: bytes. */
const shownBytes = 2048

/** `runbook postmortem [RUN…]`: prints a draft, writes it, or makes the generated parts of the one that is there anew. */
export async function postmortemCommand(
  names: readonly string[],
  {incident, template, out, logDir}: PostmortemOptions,
): Promise<number> {
  if (incident !== undefined && names.length > 0)
    throw new RunbookError('usage', 'name runs, or an incident with --incident, not both')
  const bytes = out !== undefined && existsSync(out) ? bytesOf(out) : undefined
  const present = bytes?.toString()
  const told = present === undefined ? undefined : toldIn(out!, present)
  const dirs = told && names.length === 0 && incident === undefined ? told.map(of) : chosen(names)
  const text = present === undefined ? templateText(template) : ''
  const from = resolve(out === undefined ? '.' : dirname(out))
  const {runs, damaged} = await readRuns(dirs, from)
  if (told && !runs.some(({runId}) => told.includes(idOf(runId))))
    throw new RunbookError('other-runs', `${out} tells of other runs (${told.join(', ')}); name another file`)
  if (present === undefined) {
    const draft = draftPostmortem(text, runs)
    if (out === undefined) process.stdout.write(draft)
    else writeWhole(out, draft, 0o600)
  } else {
    const renewed = renewPostmortem(present, runs)
    if (renewed.replaced.length > 0) {
      const aside = keepAside(out!, present)
      process.stderr.write(
        `runbook: warning: ${out}: edited by hand, and made anew: ${renewed.replaced.join(', ')}; the file as it was is kept in ${aside}\n`,
      )
    }
    for (const name of renewed.left)
      process.stderr.write(
        `runbook: ${out}: ${name} was edited by hand and is left so: nothing new is on record\n`,
      )
    if (renewed.text !== present) replaceFile(out!, bytes!, Buffer.from(renewed.text))
  }
  if (out !== undefined) process.stdout.write(`${out}\n`)
  return damaged ? exitCodes.failed : exitCodes.success

  function chosen(words: readonly string[]): string[] {
    if (incident === undefined)
      return words.length === 0 ? [findRun(undefined, logDir)] : [...new Set(words.map(of))]
    const found = runDirectories(logDir).filter(dir => {
      const event = firstEvent(dir)
      return event?.type === 'run.started' && event.data.incident === incident
    })
    if (found.length === 0)
      throw new RunbookError('no-run', `${logDir}: no run of incident ${incident} is recorded there`)
    return found
  }

  function of(word: string): string {
    return findRun(word, logDir)
  }
}

function toldIn(out: string, document: string): string[] {
  const told = runsOf(document)
  if (told) return told
  throw new RunbookError(
    'no-postmortem',
    `${out}: it is there and is no post-mortem that runbook wrote; name another file with --out`,
  )
}

function templateText(template: string): string {
  if (Object.hasOwn(postmortemTemplates, template))
    return postmortemTemplates[template as keyof typeof postmortemTemplates]
  if (!existsSync(template))
    throw new RunbookError(
      'no-template',
      `${template}: no such template: expected ${Object.keys(postmortemTemplates).join(', ')} or a file`,
    )
  const text = bytesOf(template).toString()
  const unknown = unknownSlots(text)
  if (unknown.length > 0)
    throw new RunbookError(
      'unknown-slot',
      `${template}: there is no slot {{${unknown[0]}}}; alone on a line: ${Object.keys(slots).join(', ')}; anywhere: ${Object.keys(words).join(', ')}`,
    )
  return text
}

function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    const why = code === 'EISDIR' ? 'this is a folder; name a file' : `it cannot be read (${code})`
    throw new RunbookError('unreadable', `${path}: ${why}`, {cause: error})
  }
}

async function readRuns(
  dirs: readonly string[],
  from: string,
): Promise<{runs: PostmortemRun[]; damaged: boolean}> {
  const redactor = createRedactor(secretsOf(process.env))
  const runs: PostmortemRun[] = []
  let damaged = false
  for (const dir of dirs) {
    const read = await readRun(dir)
    damaged ||= read.damaged
    // what was found out to be secret since
    const events = read.journal.events.map(event => redactor.value(event, structural))
    const run = fold(events)
    const texts = await outputsOf(dir, run, redactor)
    runs.push({
      runId: read.journal.runId,
      folder: `${relative(from, resolve(dir))}/`,
      run,
      events,
      output: ({path}) => texts.get(path) ?? {kind: 'missing'},
    })
  }
  const start = ({run, events}: PostmortemRun) => Date.parse(run.started?.time ?? events[0]?.time ?? '')
  return {runs: runs.sort((a, b) => start(a) - start(b)), damaged}
}

async function outputsOf(
  dir: string,
  {steps}: PostmortemRun['run'],
  redactor: Redactor,
): Promise<Map<string, OutputText>> {
  const texts = new Map<string, OutputText>()
  for (const {output} of steps.flatMap(({attempts}) => attempts)) {
    const read = output && (await readOutput(dir, output, shownBytes))
    if (!read) continue
    const text = redactor.text(read.tail.toString())
    texts.set(output.path, read.intact ? {kind: 'text', text} : {kind: 'altered'})
  }
  return texts
}

/** Keeps a document as somebody left it, beside it. */
function keepAside(out: string, text: string): string {
  const stem = out.replace(/\.md$/i, '')
  for (let number = 1; ; number++) {
    const path = `${stem}.edited-${number}.md`
    if (existsSync(path)) continue
    writeWhole(path, text, 0o600)
    return path
  }
}
