import {existsSync, mkdirSync, readdirSync, writeFileSync} from 'node:fs'
import {basename, dirname, join} from 'node:path'
import process from 'node:process'
import {exitCodes, RunbookError} from '../../model/error.ts'
import type {Settings} from '../../model/settings.ts'
import {oneLine} from '../../report/clean.ts'
import {skeleton} from '../../report/skeleton.ts'
import {load} from '../documents/load.ts'
import {slugOf} from '../documents/run-name.ts'

interface NewOptions {
  severity?: string | undefined
  owner?: string | undefined
  environment?: string | undefined
}

/** `runbook new NAME`: writes a runbook to begin with. What is not said is taken from the runbooks beside it. */
export async function newCommand(name: string, given: NewOptions): Promise<number> {
  const isPath = /\.(?:md|markdown)$/i.test(name)
  const slug = slugOf(name)
  if (!isPath && slug === '')
    throw new RunbookError(
      'usage',
      `${name}: no name of a file can be made of this; give one that ends in .md`,
    )
  const path = isPath ? name : join('runbooks', `${slug}.md`)
  if (existsSync(path)) throw new RunbookError('exists', `${path} is there already; nothing was written`)
  const words = isPath
    ? basename(name)
        .replace(/\.[^.]+$/, '')
        .replaceAll(/[-_]+/g, ' ')
    : name
  const title = words.charAt(0).toUpperCase() + words.slice(1)
  const others = await settingsBeside(dirname(path), path)
  const text = skeleton({
    title: oneLine(title).trim(),
    severity: given.severity ?? 'P2',
    owner: given.owner ?? commonest(others.map(({owner}) => owner)) ?? 'the team on call',
    environment: given.environment ?? commonest(others.map(({environment}) => environment)) ?? 'production',
    reviewedOn: new Date().toISOString().slice(0, 10),
  })
  try {
    mkdirSync(dirname(path), {recursive: true})
    writeFileSync(path, text, {flag: 'wx'})
  } catch (error) {
    throw new RunbookError(
      'unwritable',
      `${path}: it cannot be written (${(error as NodeJS.ErrnoException).code})`,
      {
        exitCode: exitCodes.broken,
        cause: error,
      },
    )
  }
  process.stdout.write(
    `${path} was written. It runs as it stands, and changes nothing:\n  runbook plan ${path}\n  runbook run ${path}\n  runbook lint ${path}\n`,
  )
  return exitCodes.success
}

async function settingsBeside(dir: string, except: string): Promise<Settings[]> {
  if (!existsSync(dir)) return []
  const settings: Settings[] = []
  for (const name of readdirSync(dir).sort()) {
    const file = join(dir, name)
    if (file === except || !/\.(?:md|markdown)$/i.test(name)) continue
    const loaded = await load(file).catch(() => undefined) // what cannot be read says nothing
    if (loaded) settings.push(loaded.runbook.settings)
  }
  return settings
}

/** The first of those that stand most often; undefined where none does. */
function commonest(all: readonly (string | undefined)[]): string | undefined {
  const said = all.filter(one => one !== undefined)
  const times = (one: string) => said.filter(other => other === one).length
  return said.reduce<string | undefined>(
    (best, one) => (best !== undefined && times(best) >= times(one) ? best : one),
    undefined,
  )
}
