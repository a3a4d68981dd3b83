import type {DriverResult, ShellSpec} from '../../model/driver.ts'
import {blockName} from './block-file.ts'
import type {SyntaxChecker} from './checker.ts'

/** Bash runs the lines before a syntax error: so the whole block is checked first. */
export async function rejects(
  checker: SyntaxChecker,
  {script, source}: Pick<ShellSpec, 'script' | 'source'>,
  {extglob}: {extglob: boolean},
): Promise<DriverResult | undefined> {
  const checked = await checker.check(script, {extglob: extglob || script.includes('extglob')})
  if (checked.kind === 'readable') return undefined
  if (checked.kind === 'missing') {
    const detail = `${checked.bash} could not be started (${checked.reason}); install bash or put it on PATH`
    return {outcome: {kind: 'error', code: 'bash-missing', detail}}
  }
  const {line, complaint} = checked
  const where =
    line === undefined
      ? ''
      : source
        ? `${blockName(source)}: line ${source.line - 1 + line}: `
        : `line ${line}: `
  return {outcome: {kind: 'error', code: 'syntax', detail: `bash cannot read it: ${where}${complaint}`}}
}
