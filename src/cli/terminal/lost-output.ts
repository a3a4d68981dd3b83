import process from 'node:process'

const reasons: Record<string, string> = {
  EDQUOT: 'your share of the disk is used up',
  EFBIG: 'the file may not grow any more',
  ENOSPC: 'the disk is full',
}

/**
 * Sees to it that output which cannot be written ends the showing and nothing else: what was begun is brought to its end. Who reads
 * no more, and a terminal that is gone, is told nothing; of a full disk the other stream tells once. The function that it gives says
 * whether any of the output was lost so.
 */
export function watchOutput(): () => boolean {
  let lost = false
  const {stdout, stderr} = process
  const watch = (stream: NodeJS.WriteStream, name: string, other?: NodeJS.WriteStream) =>
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE' || (error.code === 'EIO' && stream.isTTY)) return
      if (lost) return
      lost = true
      const why = reasons[error.code ?? ''] ?? error.message
      other?.write(`runbook: ${name} cannot be written: ${why}; what would have stood there is lost\n`)
    })
  watch(stdout, 'standard output', stderr)
  watch(stderr, 'standard error')
  return () => lost
}
