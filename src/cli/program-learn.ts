import type {Command} from '@commander-js/extra-typings'

/** Adds the commands that make runbooks better: what was learnt from runs, and what a change to one means. */
export function addLearnCommands(program: Command, exit: (code: number) => void): void {
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
      exit(await (await import('./commands/diff.ts')).diffCommand([first, ...rest], options)),
    )
}
