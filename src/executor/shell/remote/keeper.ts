// In: lines on standard input. Out: what resident shells print, with marks between. Never: a value or a script in a command line.
// The keeper is the far end of a line to another machine or into a container. It must run under any POSIX sh.
import {stateEnd} from '../prelude.ts'

/** The command that begins the keeper: it reads, as its first line, what it is to do. Without quotes or other characters that csh and fish read differently. */
export const boot = 'IFS= read -r l; eval "$l"'

/** What the keeper is to know. */
export interface KeeperWord {
  token: string
  /** Directory of a line before, whose state is taken over if it is still there. */
  dir: string | undefined
  /** How many lines there were before this one. */
  line: number
  /** Whether a `sh` will do where there is no bash. */
  anyShell: boolean
  /** How long the directory outlives a line that was lost, for the next line to take it over. */
  lingerSeconds: number
}

/** The first lines to send: the keeper's own text, and the word that ends it. */
export function keeperText({token, dir, line, anyShell, lingerSeconds}: KeeperWord): string {
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  const read = `s=; n=$(printf '\\nx'); n=\${n%x}; while IFS= read -r l && [ "$l" != ${token} ]; do s="$s$l$n"; done; eval "$s"`
  const words = `t=${token} old=${quoted(dir ?? '')} no=${line} any=${anyShell ? 1 : ''} linger=${lingerSeconds}`
  return `${read}\n${words}\n${keeper}${token}\n`
}

/*
 * Two processes. The first starts one resident shell after another in the foreground, for a shell started in the background
 * would ignore SIGINT for good, and says with which code each ended. The second, `reader`, takes requests from the line:
 *
 *   start N          a resident shell, the Nth          tell N LINE      a line for it to read
 *   file NAME        the lines up to the token          remove NAME
 *   step RUN ID      what is told next is this step     stop N           end what it started; answered by N
 *   settle N         keep the state of block N
 *   quit             end everything
 *
 * When the line is lost it ends everything too, and keeps the directory for a while.
 */
const keeper = String.raw`
mask=$(umask)
umask 077
unset ENV BASH_ENV
fail() { printf '\036%s=error %s\036' "$t" "$1"; exit 1; }
bash=$(command -v bash) || bash=
if [ -n "$bash" ]; then
  kind=bash
  # the words of the array tell a bash that is too old to name itself
  version=$("$bash" --noprofile --norc -c 'echo "$BASH_VERSION"' 2>/dev/null) || fail "bash-broken"
elif [ -n "$any" ]; then
  kind=sh version=- bash=$(command -v sh) || fail "bash-missing"
else
  fail bash-missing
fi
# what runs there must be in a group of its own, or it could not be ended
if command -v setsid >/dev/null 2>&1; then alone=setsid; elif [ $kind = bash ]; then alone=; else fail no-setsid; fi
taken=no
if [ -n "$old" ]; then
  if [ -d "$old" ] && [ -O "$old" ] && mkdir "$old/line.$no" 2>/dev/null; then d=$old taken=yes; else taken=gone; fi
fi
if [ "$taken" != yes ]; then
  d=
  for p in /dev/shm "${'$'}{TMPDIR:-/tmp}" /tmp; do
    d=$(mktemp -d "$p/runbook-XXXXXX" 2>/dev/null) && break
    d=
  done
  [ -n "$d" ] || fail "no-directory"
  mkdir "$d/line.$no"
fi
mkdir -p "$d/lost"
w=$d/line.$no
mkfifo "$w/go" || fail "no-fifo"
exec 3<&0 5<>"$w/go" </dev/null

# the groups of a session that have a member which has not ended, as kill takes them; where there is no /proc, the group itself
groups_of() {
  if [ ! -r /proc/self/stat ]; then
    kill -s 0 -- "-$1" 2>/dev/null && echo "-$1"
    return 0
  fi
  for f in /proc/[0-9]*/stat; do
    { IFS= read -r x <"$f"; } 2>/dev/null || continue
    x=${'$'}{x##*) }
    set -- "$1" $x
    case $2 in Z | X) continue ;; esac
    if [ "$5" = "$1" ] || [ "$4" = "$1" ]; then echo "-$4"; fi
  done | sort -u
}
# files of environments that hold one of these lines; not every grep knows -z
if printf 'a\0b\0' | grep -qzxF b 2>/dev/null; then
  holding() { grep -lzsxF -- "$@"; }
else
  holding() {
    m=$1
    shift
    for f in "$@"; do ! tr '\0' '\n' 2>/dev/null <"$f" | grep -qxF -- "$m" || echo "$f"; done 2>/dev/null
  }
fi
# processes that have the mark of the run and of one of these steps, wherever they went
marked() {
  [ -n "$1" ] && [ -r /proc/self/environ ] || return 0
  set -- $(holding "$1" /proc/[0-9]*/environ)
  [ $# -eq 0 ] || set -- $(holding "RUNBOOK_RUN_ID=$run" "$@")
  for f in "$@"; do
    p=${'$'}{f#/proc/}
    p=${'$'}{p%/environ}
    kill -s 0 -- "-$p" 2>/dev/null && echo "-$p" || echo "$p"
  done
}
signal() { for g_ in $2; do kill -s "$1" -- "$g_" 2>/dev/null; done; }
left_of() {
  marked "$1"
  shift
  for g in "$@"; do groups_of "$g"; done
}
# of steps and of shells: TERM, then KILL for what is left after two seconds
end_all() {
  left=$(left_of "$@")
  [ -n "$left" ] || return 0
  signal TERM "$left"
  signal CONT "$left"
  i=0
  while [ $i -lt 40 ]; do
    left=$(left_of "$@")
    [ -n "$left" ] || return 0
    [ $i -ne 20 ] || signal KILL "$left"
    i=$((i + 1))
    sleep 0.1 2>/dev/null || sleep 1
  done
}
shells() { cat "$w/shell" "$w/left" 2>/dev/null; }
settle() {
  [ "$(tail -n 1 "$d/state.$1" 2>/dev/null)" = '${stateEnd.trimEnd()}' ] && mv -f "$d/state.$1" "$d/kept"
  rm -f "$d/state.$1"
}
# what may hold secrets; those of the next line have another number
clean() { rm -f "$d/values.$no" "$d/output.$no".*; }
reader() {
  # shells of a line before whose loss its machine has not noticed
  for f in "$d"/line.*/shell; do
    [ "$f" != "$w/shell" ] && [ -e "$f" ] || continue
    p=$(cat "$f")
    ls -l "/proc/$p/fd" 2>/dev/null | grep -qF "$d/line." && end_all '' "$p"
  done
  quit= now= shell= run= step= steps=
  while IFS= read -r l <&3; do
    r=${'$'}{l#* }
    case $l in
      'start '*) now=$r; mkfifo "$w/in.$now" || break; exec 4<>"$w/in.$now"; echo "$now" >&5 ;;
      'tell '*)
        [ ! -e "$w/shell" ] || read -r shell <"$w/shell" # a block may take the file away
        [ "${'$'}{r%% *}" != "$now" ] || printf '%s\n' "${'$'}{r#* }" >&4
        ;;
      'step '*)
        run=${'$'}{r%% *} step="RUNBOOK_STEP_ID=${'$'}{r#* }"
        case "$steps$n" in *"$step$n"*) ;; *) steps="$steps${'$'}{steps:+$n}$step" ;; esac
        ;;
      'file '*) while IFS= read -r m <&3 && [ "$m" != "$t" ]; do printf '%s\n' "$m"; done >"$d/$r" ;;
      'remove '*) rm -f "$d/$r" ;;
      'settle '*) settle "$r" ;;
      'stop '*)
        while [ -e "$w/in.$now" ] && [ ! -e "$w/shell" ]; do sleep 0.02 2>/dev/null || sleep 1; done # it is being started
        end_all "$step" $(cat "$w/shell" 2>/dev/null)
        (trap '' PIPE; printf '\036%s:0:%s\036' "$t" "$r") 2>/dev/null
        ;;
      quit) quit=1; break ;;
    esac
  done
  exec 3<&- 4>&-
  if [ -z "$quit" ]; then
    exec >/dev/null 2>&1 # a word to a line that is lost would end this
    clean
  fi
  true >"$w/closing"
  i=0
  while [ -n "$quit" ] && [ -e "$w/shell" ] && [ $i -lt 20 ]; do i=$((i + 1)); sleep 0.1 2>/dev/null || sleep 1; done
  if [ -d "$w" ]; then end_all "$steps" $(shells); else end_all "$steps" $shell; fi
  clean
  echo 0 >&5
  i=0
  while [ -z "$quit" ] && [ $i -lt "$linger" ]; do
    [ ! -e "$d/line.$((no + 1))" ] || exit 0
    [ -d "$w" ] || exit 0
    i=$((i + 1))
    sleep 1
  done
  rm -rf "$d"
}
printf '\036%s=ready %s %s %s %s\036' "$t" "$kind" "$version" "$taken" "$d"
printf '\036%s=ready\036' "$t" >&2
reader &
while read -r now <&5 && [ "$now" != 0 ]; do
  (
    umask "$mask"
    exec <"$w/in.$now" 3<&- 5<&-
    set -- -c 'echo $$ >"$2/shell"; if [ "$1" = bash ]; then exec "$3" --noprofile --norc; else exec "$3"; fi' sh "$kind" "$w" "$bash"
    [ -z "$alone" ] || exec setsid sh "$@"
    exec "$bash" --noprofile --norc -c 'set -m; sh "$@"; exit $?' bash "$@"
  )
  code=$?
  p=$(cat "$w/shell" 2>/dev/null)
  [ -z "$p" ] || [ -z "$(groups_of "$p")" ] || echo "$p" >>"$w/left"
  rm -f "$w/shell" "$w/in.$now"
  (trap '' PIPE; printf '\036%s:-%s:%s\036' "$t" "$now" "$code"; printf '\036%s:-%s:%s\036' "$t" "$now" "$code" >&2)
  [ ! -e "$w/closing" ] || exit 0
done
`
