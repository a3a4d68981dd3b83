import {Command, type CommandUnknownOpts, InvalidArgumentError, Option} from '@commander-js/extra-typings'
import {parseSize} from '../model/size.ts'
import {addRecordCommands} from './program-record.ts'
import {version} from './version.ts'

function size(text: string): number {
  const bytes = parseSize(text)
  if (bytes === undefined) throw new InvalidArgumentError('expected a size such as 10MiB')
  return bytes
}

const collect = (value: string, all: string[]) => [...all, value]

/** The command line: every command with its options; `exit` takes the exit code of the one that ran. */
export function createProgram(exit: (code: number) => void): CommandUnknownOpts {
  const program = new Command('runbook')
    .description('Run the markdown runbook you already have: step by step, with consent, on the record.')
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .addHelpText(
      'after',
      '\nStart with `runbook plan FILE`: it shows what a run would do and runs nothing.\nExit codes: 0 success, 1 the run did not succeed, 2 wrong call or runbook, 3 a person is needed, 4 refused by a guard.',
    )

  program
    .command('run')
    .summary('run a runbook step by step')
    .description(
      'Run a runbook, or one procedure of a handbook, step by step. Nothing runs that was not shown and agreed to.',
    )
    .argument('<file[#section]>', 'the markdown file; after `#`, the slug of a heading')
    .option(
      '-y, --yes',
      'run without a person: what reads or stays on this machine, and what the author marked as a change',
      false,
    )
    .option('-n, --dry-run', 'print the plan and run nothing', false)
    .option('-i, --input <name=value>', 'give a value beforehand (repeatable)', collect, [])
    .option(
      '--allow <what>',
      'with --yes: also allow an effect (change, unknown, destroy) or a step id (repeatable)',
      collect,
      [],
    )
    .option('--answers <file>', 'with --yes: YAML answers to steps that need a person')
    .option('--log-dir <dir>', 'where run directories are made', 'incidents')
    .option('--operator <name>', 'who you are, for the record (default: your login name)')
    .option('--json', 'print the events as JSON lines on standard output, and nothing else there', false)
    .option(
      '--output-limit <size>',
      "how much of an attempt's output is kept, such as `10MiB` (default: 64MiB)",
      size,
    )
    .option('--cast', 'record the screen as an asciicast v3: session.cast in the run directory', false)
    .addHelpText(
      'after',
      `
Examples:
  runbook run runbooks/backend-down.md
  runbook run handbook.md#4-database-inaccessible-p0
  runbook run runbooks/database-inaccessible.md --yes --allow destroy --answers answers.yaml`,
    )
    .action(async (file, options) =>
      exit(await (await import('./commands/run.ts')).runCommand(file, options)),
    )

  program
    .command('plan')
    .summary('show what a run would do')
    .description(
      'Show everything that a run would do, in order, with the effect of each block and why. Runs nothing.',
    )
    .argument('<file[#section]>', 'the markdown file; after `#`, the slug of a heading')
    .option('--json', 'print the plan as JSON (docs/plan.md describes it)', false)
    .option(
      '--check',
      'ask the databases whether they would take the SQL, and how they would carry it out',
      false,
    )
    .addHelpText(
      'after',
      `
Examples:
  runbook plan handbook.md
  runbook plan runbooks/backend-down.md --json | jq '.blocks[] | [.effect, .title]'`,
    )
    .action(async (file, options) =>
      exit(await (await import('./commands/plan.ts')).planCommand(file, options)),
    )

  program
    .command('list')
    .summary('list runbooks and procedures')
    .description('List the runbooks below a folder with their procedures, severity, owner and review date.')
    .argument('[dir]', 'the folder', '.')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  runbook list runbooks')
    .action(async (dir, options) =>
      exit(await (await import('./commands/list.ts')).listCommand(dir, options)),
    )

  program
    .command('lint')
    .summary('find mistakes in runbooks, and mend them')
    .description(
      'Print what is wrong in runbooks, with its place. Exit code 0: nothing, 1: warnings, 2: errors. docs/rules.md explains the rules.',
    )
    .argument('<path...>', 'markdown files, folders of them, or `-` for standard input')
    .option('--fix', 'mend what is certain, and print the difference', false)
    .option('-n, --dry-run', 'with --fix: only print the difference', false)
    .addOption(
      new Option('--format <format>', 'how to print it')
        .choices(['text', 'json', 'sarif', 'github'] as const)
        .default('text' as const),
    )
    .addOption(
      new Option('--severity <level>', 'leave out what is less severe')
        .choices(['error', 'warning', 'info'] as const)
        .default('warning' as const),
    )
    .option('--rule <id>', 'only this rule (repeatable)', collect, [])
    .option('--skip-rule <id>', 'not this rule (repeatable)', collect, [])
    .option('--max-warnings <n>', 'exit with 0 up to so many warnings', '0')
    .addHelpText(
      'after',
      `
Examples:
  runbook lint runbooks
  runbook lint handbook.md --fix --dry-run
  runbook lint docs --format sarif > lint.sarif`,
    )
    .action(async (paths, options) =>
      exit(await (await import('./commands/lint.ts')).lintCommand(paths, options)),
    )

  program
    .command('timeline')
    .summary('print the timeline of runs')
    .description('Print the markdown timeline of one or more recorded runs, merged by time.')
    .argument('<rundir...>', 'run directories')
    .option('--all', 'every event, also what only read and succeeded', false)
    .addHelpText('after', '\nExample:\n  runbook timeline incidents/* > timeline.md')
    .action(async (dirs, options) =>
      exit(await (await import('./commands/timeline.ts')).timelineCommand(dirs, options)),
    )

  program
    .command('log')
    .summary('write or verify the incident log of a run')
    .description(
      'Write incident.md anew from the journal of a run, or check that the journal was not changed.',
    )
    .argument('<rundir>', 'a run directory')
    .option('--verify', 'check numbers, hashes and output files; write nothing', false)
    .option('--head <hash>', 'with --verify: the head that the journal must reach')
    .addHelpText(
      'after',
      `
Examples:
  runbook log incidents/20261122T031207Z-backend-down-k3f9
  runbook log --verify incidents/20261122T031207Z-backend-down-k3f9`,
    )
    .action(async (dir, options) => exit(await (await import('./commands/log.ts')).logCommand(dir, options)))

  addRecordCommands(program as unknown as Command, exit)

  for (const command of [program, ...program.commands] as CommandUnknownOpts[]) {
    const usage = `Usage: ${command === program ? '' : 'runbook '}${command.name()} ${command.usage()}`
    command.showSuggestionAfterError().configureOutput({
      outputError: (text, write) => write(`${text.replace(/^error: /, 'runbook: ').trimEnd()}\n${usage}\n`),
    })
  }
  return program as CommandUnknownOpts
}
