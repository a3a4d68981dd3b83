import {spawn} from 'node:child_process'

/** Makes named pipes that only their owner may open; rejects where one cannot be made. */
export type MakePipes = (paths: readonly string[]) => Promise<void>

export const makePipes: MakePipes = paths =>
  new Promise((made, failed) => {
    const child = spawn('mkfifo', ['-m', '600', ...paths], {stdio: ['ignore', 'ignore', 'pipe']})
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.on('error', failed)
    child.on('close', code =>
      code === 0 ? made() : failed(new Error(said.trim() || `mkfifo ended with ${code}`)),
    )
  })
