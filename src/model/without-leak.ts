import type {EventOf, KeptResult, Output} from './event.ts'

/** What of an attempt names files. */
interface Kept {
  output: Output | undefined
  results: KeptResult[]
}

/** A step whose files are what they are after a redaction. */
export function withoutLeak<A extends Kept, S extends {attempts: A[]}>(
  step: S,
  files: EventOf<'event.redacted'>['data']['files'],
): S {
  const now = new Map(files.map(file => [file.path, file]))
  const changed = <T extends Output>(output: T): T => {
    const {sha256, bytes, lines} = now.get(output.path) ?? {}
    if (sha256 === undefined) return output
    const {ends: _, ...rest} = output
    return {...rest, sha256, bytes: bytes ?? output.bytes, lines: lines ?? output.lines} as T
  }
  const attempts = step.attempts.map(attempt => ({
    ...attempt,
    output: attempt.output && changed(attempt.output),
    results: attempt.results.map(changed),
  }))
  return {...step, attempts}
}
