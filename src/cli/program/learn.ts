import type {Command} from '@commander-js/extra-typings'
import {logDir, whichRun} from './options.ts'

/** Adds the commands that make runbooks better: what was learnt from runs, and what a change to one means. */
export function addLearnCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('postmortem')
    .summary('draft a post-mortem from the record of runs')
    .description(
      'Draft a post-mortem: what is on record, what nobody knows, and what people must write. Written again to the same file, only its generated parts are made anew; what people wrote stays.',
    )
    .argument(
      '[run...]',
      'run directories, or parts of runs’ names (default: those of the file, else the newest)',
    )
    .option('--incident <id>', 'the runs of this incident')
    .option(
      '--template <name>',
      'srebook, pagerduty, short, or a file of your own (docs/postmortem.md describes its slots)',
      'srebook',
    )
    .option('--out <file>', 'the file to write, or to make anew (default: standard output)')
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  runbook postmortem
  runbook postmortem --incident INC-1234 --out docs/inc-1234.md
  runbook postmortem backend-down --template short`,
    )
    .action(async (runs, options) =>
      exit(await (await import('../commands/postmortem.ts')).postmortemCommand(runs, options)),
    )

  program
    .command('stats')
    .summary('tell what past runs did with runbooks')
    .description(
      'Tell of runbooks when they were last run and practised, how often they succeeded and how long they usually take; of each step also how often it was skipped or changed. Only what says now what it said then is counted.',
    )
    .argument('[path...]', 'markdown files or folders of them (default: this folder)')
    .option('--check', 'exit with 1 where a review is overdue, or a runbook was never practised', false)
    .option('--json', 'print JSON', false)
    .option('--badge <file>', 'also write a badge, as SVG')
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  runbook stats runbooks
  runbook stats runbooks --check
  runbook stats runbooks/backend-down.md --badge docs/backend-down.svg`,
    )
    .action(async (paths, options) =>
      exit(await (await import('../commands/stats.ts')).statsCommand(paths, options)),
    )

  program
    .command('learn')
    .summary('print what a run did otherwise, as a patch to its runbook')
    .description(
      'Print a patch for review: blocks as they were run where that is not what the runbook has, reasons of skipped steps and notes as quotations below them, and values that never differed between runs as defaults. The runbook itself is not changed.',
    )
    .argument('[run]', whichRun)
    .option('--file <file>', 'the runbook, where it is not where the run had it')
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  runbook learn
  runbook learn backend-down > learnt.patch && git apply learnt.patch`,
    )
    .action(async (run, options) =>
      exit(await (await import('../commands/learn.ts')).learnCommand(run, options)),
    )

  program
    .command('diff')
    .summary('show what a change to runbooks changes in what would run')
    .description(
      'Print what would run otherwise: steps, commands, effects, guards, inputs, targets. Prose counts for nothing. Exit code 0: no difference, 1: differences, 2: errors.',
    )
    .argument('<range>', 'two git revisions, BASE..HEAD or BASE...HEAD; or the older of two files')
    .argument('[path...]', 'only these files or folders; or the newer of two files')
    .option('--json', 'print JSON', false)
    .addHelpText(
      'after',
      `
Examples:
  runbook diff main..HEAD
  runbook diff origin/main...HEAD runbooks --json
  runbook diff handbook.md /tmp/handbook.md`,
    )
    .action(async (first, rest, options) =>
      exit(await (await import('../commands/diff.ts')).diffCommand([first, ...rest], options)),
    )
}
