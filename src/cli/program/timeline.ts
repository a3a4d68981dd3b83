import {type Command, Option} from '@commander-js/extra-typings'
import {levels, timelineFormats} from '../../report/timeline/row.ts'
import {collect, logDir} from './options.ts'

/** Adds the command that tells runs and what other tools kept as one story. */
export function addTimelineCommand(program: Command, exit: (code: number) => void): void {
  program
    .command('timeline')
    .summary('tell runs and imported events as one story')
    .description(
      'Print the timeline of one or more recorded runs and of imported files, merged by time, with the times to detect, acknowledge, mitigate and resolve. docs/timeline.md shows each form.',
    )
    .argument('[run...]', 'run directories, or parts of their names (default: the newest run)')
    .option('--incident <id>', 'all runs of this incident')
    .option(
      '--import <file>',
      'a file that tells more: CSV, JSON, a Slack export, PagerDuty log entries, Alertmanager’s webhook, or lines such as `09:30 - @ada restarts the pool` (repeatable)',
      collect,
      [],
    )
    .option('--date <day>', 'the day of imported times that stand without one')
    .option('--tz <zone>', 'the zone of what is printed, and of imported times that stand without one', 'UTC')
    .addOption(
      new Option('--format <format>', 'how to write it')
        .choices(timelineFormats)
        .default('markdown' as const),
    )
    .addOption(new Option('--level <level>', 'how much of it (default: story; for otlp all)').choices(levels))
    .option(
      '--since <time>',
      'leave out what was before: 2026-11-22 03:05, 03:05 (where the story shows it once), a day, or -2h',
    )
    .option('--until <time>', 'leave out this moment and what was after')
    .option('--anonymize', 'people become Person A …, hosts and addresses host-1 …', false)
    .option('--external', 'only what outsiders may read: no commands, hosts, names or internal notes', false)
    .option('--numbers', 'tell the number of each record, for `amend`, `pin` and `hide`', false)
    .option('--verify', 'also check the hash of each record of a journal above 16 MiB', false)
    .addOption(logDir)
    .addHelpText(
      'after',
      `
Examples:
  runbook timeline
  runbook timeline --incident INC-1234 --import slack.json --import alerts.json
  runbook timeline --import notes.txt --date 2026-11-22 --tz Europe/Paris
  runbook timeline --incident INC-1234 --format html > timeline.html
  runbook timeline --incident INC-1234 --external --level milestones`,
    )
    .action(async (words, options) =>
      exit(await (await import('../commands/timeline.ts')).timelineCommand(words, options)),
    )
}
