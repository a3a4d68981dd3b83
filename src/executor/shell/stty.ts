import {spawn} from 'node:child_process'

/** Calls `stty` on the terminal behind a descriptor; what it printed, or undefined where it cannot be called. */
export function stty(descriptor: number, args: readonly string[]): Promise<string | undefined> {
  return new Promise(resolve => {
    let child: ReturnType<typeof start>
    try {
      child = start(descriptor, args)
    } catch {
      return resolve(undefined) // the session was closed meanwhile, and the descriptor with it
    }
    let printed = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    child.on('error', () => resolve(undefined))
    child.on('close', code => resolve(code === 0 ? printed : undefined))
  })
}

const start = (descriptor: number, args: readonly string[]) =>
  spawn('stty', args, {stdio: [descriptor, 'pipe', 'ignore']})
