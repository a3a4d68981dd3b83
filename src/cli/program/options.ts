// Options that several commands take: the same words, with the same meaning, wherever they stand.
import {InvalidArgumentError, Option} from '@commander-js/extra-typings'
import {parseSize} from '../../model/size.ts'

/** What an argument for a run may be. */
export const whichRun = 'a run directory, or part of a run’s name (default: the newest run)'

export const logDir = new Option('--log-dir <dir>', 'the folder of run directories').default('incidents')
export const ofRun = new Option('--run <run>', whichRun)
export const operator = new Option(
  '--operator <name>',
  'who you are, for the record (default: your login name)',
)
export const atTime = new Option(
  '--at <time>',
  'when it happened: -5m, 03:05, 2026-11-22 03:05; with ~ before it for a guess (default: now)',
)

/** Keeps each value of an option that may be given more than once. */
export const collect = (value: string, all: string[]) => [...all, value]
const none: string[] = []

// of `run` and `resume`
export const input = new Option('-i, --input <name=value>', 'give a value beforehand (repeatable)')
  .argParser(collect)
  .default(none)
export const inputFile = new Option(
  '--input-file <file>',
  'YAML or JSON with NAME: VALUE lines; --input wins over it',
)
export const allow = new Option(
  '--allow <what>',
  'with --yes: also allow an effect (change, unknown, destroy) or a step id (repeatable)',
)
  .argParser(collect)
  .default(none)
export const answers = new Option('--answers <file>', 'with --yes: YAML answers to steps that need a person')
export const breakGlass = new Option(
  '--break-glass <reason>',
  'run blocks marked `approve` without a second person; the reason is on record, and counted',
).argParser((text: string) => {
  if (text.trim() === '') throw new InvalidArgumentError('expected why it cannot wait')
  return text
})
export const json = new Option(
  '--json',
  'print the events as JSON lines on standard output, and nothing else there',
).default(false)
export const outputLimit = new Option(
  '--output-limit <size>',
  "how much of an attempt's output is kept, such as `10MiB` (default: 64MiB)",
).argParser((text: string) => {
  const bytes = parseSize(text)
  if (bytes === undefined) throw new InvalidArgumentError('expected a size such as 10MiB')
  return bytes
})
export const plain = new Option(
  '--plain',
  'words in place of signs and colours, for a screen reader',
).default(false)
export const cast = new Option(
  '--cast',
  'record the screen as an asciicast v3: session.cast in the run directory',
).default(false)
