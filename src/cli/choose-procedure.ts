import {select} from '@inquirer/prompts'
import type {Procedure} from '../model/runbook.ts'

/** Asks which procedure of a handbook to run; undefined where nobody answers. */
export async function chooseProcedure(procedures: readonly Procedure[]): Promise<string | undefined> {
  try {
    return await select({
      message: 'Which procedure?',
      choices: procedures.map(({slug, title}) => ({name: title, value: slug})),
      pageSize: 15,
    })
  } catch (error) {
    if ((error as Error).name === 'ExitPromptError') return undefined
    throw error
  }
}
