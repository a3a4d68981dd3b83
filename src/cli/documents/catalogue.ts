import process from 'node:process'
import {type CatalogueEntry, catalogueEntry} from '../../model/catalogue.ts'
import {RunbookError} from '../../model/error.ts'
import type {Runbook} from '../../model/runbook.ts'
import {lastRunsOf} from '../record/last-runs.ts'
import type {Begun} from '../record/past-runs.ts'
import {load} from './load.ts'
import {markdownFiles} from './markdown-files.ts'

/** A runbook of a folder, and what a catalogue has of it. */
export interface Catalogued {
  runbook: Runbook
  entry: CatalogueEntry
}

/** The runbooks of a folder, in the order of their paths, with their past among these runs; a file that cannot be read is named on standard error. Records of runs are none. */
export async function catalogue(dir: string, runs: readonly Begun[], except?: string): Promise<Catalogued[]> {
  const found: Catalogued[] = []
  for (const path of markdownFiles(dir).filter(one => one !== except)) {
    try {
      const {runbook, sha256, record} = await load(path)
      if (record || runbook.procedures.length === 0) continue
      const slugs = runbook.procedures.length > 1 ? runbook.procedures.map(({slug}) => slug) : []
      const last = await lastRunsOf(runs, path, sha256, slugs)
      found.push({runbook, entry: catalogueEntry(runbook, last)})
    } catch (error) {
      if (!(error instanceof RunbookError)) throw error
      process.stderr.write(`runbook: ${error.message}\n`)
    }
  }
  return found
}
