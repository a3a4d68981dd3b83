/** What a block does about traps, as far as its text tells; undefined where it does nothing. */
export type TrapUse = 'lists' | 'sets' | undefined

/** Whether a block lists traps, so that it would see the session's own of EXIT, or may take that away. */
export function trapUseOf(script: string): TrapUse {
  if (/\btrap(?:[ \t]+-[pP]\b|[ \t]*(?:$|[;&|()}\n`>#]))/.test(script)) return 'lists'
  return /\btrap\b/.test(script) ? 'sets' : undefined
}

/** Takes the session's own trap away for a block that lists traps; if it ends its bash, the state before it counts. */
export function hidingTrap(use: TrapUse): string {
  if (use !== 'lists') return ''
  return '{ case $(\\builtin trap -p EXIT) in *__rb_exit*) \\builtin trap - EXIT ;; esac; } 2>/dev/null; '
}

/** Sets it again after a block, where there is no other. */
export function settingTrap(use: TrapUse, exitTrap: string): string {
  return use === undefined ? '' : `{ [[ -n $(\\builtin trap -p EXIT) ]] || ${exitTrap}; } 2>/dev/null; `
}
