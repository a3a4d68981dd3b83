/** Name, below the session's directory, of the file that a bash reads first. */
export const preludeName = 'prelude.sh'

/**
 * What a session's bash knows before the first block: how to keep its state and how to say that a block has ended. The
 * end is said on copies of the two streams, so that a block may redirect its own. Everything begins with `__rb_`.
 */
export const prelude = `exec 198>&1 199>&2
shopt -s expand_aliases
__rb_mark() { builtin printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$1" >&198; builtin printf '\\036%s:%s:%s\\036' "$__rb_token" "$__rb_seq" "$1" >&199; }
__rb_save() {
  {
    builtin declare -p
    builtin declare -f
    builtin declare -Fx
    builtin alias -p
    builtin shopt -p
    builtin set +o
    builtin umask -p
    builtin trap -p
    builtin printf 'builtin cd -- %q\\n' "$PWD"
  } >| "$__rb_dir/state.$__rb_seq" 2>/dev/null
}
__rb_end() { { __rb_save; __rb_mark "$1"; } 2>/dev/null; }
__rb_exit() { { trap - EXIT; __rb_save; __rb_mark "$1"; } 2>/dev/null; }
trap '__rb_exit "$?"' EXIT
`

/** Quotes a text so that bash reads it back as one word, whatever it holds. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
