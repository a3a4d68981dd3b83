import {once} from 'node:events'

/** Writes pieces of text in portions, and no faster than they are taken; stops where nobody takes them any more. */
export async function writeOut(stream: NodeJS.WriteStream, pieces: Iterable<string>): Promise<void> {
  let text = ''
  const write = async () => {
    if (!stream.write(text)) await once(stream, 'drain')
    text = ''
  }
  try {
    for (const piece of pieces) {
      text += piece
      if (text.length > 1 << 16) await write()
    }
    if (text !== '') await write()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall !== 'write') throw error // the stream itself has told it
  }
}
