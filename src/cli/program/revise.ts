import {type Command, Option} from '@commander-js/extra-typings'
import {noteKinds} from '../../model/note-kinds.ts'
import {logDir, ofRun, operator, whichRun} from './options.ts'

const number = 'the number of its record: `runbook timeline --numbers` shows it'

/** Adds the commands that say how a record is to be read, and that it is complete. None of them changes what was written. */
export function addReviseCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('amend')
    .summary('say what a note, a milestone or evidence should have said')
    .description(
      'Amend what somebody wrote: a note, a milestone or evidence. Reports tell it as amended; what it said first stays on record, and a timeline of all (`--level all`) shows it.',
    )
    .argument('<number>', number)
    .argument('[text...]', 'what it should say')
    .option('--at <time>', 'when it happened: -5m, 03:05, 2026-11-22 03:05; with ~ before it for a guess')
    .addOption(new Option('--kind <kind>', 'of a note: what kind it is').choices(noteKinds))
    .option('--reason <text>', 'why it is amended')
    .addOption(ofRun)
    .addOption(operator)
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  runbook amend 12 --at 03:02 --reason "the alert came earlier"
  runbook amend 14 "decision: fail over to replica-1, not replica-2"`,
    )
    .action(async (of, words, options) =>
      exit(await (await import('../commands/amend.ts')).amendCommand(of, words, options)),
    )

  program
    .command('pin')
    .summary('make a record part of the story')
    .description('Pin a record, so that a timeline tells it whatever it is.')
    .argument('<number>', 'the number of the record: `runbook timeline --numbers --level all` shows it')
    .argument('[note...]', 'what is telling about it')
    .option('--off', 'take the pin away', false)
    .addOption(ofRun)
    .addOption(operator)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook pin 31 "here the pool was still empty"')
    .action(async (of, words, options) =>
      exit(await (await import('../commands/amend.ts')).pinCommand(of, words, options)),
    )

  program
    .command('hide')
    .summary('take a note, a milestone or evidence out of the story')
    .description(
      'Hide what somebody wrote: it is told in no report and counts in no figure. It stays on record, reports count what is hidden, and a timeline of all (`--level all`) shows it with the reason.',
    )
    .argument('<number>', number)
    .argument('[reason...]', 'why')
    .option('--off', 'show it again', false)
    .addOption(ofRun)
    .addOption(operator)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook hide 15 "resolved was marked by mistake"')
    .action(async (of, words, options) =>
      exit(await (await import('../commands/amend.ts')).hideCommand(of, words, options)),
    )

  program
    .command('seal')
    .summary('say that the record of a run is complete')
    .description(
      'Seal the record of a run that has ended: nothing more is taken but the redaction of a leak, and `log --verify` sees what is cut off from then on. Keep the head that it prints elsewhere.',
    )
    .argument('[run]', whichRun)
    .option('--note <text>', 'what is to be said of it')
    .addOption(operator)
    .addOption(logDir)
    .addHelpText('after', '\nExample:\n  runbook seal backend-down --note "reviewed on 2026-11-30"')
    .action(async (run, options) =>
      exit(await (await import('../commands/seal.ts')).sealCommand(run, options)),
    )
}
