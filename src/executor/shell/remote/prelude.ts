import {afterTraps, beforeTraps, type TrapUse, trapWords} from '../own-trap.ts'
import {extglobNote, lostName, preludeName, quote, stateEnd} from '../prelude.ts'

/**
 * What a resident bash elsewhere knows before the first block: how to keep its state and how to say that a block has
 * ended, on copies of the two streams of its line. Everything begins with `__rb_`. A bash whose owner is gone removes the
 * directory. A state is read back in this order: functions need `extglob` to be read, and must not have aliases put into them.
 */
export const bashPrelude = `exec 198>&1 199>&2
shopt -s expand_aliases
__rb_mark() { builtin printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$1" >&198; builtin printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$1" >&199; }
__rb_save() {
  {
    builtin printf '__rb_pwd=%q; builtin cd -- "$__rb_pwd" || __rb_lost\\n' "$PWD"
    builtin printf 'shopt -s extglob\\nshopt -u expand_aliases\\n'
    builtin declare -p
    builtin declare -f
    builtin declare -Fx
    builtin alias -p
    builtin shopt -p
    [[ -n \${BASH_COMPAT+set} ]] || builtin printf 'unset -v BASH_COMPAT\\n'
    builtin umask -p
    builtin set +o
    builtin trap -p
    builtin shopt -q extglob && builtin printf '${extglobNote.replace('\n', '\\n')}'
    builtin printf '${stateEnd.replace('\n', '\\n')}'
  } >| "$__rb_dir/state.$__rb_seq" 2>/dev/null
}
__rb_lost() { builtin cd -- "$__rb_dir/${lostName}"; builtin printf 'runbook: %s, where the session stood, is gone: standing in an empty directory\\n' "$__rb_pwd" >&199; }
__rb_end() { __rb_busy=; __rb_save; __rb_mark "$1"; }
__rb_orphan() {
  builtin local tries=1 i
  [[ -z $__rb_busy ]] && tries=10
  for ((i = 0; i < tries; i++)); do
    builtin kill -0 "$__rb_owner" || builtin return 0
    [[ -z $__rb_closing && -z $__rb_busy ]] || builtin return 1
    command sleep 0.1
  done
  builtin return 1
}
__rb_exit() {
  {
    builtin trap - EXIT
    __rb_unwrap
    if [[ -e $__rb_dir/${preludeName} ]] && __rb_orphan; then command rm -rf -- "$__rb_dir"
    else __rb_save; fi
  } 2>/dev/null
}
${trapWords('__rb_exit')}trap __rb_exit EXIT
`

/**
 * What a resident `sh` knows, where there is no bash: the same words as bash's prelude. It can keep its directory, what is
 * exported, aliases, options and the mask for new files; it cannot say what its functions and other variables are.
 */
export const plainPrelude = `exec 8>&1 9>&2
__rb_mark() { printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$1" >&8; printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$1" >&9; }
__rb_save() {
  {
    printf '__rb_pwd=%s; command cd -- "$__rb_pwd" || __rb_lost\\n' "'$(printf %s "$PWD" | sed "s/'/'\\\\\\\\''/g")'"
    export -p
    alias | sed 's/^\\(alias \\)*/alias /'
    printf 'umask %s\\n' "$(umask)"
    set +o
    printf '${stateEnd.replace('\n', '\\n')}'
  } >| "$__rb_dir/state.$__rb_seq" 2>/dev/null
}
__rb_lost() { command cd -- "$__rb_dir/lost"; printf 'runbook: %s, where the session stood, is gone: standing in an empty directory\\n' "$__rb_pwd" >&9; }
__rb_end() { __rb_busy=; __rb_save; __rb_mark "$1"; }
__rb_exit() { trap - EXIT; __rb_save 2>/dev/null; }
`

/**
 * What a resident shell with the prelude is told in order to run a block: the files of its values and its text.
 * `plain` is the word that keeps functions of the same name out; a shell that is not bash knows only `command`.
 */
export function blockLine(
  sequence: number,
  path: string,
  values: string,
  cwd: string | undefined,
  plain: 'builtin' | 'command',
  use: TrapUse,
): string {
  const traps = plain === 'builtin' ? use : undefined
  // what a block with `set -x` leaves on must not show how the end is said
  const said = (code: string) =>
    `{ __rb_code=${code}; ${afterTraps(traps)}__rb_end "$__rb_code"; } 2>/dev/null`
  const block = `${beforeTraps(traps)}${plain} . ${quote(path)} </dev/null; ${said('$?')}`
  // a condition of `if` but not its branch would switch `set -e` off inside the block
  const placed =
    cwd === undefined
      ? block
      : `if CDPATH= ${plain} cd -- ${quote(cwd)}; then ${block}; else ${said('1')}; fi`
  return `{ __rb_busy=1; __rb_seq=${sequence}; ${plain} . ${quote(values)}; } 2>/dev/null; ${placed}\n`
}
