import {existsSync, readFileSync} from 'node:fs'
import {join, posix, relative, sep} from 'node:path'
import process from 'node:process'
import {parse} from 'yaml'
import {catalogueEntry} from '../../model/catalogue.ts'
import {exitCodes, RunbookError} from '../../model/error.ts'
import {rewriteLinks} from '../../parser/rewrite-links.ts'
import {type Escalation, escalationOf} from '../../report/escalation.ts'
import {type Indexed, indexPart, renewIndex} from '../../report/index-page.ts'
import {type Loaded, load} from '../documents/load.ts'
import {markdownFiles} from '../documents/markdown-files.ts'
import {writeWhole} from '../record/write-whole.ts'

/** `runbook docs [DIR]`: writes the index of a folder of runbooks, or with `--check` only says whether it is up to date (exit code 1 where not). */
export async function docsCommand(dir: string, {check, out}: {check: boolean; out: string}): Promise<number> {
  const path = join(dir, out)
  const documents = await Promise.all(
    markdownFiles(dir)
      .filter(file => file !== path)
      .map(async file => indexed(dir, await load(file))),
  )
  const page = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  const fresh = renewIndex(page, indexPart(documents.filter(isListed)))
  if (fresh === undefined)
    throw new RunbookError(
      'edited-index',
      `${path}: its generated part was changed by hand; put what is yours outside of its two markers, remove the rest with them, and call again`,
      {exitCode: exitCodes.failed},
    )
  if (fresh === page) process.stdout.write(`${path} is up to date\n`)
  else if (check)
    process.stderr.write(`${path}: error: it is not up to date; runbook docs ${dir} writes it\n`)
  else {
    writeWhole(path, fresh, 0o644)
    process.stdout.write(`${path} was written\n`)
  }
  return check && fresh !== page ? exitCodes.failed : exitCodes.success
}

function indexed(dir: string, {runbook, record}: Loaded): Indexed {
  const path = fromFolder(dir, runbook.path)
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const isOwn = (url: string) => folder === '' || /^[a-z][a-z0-9+.-]*:|^[/#]/i.test(url)
  const rebased = (text: string) =>
    rewriteLinks(text, url => (isOwn(url) ? undefined : posix.normalize(folder + url)))
  const {contacts, texts}: Escalation = record ? {contacts: [], texts: []} : escalationOf(runbook.section)
  const isBook = !record && runbook.procedures.length > 0
  return {
    entry: isBook ? catalogueEntry(runbook, () => ({run: undefined, drill: undefined})) : undefined,
    title: runbook.title,
    path,
    escalation: {contacts: contacts.map(rebased), texts: texts.map(rebased)},
    scenarios: scenariosOf(dir, runbook.path),
  }
}

function isListed({entry, escalation}: Indexed): boolean {
  return entry !== undefined || escalation.contacts.length + escalation.texts.length > 0
}

/** The file of scenarios beside a runbook. */
function scenariosOf(dir: string, path: string): Indexed['scenarios'] {
  const file = path.replace(/\.(?:md|markdown)$/i, '.test.yaml')
  if (!existsSync(file)) return undefined
  return {path: fromFolder(dir, file), count: countIn(readFileSync(file, 'utf8'))}
}

function countIn(text: string): number | undefined {
  try {
    const {scenarios} = parse(text) as {scenarios?: unknown}
    return Array.isArray(scenarios) ? scenarios.length : undefined
  } catch {
    return undefined // runbook test says what is wrong in it
  }
}

function fromFolder(dir: string, path: string): string {
  return relative(dir, path).split(sep).join('/')
}
