import type {World} from './world.ts'

/** How long a command that only asks may take. */
const probeMs = 15_000

/** Of what it prints, so much is taken. Unit: bytes. */
const mostTaken = 64 * 1024

/** What a command said, trimmed at its end; or why it said nothing that counts. */
export type Said = {ok: true; text: string} | {ok: false; problem: string}

/**
 * Asks the system something, with a command that only reads, in the state of the run's shell session and without a trace
 * in it. Nothing of it is shown or recorded here.
 */
export async function probe(command: string, world: World): Promise<Said> {
  const taken: Buffer[] = []
  let room = mostTaken
  const {outcome} = await world.drivers.shell.run(
    {
      kind: 'shell',
      id: 'probe',
      script: `( ${command}\n) </dev/null 2>/dev/null`,
      variables: {},
      env: world.env,
      cwd: undefined,
      timeoutMs: probeMs,
      followMs: undefined,
      separate: true,
    },
    {
      signal: world.attemptSignal(),
      terminal: world.terminal,
      write: (bytes, stream) => {
        if (stream !== 'stdout' || room === 0) return
        taken.push(Buffer.from(bytes.subarray(0, room)))
        room = Math.max(0, room - bytes.length)
      },
      table: () => {},
    },
  )
  if (outcome.kind === 'success') return {ok: true, text: Buffer.concat(taken).toString().trimEnd()}
  const detail = 'detail' in outcome && outcome.detail ? outcome.detail : outcome.kind
  return {ok: false, problem: detail}
}
