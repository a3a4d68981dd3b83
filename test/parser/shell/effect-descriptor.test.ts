import {expectEffects} from './expect-effects.ts'

expectEffects('what is written through a descriptor', {
  read: ['echo x >&2', 'uptime 2>&1 | grep load', '# echo >&3\nuptime', 'df 3>&1 1>&2 2>&3'],
  local: ['exec 3>&1; echo x >&3', '( date >&9 ) 9>lock', 'exec {out}>x.log; echo x >&$out'],
  unknown: ['echo x >&3', 'cat f 1>&4', 'echo x >&"$out"', 'exec 3>/dev/tcp/h/1; echo x >&3'],
})
