import {stateEnd} from '../prelude.ts'

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
