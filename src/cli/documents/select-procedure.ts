import {exitCodes, RunbookError} from '../../model/error.ts'
import type {Procedure, Runbook} from '../../model/runbook.ts'
import {findProcedure} from './load.ts'

/**
 * The procedure to run: the one named, or undefined for a document that is one as a whole. A handbook asks which, through
 * `choose`; without it, or where there is nothing to run, it throws a `RunbookError`.
 */
export async function selectProcedure(
  runbook: Runbook,
  slug: string | undefined,
  choose: ((procedures: Procedure[]) => Promise<Procedure | undefined>) | undefined,
): Promise<Procedure | undefined> {
  const {procedures, path} = runbook
  if (slug !== undefined) return findProcedure(runbook, slug)
  if (procedures.length === 0)
    throw new RunbookError(
      'nothing-to-run',
      `${path}: nothing to run was found: no fenced block, checklist or instruction`,
    )
  if (procedures.length === 1) return undefined
  if (!choose) {
    throw new RunbookError(
      'which-procedure',
      `${path} holds ${procedures.length} procedures; name one: ${path}#${procedures.map(({slug}) => slug).join(', #')}`,
    )
  }
  const chosen = await choose(procedures)
  if (chosen === undefined)
    throw new RunbookError('which-procedure', 'no procedure was chosen, so nothing was run', {
      exitCode: exitCodes.interrupted,
    })
  return chosen
}
