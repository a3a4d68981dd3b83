import type {Argument} from '../argument.ts'
import {optionValue, takeApart} from '../options.ts'
import {inSequence, type Scope, type Seen, seen} from '../scope.ts'
import {finding} from '../wording.ts'
import {mysqlScript} from './sql-client.ts'

/** The option that holds the SQL of commands that run some. */
const options: Record<string, string> = {
  'athena start-query-execution': '--query-string',
  'rds-data execute-statement': '--sql',
  'rds-data batch-execute-statement': '--sql',
  'redshift-data execute-statement': '--sql',
  'dynamodb execute-statement': '--statement',
}

/** `aws athena start-query-execution --query-string 'DROP TABLE …'`: what its SQL does, and the command; undefined for others. */
export function awsSql(args: readonly Argument[], scope: Scope, name: string): Seen | undefined {
  const call = takeApart(args, {
    values: `${[...new Set(Object.values(options))].join(' ')} --profile --region --output`,
  })
  const command = call.words
    .slice(0, 2)
    .map(({value}) => value)
    .join(' ')
  const option = Object.hasOwn(options, command) ? options[command] : undefined
  if (option === undefined) return undefined
  const runs = seen(finding('change', `${name} ${command}`, 'runs SQL'))
  return inSequence([runs, mysqlScript(optionValue(call, option), scope, `${name} ${command}`)])
}
