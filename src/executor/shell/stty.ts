import {spawn} from 'node:child_process'

/** Calls `stty` on the terminal behind a descriptor; what it printed, or undefined where it cannot be called. */
export function stty(descriptor: number, args: readonly string[]): Promise<string | undefined> {
  return new Promise(resolve => {
    const child = spawn('stty', args, {stdio: [descriptor, 'pipe', 'ignore']})
    let printed = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    child.on('error', () => resolve(undefined))
    child.on('close', code => resolve(code === 0 ? printed : undefined))
  })
}
