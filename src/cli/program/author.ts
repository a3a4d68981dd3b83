import {type Command, InvalidArgumentError} from '@commander-js/extra-typings'

function jobs(text: string): number {
  const count = Number(text)
  if (!Number.isSafeInteger(count) || count < 1) throw new InvalidArgumentError('expected a number from 1')
  return count
}

/** Adds the commands for who keeps runbooks: to practise, index, begin and split them. */
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
      exit(await (await import('../commands/test.ts')).testCommand(paths, options)),
    )

  program
    .command('docs')
    .summary('write the index of a folder of runbooks')
    .description(
      'Write the index of a folder: a table of its runbooks with links, and whom to call. What people write around the generated part stays. With --check nothing is written, and the exit code is 1 where it is not up to date.',
    )
    .argument('[dir]', 'the folder', 'runbooks')
    .option('--check', 'only say whether it is up to date', false)
    .option('--out <name>', 'the name of the page in the folder', 'README.md')
    .addHelpText('after', '\nExamples:\n  runbook docs\n  runbook docs runbooks --check')
    .action(async (dir, options) =>
      exit(await (await import('../commands/docs.ts')).docsCommand(dir, options)),
    )

  program
    .command('new')
    .summary('write a runbook to begin with')
    .description(
      'Write a runbook to begin with: complete, without complaints, and changing nothing until its author writes what does. What is not said is taken from the runbooks beside it. A file that is there is never written over.',
    )
    .argument('<name>', 'what it is about (then it is written below runbooks), or a path that ends in .md')
    .option('--severity <severity>', 'its severity (default: P2)')
    .option('--owner <owner>', 'who keeps it (default: that of most runbooks beside it)')
    .option(
      '--environment <name>',
      'where it is run (default: that of most runbooks beside it, or production)',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  runbook new "Queue is stuck"\n  runbook new ops/queue-is-stuck.md --severity P1',
    )
    .action(async (name, options) =>
      exit(await (await import('../commands/new.ts')).newCommand(name, options)),
    )

  program
    .command('split')
    .summary('take a handbook apart, one file a procedure')
    .description(
      'Say into which files a handbook would be taken apart: one a procedure, and an index with what belongs to none. Each has the bytes of the handbook; only links lead where they must now. The handbook itself is not touched.',
    )
    .argument('<file>', 'the handbook')
    .option('--write <dir>', 'make the files there; none that is there is written over')
    .addHelpText(
      'after',
      '\nExamples:\n  runbook split handbook.md\n  runbook split handbook.md --write runbooks',
    )
    .action(async (file, options) =>
      exit(await (await import('../commands/split.ts')).splitCommand(file, options)),
    )
}
