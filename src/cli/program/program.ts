import {Command, type CommandUnknownOpts, Help, Option} from '@commander-js/extra-typings'
import {version} from '../version.ts'
import {addAuthorCommands} from './author.ts'
import {addCompletionCommands} from './completion.ts'
import {addFollowCommands} from './follow.ts'
import {addLearnCommands} from './learn.ts'
import {collect, logDir} from './options.ts'
import {addRecordCommands} from './record.ts'
import {addReviseCommands} from './revise.ts'
import {addRunCommands} from './run.ts'
import {addTimelineCommand} from './timeline.ts'

/** A default that says nothing: a switch is off, a list is empty. */
const nothingByDefault = / \(default: (?:false|\[\])\)$/

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

  addRunCommands(program as unknown as Command, exit)

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
    .option('--checklist', 'print it as a numbered checklist for paper, in markdown', false)
    .option('--answers', 'print an answers file for `run --yes`, to be filled in', false)
    .option('-i, --input <name=value>', 'with --checklist: a value to fill in (repeatable)', collect, [])
    .option('--input-file <file>', 'with --checklist: YAML or JSON with NAME: VALUE lines')
    .addHelpText(
      'after',
      `
Examples:
  runbook plan handbook.md
  runbook plan runbooks/backend-down.md --checklist > on-paper.md
  runbook plan runbooks/backend-down.md --answers > answers.yaml
  runbook plan runbooks/backend-down.md --json | jq '.blocks[] | [.effect, .title]'`,
    )
    .action(async (file, options) =>
      exit(await (await import('../commands/plan.ts')).planCommand(file, options)),
    )

  program
    .command('list')
    .summary('list runbooks and procedures')
    .description(
      'List the runbooks below a folder: severity, owner, review, what their steps may do, when they were last run and practised, and their procedures.',
    )
    .argument('[dir]', 'the folder', '.')
    .option('--json', 'print JSON', false)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook list runbooks')
    .action(async (dir, options) =>
      exit(await (await import('../commands/list.ts')).listCommand(dir, options)),
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
      exit(await (await import('../commands/lint.ts')).lintCommand(paths, options)),
    )

  addAuthorCommands(program as unknown as Command, exit)
  addTimelineCommand(program as unknown as Command, exit)
  addFollowCommands(program as unknown as Command, exit)
  addRecordCommands(program as unknown as Command, exit)
  addReviseCommands(program as unknown as Command, exit)
  addCompletionCommands(program as unknown as Command, exit)
  addLearnCommands(program as unknown as Command, exit)

  for (const command of [program, ...program.commands] as CommandUnknownOpts[]) {
    const usage = `Usage: ${command === program ? '' : 'runbook '}${command.name()} ${command.usage()}`
    command.configureHelp({
      optionDescription: option => new Help().optionDescription(option).replace(nothingByDefault, ''),
    })
    command.showSuggestionAfterError().configureOutput({
      outputError: (text, write) => write(`${text.replace(/^error: /, 'runbook: ').trimEnd()}\n${usage}\n`),
    })
  }
  return program as CommandUnknownOpts
}
