import process from 'node:process'
import {Argument, type Command, type CommandUnknownOpts} from '@commander-js/extra-typings'
import {type Shell, shells} from '../completion/scripts.ts'

/** Adds what completes words in a shell; the second command is for its script alone. */
export function addCompletionCommands(program: Command, exit: (code: number) => void): void {
  program
    .command('completion')
    .summary('print what makes a shell complete words')
    .description('Print a script that completes commands, options, files, sections and runs in a shell.')
    .addArgument(new Argument('<shell>', 'which').choices(shells))
    .addHelpText(
      'after',
      `
Examples:
  source <(runbook completion bash)
  source <(runbook completion zsh)
  runbook completion fish | source`,
    )
    .action(async shell => {
      const {completionScript} = await import('../completion/scripts.ts')
      process.stdout.write(completionScript(shell as Shell))
      exit(0)
    })

  program
    .command('__complete', {hidden: true})
    .argument('[words...]')
    .allowUnknownOption()
    .action(async words => {
      const {candidates} = await import('../completion/candidates.ts')
      const found = await candidates(program as unknown as CommandUnknownOpts, words)
      const line = ({word, about = ''}: (typeof found)[number]) =>
        /[\n\t]/.test(word) ? '' : `${word}\t${about.replaceAll(/\s+/g, ' ')}\n`
      process.stdout.write(found.map(line).join(''))
      exit(0)
    })
}
