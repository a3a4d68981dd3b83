import {execa} from 'execa'
import type {DriverResult} from '../../model/driver.ts'
import type {SessionWorld} from './session.ts'

/** Why a file of bash cannot be run, by bash's own word. Bash runs the lines before a syntax error: so the whole block is checked first. */
export async function rejects(
  {bash, dir, env}: SessionWorld,
  file: string,
  extglob: boolean,
): Promise<DriverResult | undefined> {
  const check = await execa(
    bash,
    ['--noprofile', '--norc', ...(extglob ? ['-O', 'extglob'] : []), '-n', file],
    {
      cwd: dir,
      env,
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
    },
  )
  if (check.exitCode === 0) return undefined
  if (check.exitCode === undefined) {
    return {
      outcome: {
        kind: 'error',
        code: 'bash-missing',
        detail: `${bash} could not be started (${check.code ?? 'no reason given'}); install bash or put it on PATH`,
      },
    }
  }
  return {
    outcome: {
      kind: 'error',
      code: 'syntax',
      detail: `bash cannot read it: ${check.stderr.replaceAll(file.endsWith('.sh') ? `${file}: ` : `${dir}/`, '').split('\n')[0]}`,
    },
  }
}
