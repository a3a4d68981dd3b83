import {type Command, InvalidArgumentError} from '@commander-js/extra-typings'

function jobs(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('expected a number from 1')
  return count
}

/** Adds the commands for who keeps runbooks: practising them. */
export function addAuthorCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('test')
    .summary('practise runbooks by scenarios')
    .description(
      'Run runbooks as their scenarios say: in an environment to practise in, with a fault and with answers, and see whether what was expected came of it. docs/scenarios.md describes the files. Exit code 0: all as expected, 1: not so, 2: a file is wrong, and nothing was run.',
    )
    .argument('[path...]', 'scenario files, runbooks, or folders of them (default: this folder)')
    .option('--only <text>', 'only scenarios whose name holds this text')
    .option('-j, --jobs <n>', 'so many at a time (default: one a processor, 4 at most)', jobs)
    .option('--record <dir>', 'keep there what the blocks of each scenario gave, if all was as expected')
    .option('--replay <dir>', 'give what was kept there, in place of an environment: nothing is run')
    .option('--json', 'print the results as JSON', false)
    .option('--junit <file>', 'also write them as JUnit XML')
    .option(
      '--log-dir <dir>',
      'the folder of run directories; those of scenarios are below `drills` there',
      'incidents',
    )
    .addHelpText(
      'after',
      `
Examples:
  runbook test runbooks
  runbook test runbooks/backend-down.md --only crash
  runbook test runbooks --junit drills.xml --jobs 2
  runbook test runbooks --record runbooks/recordings`,
    )
    .action(async (paths, options) =>
      exit(await (await import('./commands/test.ts')).testCommand(paths, options)),
    )
}
