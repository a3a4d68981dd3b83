import process from 'node:process'
import {inputKey} from '../../model/input.ts'
import type {Plan} from '../../model/plan.ts'
import {renderAnswers} from '../../report/answers-template.ts'
import {renderPaper} from '../../report/paper.ts'
import {readInputs, secretInputs, withDefaults} from '../given/inputs.ts'
import {inEnvironment, inFile, inOptions} from '../given/offered.ts'
import {quoted} from '../questions/picked.ts'

/** Prints an answers file for a plan, with nothing answered yet. */
export function printAnswers(target: string, plan: Plan): void {
  process.stdout.write(renderAnswers(plan, `runbook run ${quoted(target)}`))
}

/** Prints plans as checklists for paper, given values filled in; secrets stay out. Throws a `RunbookError` for values that do not fit. */
export function printChecklist(
  target: string,
  plans: readonly Plan[],
  {input, inputFile}: {input: readonly string[]; inputFile?: string | undefined},
): void {
  const all = {...plans[0]!, inputs: plans.flatMap(({inputs}) => inputs)}
  const given = readInputs(
    [
      ...inEnvironment(process.env, all),
      ...(inputFile === undefined ? [] : inFile(inputFile)),
      ...inOptions(input),
    ],
    all,
  )
  const pages = plans.map(plan => {
    const values = withDefaults(given, plan)
    const secret = new Set(secretInputs(plan, values).map(({name}) => name))
    const shown = new Map(
      Object.entries(values).flatMap(([name, {value}]) =>
        secret.has(name) ? [] : [[inputKey(name), value] as const],
      ),
    )
    const call = plan.procedure ? `${plan.runbook.path}#${plan.procedure.slug}` : target
    return renderPaper(
      plan,
      name => shown.get(inputKey(name)),
      new Date(),
      `\`runbook run ${quoted(call)} --by-hand\``,
    )
  })
  process.stdout.write(pages.join('\n'))
}
