import {trapWords} from './own-trap.ts'

/** Name, below the session's directory, of the file that a bash reads first. */
export const preludeName = 'prelude'

/** Name, below the session's directory, of an empty directory: where a bash stands when the kept one is gone. */
export const lostName = 'lost'

/** Name, below the session's directory, of what sets the traps that a block left which would run for the session's own commands too. */
export const trapsName = 'traps'

/** Name, below the session's directory, of the file of what is set before a block. What ends in .md or .sh is a block's. */
export const valuesName = 'values'

/** Last line of a state that was kept whole, and the lines before it where `extglob` was on or traps are set aside. */
export const stateEnd = '# whole\n'
export const extglobNote = '# extglob\n'
export const trapsNote = '# traps\n'

/** Lines of a state before its functions and after them. */
export const functionsNote = (token: string) => `# ${token} functions\n`
export const restNote = (token: string) => `# ${token} rest\n`

/** What a bash does at its end. Functions do not see the traps of DEBUG and ERR. */
const atEnd = `{ [[ -z $__rb_dir ]] || builtin trap -p DEBUG ERR >| "$__rb_dir/${trapsName}"; __rb_exit; } >/dev/null 2>&1`

/** What the session uses, and a block may have put functions in the place of. */
const builtins = 'builtin command printf declare alias shopt umask trap set local kill return cd enable'

/** Sets it. */
export const exitTrap = `\\builtin trap '${atEnd}' EXIT`

/**
 * What a session's bash knows before the first block: how to keep its state and how to say that a block has ended. The
 * end is said on the two named pipes themselves, so that a block may redirect or close what it likes; the exit code
 * comes first, since a bash that cannot write its state (`ulimit -f 0`) dies of it. Everything begins with `__rb_`. A
 * bash whose owner is gone removes the directory: it holds what the environment holds.
 * The pipes are opened for reading too, or opening would wait for an owner that is gone; and not as `1<>`, which
 * `declare -f` prints wrongly. A block that keeps no state has its end said on both at once, so that whoever reads them wakes once. In a terminal `stderr` leads to it. Below a leader a bash is told its owner. A
 * state is read back in this order: functions need `extglob` to be read, and must not have aliases put into them.
 */
export const prelude = `shopt -s expand_aliases
__rb_mark() { [[ -n $__rb_dir ]] || builtin return 0; builtin printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$2" 9<>"$__rb_dir/$1" >&9; }
__rb_save() {
  [[ -n $__rb_dir ]] || builtin return 0
  {
    builtin printf '__rb_pwd=%q; builtin cd -- "$__rb_pwd" || __rb_lost; builtin unset -v OLDPWD\\n' "$PWD"
    builtin printf 'shopt -s extglob\\nshopt -u expand_aliases\\n'
    builtin declare -p
    builtin printf '${functionsNote('%s').replaceAll('\n', '\\n')}' "$__rb_token"
    builtin declare -f
    builtin printf '${restNote('%s').replaceAll('\n', '\\n')}' "$__rb_token"
    builtin declare -Fx
    builtin alias -p
    builtin enable -a
    builtin shopt -p
    [[ -n \${BASH_COMPAT+set} ]] || builtin printf 'unset -v BASH_COMPAT\\n'
    builtin umask -p
    builtin set +o
    builtin trap -p
    [[ ! -s $__rb_dir/${trapsName} ]] || builtin printf '${trapsNote.replace('\n', '\\n')}'
    builtin shopt -q extglob && builtin printf '${extglobNote.replace('\n', '\\n')}'
    builtin printf '${stateEnd.replace('\n', '\\n')}'
  } >| "$__rb_dir/state.$__rb_seq" 2>/dev/null
}
__rb_lost() { builtin cd -- "$__rb_dir/${lostName}"; builtin printf 'runbook: %s, where the session stood, is gone: standing in an empty directory\\n' "$__rb_pwd" 9<>"$__rb_dir/stderr" >&9; }
__rb_end() { __rb_busy=; __rb_mark stdout "$1"; __rb_save; builtin set +v; __rb_mark stderr "$1"; builtin printf -v __rb_said %s "$__rb_seq"; }
__rb_same() {
  __rb_busy=
  [[ -n $__rb_dir ]] || builtin return 0
  {
    builtin printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$1" >&9
    builtin printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$1" >&8
  } 9<>"$__rb_dir/stdout" 8<>"$__rb_dir/stderr"
}
__rb_again() {
  POSIXLY_CORRECT=y
  \\unset -f ${builtins}
  \\enable ${builtins}
  \\unset POSIXLY_CORRECT
  \\shopt -s expand_aliases
}
__rb_orphan() {
  builtin local tries=1 i
  [[ -z $__rb_busy ]] && tries=10
  for ((i = 0; i < tries; i++)); do
    builtin kill -0 "$__rb_owner" || builtin return 0
    [[ -z $__rb_closing && -z $__rb_busy ]] || builtin return 1
    builtin command -p sleep 0.1
  done
  builtin return 1
}
__rb_exit() {
  {
    builtin trap - EXIT
    __rb_unwrap
    if [[ -e $__rb_dir/${preludeName} ]] && __rb_orphan; then builtin command -p rm -rf -- "$__rb_dir"
    else __rb_save; fi
  } 2>/dev/null
}
${trapWords(atEnd)}__rb_owner=\${1:-$PPID}
set --
`

/**
 * What a bash is told after a block: to set aside the traps of the block that would run for each of its own commands,
 * and to say the end. A bash of which a block has closed the commands, so that the block's terminal is still its input,
 * ends instead: no key may become a command, and no block be told to it. A block may have put functions in the place of
 * the builtins that this takes. Only what the POSIX mode calls special cannot be replaced, so `__rb_again` takes them away there,
 * and the end is said again. A block may have unset the names of the session too. The backslashes keep aliases out.
 */
export function saying(sequence: number, code: string, dir: string, token: string, before = ''): string {
  const names = `__rb_dir=${quote(dir)}; __rb_token=${quote(token)}; __rb_seq=${sequence}`
  return (
    `{ __rb_code=${code}; ${names}; \\builtin trap -p DEBUG ERR >| "$__rb_dir/${trapsName}"; \\builtin trap - DEBUG ERR RETURN || :; } >/dev/null 2>&1; ` +
    `{ [[ ! -t 0 ]] || \\builtin exit "$__rb_code"; ${before}__rb_end "$__rb_code"; [[ $__rb_said == ${sequence} ]] || ` +
    `{ __rb_again; \\builtin trap - DEBUG ERR RETURN; __rb_end "$__rb_code"; }; } 2>/dev/null`
  )
}

/** Quotes a text so that bash reads it back as one word, whatever it holds. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
