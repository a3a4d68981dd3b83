/** What a signature, and a seal, vouches for: all records of the run up to this one, since each holds the hash of the one before. */
export function headText(runId: string, sequence: number, hash: string): string {
  return `runbook.head.v1\nrun ${runId}\nrecord ${sequence}\nhash ${hash}\n`
}

/** Number and hash of the record that such a text vouches for; undefined where it is none. */
export function readHead(text: string): {sequence: number; hash: string} | undefined {
  const [, sequence, hash] =
    /^runbook\.head\.v1\nrun .*\nrecord (\d{1,15})\nhash ([0-9a-f]{64})\n$/.exec(text) ?? []
  return sequence === undefined ? undefined : {sequence: Number(sequence), hash: hash!}
}
