import {type Gap, gapAt} from './gap.ts'
import type {ShellWord} from './shell-word.ts'

const act =
  'start|stop|restart|reload|status|enable|disable|on|off|yes|no|true|false|add|remove|delete|create|up|down|lock|unlock|attach|detach|open|close|allow|deny|set|unset|mount|unmount|import|export|encrypt|decrypt|pause|resume|suspend|install|uninstall|upgrade|downgrade|primary|secondary|master|slave|staging|production|prod|dev'
const several = new RegExp(`^(?:${act})(?:/(?:${act})){1,4}$`)

/** `user enable/disable bob`: of which a program takes one. */
export function alternativesIn({text, start, role}: ShellWord): Gap[] {
  return role === 'value' && text.includes('/') && several.test(text)
    ? [gapAt(text, start, {choices: text.split('/')})]
    : []
}
