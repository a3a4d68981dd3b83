/**
 * What a block does about traps, as far as its text tells; undefined where it does nothing. `wraps` is what a function in the place of
 * `trap` can see through; `lists` and `sets` are what it cannot.
 */
export type TrapUse = 'wraps' | 'lists' | 'sets' | undefined

/** What a function does not see or undo as the block itself would, and what would show that there is one. */
const beyond =
  /\b(?:ERR|DEBUG|RETURN|builtin|command|declare|typeset|type|compgen|complete|unset|export|alias|function)\b|\btrap[ \t]*\(|\btrap[ \t]+-[^-p \t]/

/** `trap` alone, or asked for more than the signals that are named: among them may be the session's own. */
const listing =
  /\btrap(?:[ \t]+-[pP]\b(?!(?:[ \t]+(?!EXIT\b|SIGEXIT\b|0+\b)[A-Z\d]+)+[ \t]*(?:$|[;&|)}\n`>]))|[ \t]*(?:$|[;&|()}\n`>#]))/

/** What becomes of `trap` in a block; `aside` where traps of blocks before are set by the block itself, which a function does not see. */
export function trapUseOf(script: string, aside = false): TrapUse {
  if (!/\btrap\b/.test(script)) return undefined
  const lists = listing.test(script)
  if (!lists && !/\b(?:EXIT|exit)\b|(?<![\w.])0(?![\w.])|\$/.test(script)) return 'sets'
  if (!aside && !beyond.test(script)) return 'wraps'
  return lists ? 'lists' : 'sets'
}

/**
 * What a session's bash knows of traps. `own` is what it does at its end, which keeps its state; it goes before what a block
 * has it do, and finds the exit code as it is. No `'` stands in it. `__rb_trap` is what `trap` does in a block: it shows nothing of that, and says errors as the builtin does.
 */
export function trapWords(own: string): string {
  const before = `{ __rb_code=$?; ${own}; } 2>/dev/null; { __rb_status && :; } 2>/dev/null; `
  return `__rb_status() { builtin return "$__rb_code"; }
__rb_chain() {
  builtin local now
  now=$(builtin trap -p EXIT)
  case $now in
    *__rb_exit*) ;;
    '') builtin trap '${own}' EXIT ;;
    *) builtin eval "builtin trap -- '"'${before}'"\${now#"trap -- '"}" ;;
  esac
}
__rb_shown() {
  builtin local own="trap -- '"'${own}'"' EXIT" before='${before}' nl=$'\\n'
  __rb_text=$__rb_text$nl
  __rb_text=\${__rb_text/"$own$nl"/}
  __rb_text=\${__rb_text/"$before"/}
  __rb_text=\${__rb_text%"$nl"}
}
__rb_unchain() {
  builtin local __rb_text
  __rb_text=$(builtin trap -p EXIT)
  case $__rb_text in *__rb_exit*) ;; *) builtin return 0 ;; esac
  __rb_shown
  if [[ -z $__rb_text ]]; then builtin trap - EXIT; else builtin eval "builtin $__rb_text"; fi
}
__rb_trap() {
  builtin local __rb_text __rb_result=0
  if [[ $# == 0 || $1 == -p || ( $# == 1 && $1 == -- ) ]]; then
    __rb_text=$(builtin trap "$@" 2>|"$__rb_dir/said") || __rb_result=$?
    __rb_shown
    [[ -z $__rb_text ]] || builtin printf '%s\\n' "$__rb_text"
  else
    builtin trap "$@" 2>|"$__rb_dir/said" || __rb_result=$?
    [[ $BASH_SUBSHELL != 0 ]] || __rb_chain
  fi
  if [[ -s $__rb_dir/said ]]; then
    __rb_text=$(<"$__rb_dir/said")
    builtin printf '%s: line %s: %s\\n' "\${BASH_SOURCE[2]}" "\${BASH_LINENO[1]}" "\${__rb_text#*: line *: }" >&2
  fi
  builtin return "$__rb_result"
}
__rb_wrap() {
  builtin declare -F trap >/dev/null && builtin return
  trap() {
    { builtin local __rb_flags=$- __rb_last=0; builtin set +x; } 2>/dev/null
    __rb_trap "$@" || __rb_last=$?
    { [[ $__rb_flags != *x* ]] || builtin set -x; builtin return "$__rb_last"; } 2>/dev/null
  }
  builtin export -nf trap
}
__rb_unwrap() { case $(builtin declare -f trap) in *__rb_trap*) builtin unset -f trap ;; esac; }
`
}

/** What a bash is told before a block. Where a block that a function cannot see through lists traps and ends its bash, the state before it counts. */
export function beforeTraps(use: TrapUse): string {
  if (use === undefined) return ''
  const words = use === 'lists' ? '__rb_unchain' : use === 'wraps' ? '__rb_chain; __rb_wrap' : '__rb_chain'
  return `{ ${words}; } 2>/dev/null; `
}

/** What it is told after it. */
export function afterTraps(use: TrapUse): string {
  return use === undefined ? '' : '{ __rb_unwrap; __rb_chain; } 2>/dev/null; '
}
