/** Names that mean something to the shell or to programs that it starts: no output may set them. */
const reserved =
  /^(?:PATH|IFS|ENV|HOME|PWD|OLDPWD|SHELL|SHELLOPTS|CDPATH|GLOBIGNORE|UID|EUID|PPID|GROUPS|DIRSTACK|FUNCNAME|PROMPT_COMMAND|PS[0-4]|_|(?:BASH|LD_|DYLD_|GIT_|RUNBOOK_|__rb_).*)$/
/** A longer list is not read. Unit: bytes. */
export const mostWritten = 1 << 20
const namePattern = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/

/** What a step wrote to `$RUNBOOK_OUTPUT`: its values by name, the last of a name counts; or what is wrong with it. */
export type StepValues = {ok: true; values: [name: string, value: string][]} | {ok: false; problem: string}

/**
 * Reads `NAME=value` lines and `NAME<<END` … `END` stretches; empty lines are passed over. A problem names its line and
 * never shows it: it may hold a secret.
 */
export function readStepValues(text: string, file = '$RUNBOOK_OUTPUT', mayName = isKeepable): StepValues {
  if (Buffer.byteLength(text) > mostWritten) return {ok: false, problem: `${file} holds more than 1 MiB`}
  const values = new Map<string, string>()
  const lines = text.replace(/\n$/, '').split('\n')
  const wrong = (index: number, what: string): StepValues => ({
    ok: false,
    problem: `line ${index + 1} of ${file} ${what}`,
  })
  for (let index = 0; index < lines.length; index++) {
    const first = index
    const line = lines[index]!
    if (line.trim() === '') continue
    const [, name = '', sign, rest = ''] = /^([^=<]*)(=|<<)(.*)$/s.exec(line) ?? []
    if (!sign) return wrong(first, 'is neither NAME=value nor NAME<<END')
    if (!namePattern.test(name))
      return wrong(first, 'begins with no name: letters, digits, _ and -, 64 at most')
    if (!mayName(name)) return wrong(first, `sets ${name}, which the shell uses itself`)
    let value = rest
    if (sign === '<<') {
      if (rest === '') return wrong(first, 'has no word behind << to end its value')
      const end = lines.indexOf(rest, index + 1)
      if (end === -1) return wrong(first, 'begins a value that no line ends')
      value = lines.slice(index + 1, end).join('\n')
      index = end
    }
    if (value.includes('\0')) return wrong(first, 'holds a NUL byte')
    values.set(name, value)
  }
  return {ok: true, values: [...values]}
}

/** Names that a script seems to write to `$RUNBOOK_OUTPUT`, as far as its text shows them. */
export function namesWritten(script: string): string[] {
  if (!/\$\{?RUNBOOK_OUTPUT\b/.test(script)) return []
  const found = script.matchAll(/(?<![\w$-])([A-Za-z_][A-Za-z0-9_-]{0,63})(?:=|<<)/g)
  return [...new Set([...found].map(([, name]) => name!))].filter(isKeepable)
}

/** Whether a name may be given to a kept value. */
export function isKeepable(name: string): boolean {
  return !reserved.test(name)
}
