import {readFileSync} from 'node:fs'
import process from 'node:process'
import {z} from 'zod/mini'
import type {Operator} from '../../model/operator.ts'
import type {Redactor} from '../../model/redact.ts'
import {bashCall, runProgram} from './command.ts'
import {endedHow, keepLog} from './command-log.ts'

const schema = z.object({
  name: z.string(),
  log: z.string(),
  waitsAtMostMs: z.optional(z.number()),
  at: z.array(
    z.object({
      id: z.string(),
      commands: z.array(z.object({command: z.string(), env: z.record(z.string(), z.string())})),
    }),
  ),
})

/** What a scenario has happen in the middle of its run. */
export type AtSteps = z.infer<typeof schema>

/** How long a command may take to end once it was asked to. */
const graceMs = 5000

/** Reads what `runbook test` handed over. */
export function readScenario(path: string): AtSteps {
  return schema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

/** The same operator; just before the first question about a step, what the scenario has for it is run. If that fails, the run ends. */
export function atSteps(operator: Operator, scenario: AtSteps | undefined, redactor: Redactor): Operator {
  if (!scenario) return operator
  const left = new Map(scenario.at.map(({id, commands}) => [id, commands]))
  return {
    name: operator.name,
    async ask(question, signal) {
      const {id} = question.step
      const commands = left.get(id) ?? []
      left.delete(id)
      for (const {command, env} of commands) {
        const all = Object.entries({...process.env, ...env}).filter(
          (entry): entry is [string, string] => entry[1] !== undefined,
        )
        const call = bashCall(command, Object.fromEntries(all), process.cwd())
        const ended = await runProgram(call, signal, graceMs)
        keepLog(scenario.log, `at ${id}`, ended, redactor)
        if (ended.code !== 0) return {do: 'quit', reason: `what the scenario has at ${id} ${endedHow(ended)}`}
      }
      return operator.ask(question, signal)
    },
  }
}
