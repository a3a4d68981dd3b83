import {type ChildProcess, spawn} from 'node:child_process'

/** Calls `stty` on the terminal behind a descriptor; what it printed, or undefined where it cannot be called: also where the terminal was closed meanwhile. */
export function stty(descriptor: number, args: readonly string[]): Promise<string | undefined> {
  return new Promise(resolve => {
    let child: ChildProcess
    try {
      child = spawn('stty', args, {stdio: [descriptor, 'pipe', 'ignore']})
    } catch {
      resolve(undefined) // EBADF is thrown and not told as an event
      return
    }
    let printed = ''
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    child.on('error', () => resolve(undefined))
    child.on('close', code => resolve(code === 0 ? printed : undefined))
  })
}
