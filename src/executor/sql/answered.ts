import type {Connection} from './connection.ts'

/** A question that runs nothing of the author's takes no longer on a server that answers at all. */
const answerMs = 10_000

/**
 * Gives what a short question to the server gives. A session that does not answer in time, or before the signal is aborted,
 * is given up: the question then fails, and the next block opens another one.
 */
export async function answered<T>(
  {abandon}: Pick<Connection, 'abandon'>,
  question: Promise<T>,
  signal?: AbortSignal,
  mostMs = answerMs,
): Promise<T> {
  const giveUp = () => abandon(new Error(signal?.aborted ? 'it was stopped' : 'the server does not answer'))
  const timer = setTimeout(giveUp, mostMs)
  signal?.addEventListener('abort', giveUp, {once: true})
  if (signal?.aborted) giveUp()
  try {
    return await question
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', giveUp)
  }
}
