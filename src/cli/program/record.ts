import {Argument, type Command, Option} from '@commander-js/extra-typings'
import {milestones} from '../../model/milestone.ts'
import {noteKinds} from '../../model/note-kinds.ts'
import {atTime, logDir, ofRun, operator, whichRun} from './options.ts'

/** Adds the commands that say more about a run while it goes on, or later. */
export function addRecordCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('note')
    .summary('add a note to a run, also while it goes on')
    .description(
      'Add a note to the record of a run. `decision: fail over` is a note of that kind; without a kind it is an observation.',
    )
    .argument('<text...>', 'the note')
    .addOption(new Option('--kind <kind>', 'what kind of note').choices(noteKinds))
    .option('--internal', 'leave it out of a timeline for outsiders', false)
    .addOption(atTime)
    .addOption(ofRun)
    .addOption(operator)
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  runbook note "decision: fail over to replica-2"
  runbook note --at -5m "users report 502s"
  runbook note --run database-inaccessible --at ~03:05 "somebody restarted the pool"`,
    )
    .action(async (words, options) =>
      exit(await (await import('../commands/note.ts')).noteCommand(words, options)),
    )

  program
    .command('mark')
    .summary('say when the incident was detected, mitigated, resolved …')
    .description(
      'Add a milestone to the record of a run: the figures of its timeline are counted between them.',
    )
    .addArgument(new Argument('<milestone>', 'which').choices(milestones))
    .argument('[note...]', 'more about it')
    .addOption(atTime)
    .addOption(ofRun)
    .addOption(operator)
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  runbook mark detected --at 03:02 "alert BackendDown"
  runbook mark mitigated`,
    )
    .action(async (milestone, words, options) =>
      exit(await (await import('../commands/mark.ts')).markCommand(milestone, words, options)),
    )

  program
    .command('incident')
    .summary('say what the incident is, as far as it is known by now')
    .description(
      'Say what is going on, in words for whoever asks now, and what the incident is called, how severe it is and whom it affects. The last word counts; all stay on record.',
    )
    .argument('[summary...]', 'what is going on')
    .option('--id <id>', 'what its runs have in common, such as a ticket’s number')
    .option('--title <text>', 'what it is called')
    .option('--severity <severity>', 'how severe it is')
    .option('--impact <text>', 'who cannot do what')
    .addOption(atTime)
    .addOption(ofRun)
    .addOption(operator)
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Example:
  runbook incident --severity P1 --id INC-1234 "the pool is empty; failing over to replica-2"`,
    )
    .action(async (words, options) =>
      exit(await (await import('../commands/incident.ts')).incidentCommand(words, options)),
    )

  program
    .command('role')
    .summary('say who has which role in the incident')
    .description('Assign a role, such as commander, scribe or communications, from now on.')
    .argument('<role>', 'the role')
    .argument('[person]', 'who has it')
    .option('--nobody', 'it is given up', false)
    .addOption(atTime)
    .addOption(ofRun)
    .addOption(operator)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook role commander alice')
    .action(async (role, person, options) =>
      exit(await (await import('../commands/role.ts')).roleCommand(role, person, options)),
    )

  program
    .command('approve')
    .summary('agree, as a second person, to a block that a run waits with')
    .description(
      'Show the block that a run waits to have approved. With the code that its operator sees, agree to it: once, not to a run of one’s own, and recorded with your login and host.',
    )
    .argument('<run>', 'a run directory, or part of a run’s name')
    .argument('[code]', 'the code on the operator’s screen; without it nothing is approved')
    .addOption(operator)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook approve backend-down-k3f9 7KX2QM --operator bob')
    .action(async (run, code, options) =>
      exit(await (await import('../commands/approve.ts')).approveCommand(run, code, options)),
    )

  program
    .command('redact')
    .summary('take a secret that leaked out of the files of a run')
    .description(
      'Show where something leaked into the files of a run; with --yes take it out of them. The chain of the journal stays valid, and an event tells which files were changed, not what stood there.',
    )
    .argument('[run]', whichRun)
    .option(
      '--value-from <variable>',
      'the environment variable with what leaked: all its spellings are found',
    )
    .option('--pattern <regex>', 'a regular expression (JavaScript) of what leaked')
    .option('-y, --yes', 'take it out, instead of showing where it is', false)
    .option(
      '--rechain',
      'with --yes: also rewrite records of the journal, and make its chain anew from the first of them on',
      false,
    )
    .addOption(operator)
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  LEAKED=$(pass show jwt) runbook redact --value-from LEAKED
  runbook redact --pattern 'sk_live_[0-9a-zA-Z]+' --yes`,
    )
    .action(async (run, options) =>
      exit(await (await import('../commands/redact.ts')).redactCommand(run, options)),
    )

  program
    .command('attach')
    .summary('tie a file or a link to a run')
    .description(
      'Add evidence to the record of a run: a file, which is copied beside the journal, or a link.',
    )
    .argument('<what>', 'a file, or a link that begins with http')
    .argument('[note...]', 'what it shows')
    .addOption(atTime)
    .addOption(ofRun)
    .addOption(operator)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook attach pool.png "connections, 02:50 to 03:20"')
    .action(async (what, words, options) =>
      exit(await (await import('../commands/attach.ts')).attachCommand(what, words, options)),
    )
}
