import {spawn} from 'node:child_process'
import {readFileSync, rmSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import process from 'node:process'
import {privateDirectory} from '../databases/private-directory.ts'

/** Has a person change a text in a program of their own; what is wrong instead is told as `problem`. */
export type Editor = (text: string, name: string) => Promise<{text: string} | {problem: string}>

/** The editor that `$VISUAL` or `$EDITOR` names, on this terminal; undefined where neither is set. `lend` gives it the terminal. */
export function editorOf(
  env: NodeJS.ProcessEnv,
  output: NodeJS.WriteStream & {fd?: number},
  lend: () => () => void,
): Editor | undefined {
  const command = env.VISUAL?.trim() || env.EDITOR?.trim()
  if (!command) return undefined
  return async (text, name) => {
    const dir = privateDirectory()
    const back = lend()
    try {
      const path = join(dir, name)
      const given = text.endsWith('\n') ? text : `${text}\n`
      writeFileSync(path, given, {mode: 0o600})
      const problem = await ends(command, path, output.fd ?? 1)
      if (problem) return {problem: `${command}: ${problem}`}
      const after = readFileSync(path, 'utf8').replaceAll(/\r\n?/g, '\n')
      if (after === given) return {text}
      return {text: text.endsWith('\n') ? after : after.replace(/\n$/, '')}
    } finally {
      back()
      rmSync(dir, {recursive: true, force: true})
    }
  }
}

/** Why the editor did not end well; undefined if it did. As git does, its command may have arguments. */
function ends(command: string, path: string, screen: number): Promise<string | undefined> {
  return new Promise(resolve => {
    const editor = spawn('sh', ['-c', `${command} "$1"`, 'sh', path], {
      stdio: [process.stdin.fd, screen, screen],
    })
    editor.on('error', ({message}) => resolve(message))
    editor.on('exit', (code, signal) =>
      resolve(code === 0 ? undefined : `ended with ${signal ?? `exit ${code}`}`),
    )
  })
}
