import type {DriverResult} from '../model/driver.ts'
import type {Outcome} from '../model/outcome.ts'
import type {BlockAction} from '../model/plan.ts'

/** A pipeline that ends in a search of text, whose exit code 1 says that it found nothing (POSIX, grep). */
const search = /(?:^|[|;&\n]\s*)((?:e|f|z|zf|ze|xz|bz)?grep|rg|ack|ag)\b[^|;&\n]*$/

/** The outcome of a block, in words of what it does where its exit code alone would be read as a fault: a search that found nothing. */
export function inWords(
  {outcome, exitCode}: DriverResult,
  {script}: Pick<BlockAction, 'script'>,
  printed: string,
): Outcome {
  if (outcome.kind !== 'failure' || exitCode !== 1 || printed.trim() !== '') return outcome
  const program = search.exec(script.replaceAll(/(?:^|\s)#.*$/gm, '').trimEnd())?.[1]
  return program ? {...outcome, detail: `exit 1: \`${program}\` found nothing`} : outcome
}
