import {existsSync, readFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import process from 'node:process'
import {readIncident} from '../../journal/revisions.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {draftPostmortem, renewPostmortem, unknownSlots} from '../../report/postmortem.ts'
import {idOf, runsOf} from '../../report/postmortem-frame.ts'
import {slots, words} from '../../report/postmortem-slots.ts'
import {postmortemTemplates} from '../../report/postmortem-templates.ts'
import {replaceFile} from '../lint/replace-file.ts'
import {findRun, runDirectories} from '../record/find-run.ts'
import {readPostmortemRuns} from '../record/postmortem-runs.ts'
import {writeWhole} from '../record/write-whole.ts'

interface PostmortemOptions {
  incident?: string | undefined
  template: string
  out?: string | undefined
  logDir: string
}

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
  const dirs = told && names.length === 0 && incident === undefined ? told.map(of) : await chosen(names)
  const text = present === undefined ? templateText(template) : ''
  const from = resolve(out === undefined ? '.' : dirname(out))
  const {runs, told: story, damaged} = await readPostmortemRuns(dirs, from)
  if (told && !runs.some(({runId}) => told.includes(idOf(runId))))
    throw new RunbookError('other-runs', `${out} tells of other runs (${told.join(', ')}); name another file`)
  if (present === undefined) {
    const draft = draftPostmortem(text, runs, story)
    if (out === undefined) process.stdout.write(draft)
    else writeWhole(out, draft, 0o600)
  } else {
    const renewed = renewPostmortem(present, runs, story)
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
    for (const name of renewed.endless)
      process.stderr.write(
        `runbook: warning: ${out}: the end marker of ${name} is gone: it is not made anew\n`,
      )
    if (renewed.text !== present) await replaceFile(out!, bytes!, Buffer.from(renewed.text))
  }
  if (out !== undefined) process.stdout.write(`${out}\n`)
  return damaged ? exitCodes.failed : exitCodes.success

  async function chosen(words: readonly string[]): Promise<string[]> {
    if (incident === undefined)
      return words.length === 0 ? [findRun(undefined, logDir)] : [...new Set(words.map(of))]
    const found: string[] = []
    for (const dir of runDirectories(logDir)) if (readIncident(dir) === incident) found.push(dir)
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
