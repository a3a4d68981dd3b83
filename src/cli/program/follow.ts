import type {Command} from '@commander-js/extra-typings'
import {logDir, whichRun} from './options.ts'

/** Adds the commands that tell how runs stand and what they hold. */
export function addFollowCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('status')
    .summary('tell how a run stands')
    .description(
      'Tell how a run stands, in a few lines, and each of its steps; and whether it still goes on.',
    )
    .argument('[run]', whichRun)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook status')
    .action(async (run, options) =>
      exit(await (await import('../commands/status.ts')).statusCommand(run, options)),
    )

  program
    .command('watch')
    .summary('follow a run from another terminal')
    .description(
      'Print what has happened in a run, then what happens, until it ends. Exits with the exit code of the run; Ctrl-C ends only the watching.',
    )
    .argument('[run]', whichRun)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook watch')
    .action(async (run, options) =>
      exit(await (await import('../commands/watch.ts')).watchCommand(run, options)),
    )

  program
    .command('handoff')
    .summary('print what somebody who takes over a run must know')
    .description(
      'Print what is done, what is left, what is open, the values and notes of a run, and the command to take it over, as markdown.',
    )
    .argument('[run]', whichRun)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook handoff | pbcopy')
    .action(async (run, options) =>
      exit(await (await import('../commands/handoff.ts')).handoffCommand(run, options)),
    )

  program
    .command('log')
    .summary('list runs; write or verify the incident log of one')
    .description(
      'Without an argument, list the runs, newest first. Of one run, write incident.md anew from its journal, or check that the journal was not changed.',
    )
    .argument('[rundir]', 'a run directory')
    .option('--verify', 'check numbers, hashes and output files; write nothing', false)
    .option('--head <hash>', 'with --verify: the head that the journal must reach')
    .option(
      '--comment',
      'print the incident log, short enough for a comment on GitHub (64 KiB); write nothing',
      false,
    )
    .option(
      '--sign <key>',
      'sign the head with an SSH key (a key file, or the public one of a key in the agent)',
    )
    .option(
      '--signers <file>',
      'with --verify: whose signatures count (allowed signers of ssh-keygen); one must be there',
    )
    .option('--incident <id>', 'list only the runs of this incident')
    .option('--json', 'list as JSON', false)
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  runbook log --incident INC-1234
  runbook log incidents/20261122T031207Z-backend-down-k3f9
  runbook log --verify incidents/20261122T031207Z-backend-down-k3f9
  runbook log --sign ~/.ssh/id_ed25519 incidents/20261122T031207Z-backend-down-k3f9`,
    )
    .action(async (dir, options) => exit(await (await import('../commands/log.ts')).logCommand(dir, options)))
}
