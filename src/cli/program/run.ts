import {type Command, Option} from '@commander-js/extra-typings'
import {
  allow,
  answers,
  breakGlass,
  cast,
  input,
  inputFile,
  json,
  logDir,
  operator,
  outputLimit,
  plain,
  whichRun,
} from './options.ts'

/** Adds the commands that begin a run, and that go on with one. */
export function addRunCommands(program: Command, exit: (code: number) => void): void {
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
    .addOption(input)
    .addOption(inputFile)
    .addOption(allow)
    .addOption(answers)
    .option('--read-only', 'diagnose: pass over everything that may change something', false)
    .option('--by-hand', 'record what was done without the tool, as on paper: nothing is run', false)
    .option(
      '--alert <file>',
      'the alert that it is about: the body of a webhook of Alertmanager, Grafana or PagerDuty; fills inputs of the same names',
    )
    .option('--log-dir <dir>', 'where run directories are made', 'incidents')
    .option('--incident <id>', 'the incident that the run belongs to, such as INC-1234')
    .option('--drill', 'it is practice: the record says so, and runbook stats counts it apart', false)
    .option(
      '--replay <file>',
      'a drill in which nothing is run: blocks are given what they gave in a recording or a run directory',
    )
    .addOption(new Option('--scenario <file>', 'what `runbook test` has it do').hideHelp())
    .addOption(breakGlass)
    .addOption(operator)
    .addOption(json)
    .addOption(outputLimit)
    .addOption(plain)
    .addOption(cast)
    .addHelpText(
      'after',
      `
Examples:
  runbook run runbooks/backend-down.md
  runbook run handbook.md#4-database-inaccessible-p0
  runbook run runbooks/database-inaccessible.md --yes --allow destroy --answers answers.yaml`,
    )
    .action(async (file, options) =>
      exit(await (await import('../commands/run.ts')).runCommand(file, options)),
    )

  program
    .command('resume')
    .summary('go on with a run that was cut off or left')
    .description(
      'Go on with a run: what is done stays done, its values and its shell session are there. A step that was running is asked about; nothing runs twice by itself.',
    )
    .argument('[run]', whichRun)
    .option('-y, --yes', 'without a person, as with `run`', false)
    .addOption(input)
    .addOption(inputFile)
    .addOption(allow)
    .addOption(answers)
    .addOption(
      new Option('--unseen <what>', 'with --yes: what to say of a step that nobody saw end').choices([
        'worked',
        'failed',
        'again',
      ] as const),
    )
    .addOption(logDir)
    .addOption(breakGlass)
    .addOption(operator)
    .addOption(json)
    .addOption(outputLimit)
    .addOption(plain)
    .addOption(cast)
    .addHelpText(
      'after',
      `
Examples:
  runbook resume
  runbook resume incidents/20261122T031207Z-backend-down-k3f9 --operator bob`,
    )
    .action(async (run, options) =>
      exit(await (await import('../commands/resume.ts')).resumeCommand(run, options)),
    )
}
