import {expectEffects} from './expect-effects.ts'

expectEffects('a script or an action that only the running shell knows', {
  read: [
    "awk '{print $1}' file",
    'awk -v n="$n" \'NR == n\' file',
    'find . -name "$x"',
    'find $DIR -type f',
    'find -L $DIR -type f',
    'parallel find {} -type f ::: a b',
    'ssh -F /dev/null host uptime',
  ],
  local: ['zip -T a.zip b'],
  unknown: [
    'awk "{print $x}" file',
    'awk "/$pattern/" file',
    'sed "s/$a/$b/" file',
    'sed -i "s/$a/$b/" file',
    'sed -n "${n}p" file',
    'find . $x',
    'find . -name a $x',
    'parallel find ::: a b',
    'ssh -F config host uptime',
    'zip -TT frob a.zip b',
  ],
  destroy: ["zip -TT 'rm -rf' a.zip b", 'grafana-cli admin reset-admin-password "$PASSWORD"'],
})
