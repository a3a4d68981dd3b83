/** Name, below the session's directory, of the file that a bash reads first. */
export const preludeName = 'prelude.sh'

/** Name, below the session's directory, of an empty directory: where a bash stands when the kept one is gone. */
export const lostName = 'lost'

/** Last line of a state that was kept whole, and the line before it where `extglob` was on. */
export const stateEnd = '# whole\n'
export const extglobNote = '# extglob\n'

/**
 * What a session's bash knows before the first block: how to keep its state and how to say that a block has ended. The
 * end is said on copies of the two streams, so that a block may redirect its own; 200 is where errors go. Everything
 * begins with `__rb_`. A bash whose owner is gone removes the directory: it holds what the environment holds. A
 * state is read back in this order: functions need `extglob` to be read, and must not have aliases put into them.
 */
const body = `shopt -s expand_aliases
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
    builtin umask -p
    builtin set +o
    builtin trap -p
    builtin shopt -q extglob && builtin printf '${extglobNote.replace('\n', '\\n')}'
    builtin printf '${stateEnd.replace('\n', '\\n')}'
  } >| "$__rb_dir/state.$__rb_seq" 2>/dev/null
}
__rb_lost() { builtin cd -- "$__rb_dir/${lostName}"; builtin printf 'runbook: %s, where the session stood, is gone: standing in an empty directory\\n' "$__rb_pwd" >&200; }
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
    trap - EXIT
    if [[ -e $__rb_dir/${preludeName} ]] && __rb_orphan; then command rm -rf -- "$__rb_dir"
    else __rb_save; fi
  } 2>/dev/null
}
__rb_owner=\${1:-$PPID}
set --
trap __rb_exit EXIT
`

/** The prelude of a bash whose output and errors go to pipes. */
export const prelude = `exec 198>&1 199>&2 200>&2\n${body}`

/** The same, of one that is given the operator's terminal for blocks to read from. */
export const inheritedPrelude = `exec 198>&1 199>&2 200>&2 201<&3 3<&-\n${body}`

/** The prelude of a bash in a terminal: its second stream is a pipe, for output that must be kept apart. */
export const terminalPrelude = `exec 198>&1 199>&3 200>&1 3>&-\n${body}`

/** Quotes a text so that bash reads it back as one word, whatever it holds. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
