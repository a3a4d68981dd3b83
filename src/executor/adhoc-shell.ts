/** What stands before a record of a command in the file, and between its parts. No key types them. */
const [record, part] = ['\x1e', '\x1f']

/**
 * A shell for a person, in bash: reads commands with readline and carries each out at the top of the session itself, so that
 * directory, variables and functions are the session's and stay in it. Each command, then its exit code, is written to the
 * block's own file. A command goes on over lines as long as bash says that its end is missing.
 */
export const adhocScript = `__rb_adhoc_file=$RUNBOOK_OUTPUT
__rb_adhoc_trap=$(builtin trap -p INT)
builtin trap 'builtin printf "\\n"' INT
__rb_adhoc_note() { builtin printf '\\036%s\\037%s\\037%s' "$1" "\${EPOCHREALTIME:-$(builtin printf '%(%s)T' -1)}" "$2" >> "$__rb_adhoc_file"; }
__rb_adhoc_open() {
  builtin local said
  said=$(LC_ALL=C "$BASH" -n 2>&1 <<< "$1")
  [[ $said == *'unexpected end of file'* || $said == *'unexpected EOF while'* || $said == *'delimited by end-of-file'* ]]
}
__rb_adhoc_text=
while :; do
  __rb_adhoc_prompt="runbook \${PWD/#"$HOME"/'~'} \\$ "
  [[ -z $__rb_adhoc_text ]] || __rb_adhoc_prompt='> '
  IFS= builtin read -r -e -p "$__rb_adhoc_prompt" __rb_adhoc_line || {
    [[ $? -gt 128 ]] && builtin continue
    builtin break
  }
  [[ -n $__rb_adhoc_text || \${__rb_adhoc_line//[[:space:]]/} ]] || builtin continue
  __rb_adhoc_text+=\${__rb_adhoc_text:+$'\\n'}$__rb_adhoc_line
  __rb_adhoc_open "$__rb_adhoc_text" && builtin continue
  [[ $__rb_adhoc_text =~ ^[[:space:]]*(exit|logout)([[:space:]]+[0-9]+)?[[:space:]]*$ ]] && builtin break
  builtin history -s -- "$__rb_adhoc_text"
  __rb_adhoc_note command "$__rb_adhoc_text"
  builtin eval "$__rb_adhoc_text" && __rb_adhoc_code=0 || __rb_adhoc_code=$?
  __rb_adhoc_note ended "$__rb_adhoc_code"
  __rb_adhoc_text=
done
builtin trap - INT
builtin eval "$__rb_adhoc_trap"
builtin unset -f __rb_adhoc_note __rb_adhoc_open
builtin unset -v __rb_adhoc_file __rb_adhoc_trap __rb_adhoc_text __rb_adhoc_line __rb_adhoc_prompt __rb_adhoc_code
`

/** A command that a person typed; without an exit code it was not seen to end. */
export interface Typed {
  /** UTC, ISO 8601. */
  time: string
  text: string
  exitCode?: number
}

/** The commands that the shell wrote down. */
export function typedIn(written: string): Typed[] {
  const found: Typed[] = []
  for (const one of written.split(record).slice(1)) {
    const [kind, time = '', ...rest] = one.split(part)
    const text = rest.join(part)
    const last = found.at(-1)
    if (kind === 'command') found.push({time: isoOf(time), text})
    else if (kind === 'ended' && last && /^\d+$/.test(text)) last.exitCode = Number(text)
  }
  return found
}

/** `EPOCHREALTIME` has the decimal point of the locale. */
function isoOf(seconds: string): string {
  const ms = Math.floor(Number(seconds.replace(',', '.')) * 1000)
  return new Date(Number.isFinite(ms) ? ms : 0).toISOString()
}
