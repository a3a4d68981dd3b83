import {expect, test} from 'vitest'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'
import {sqlEffect} from './expect-effects.ts'

const read = (script: string) => analyseShell(script, {sqlEffect})

test.each([
  ['ssh web1\nuptime', 'read', 'ssh', 'uptime'],
  ['ssh -i key.pem admin@web1\n\n# look\nsudo systemctl status nginx', 'read', 'ssh', '# look'],
  ['ssh web1\ncd /srv/app && git pull', 'change', 'ssh', 'cd /srv/app && git pull'],
  ['ssh web1\nsudo systemctl restart nginx', 'destroy', 'ssh', 'sudo systemctl restart nginx'],
  ['ssh web1\n./deploy.sh', 'unknown', 'ssh', './deploy.sh'],
  ['sudo -i\ntail /var/log/syslog', 'read', 'sudo', 'tail /var/log/syslog'],
  ['sudo su - postgres\npg_isready', 'read', 'su', 'pg_isready'],
  ['bash\nls', 'read', 'bash', 'ls'],
  ['tmux new -s work\nkubectl get pods', 'read', 'tmux', 'kubectl get pods'],
  ['kubectl exec -it web -- sh\nls /srv', 'read', 'kubectl exec', 'ls /srv'],
  ['kubectl debug -it node/a --image=busybox\ncat /proc/mdstat', 'read', 'kubectl', 'cat /proc/mdstat'],
  ['oc debug node/a\nchroot /host\nuptime', 'read', 'oc', 'chroot /host'],
  ['oc rsh web\nrm -rf /cache', 'destroy', 'oc rsh', 'rm -rf /cache'],
  ['docker exec -it web bash\nrm -rf /cache', 'destroy', 'docker exec', 'rm -rf /cache'],
  ['docker run -it alpine\nls', 'change', 'docker', 'ls'],
  ['heroku run bash -a app\nls', 'read', 'heroku run', 'ls'],
  ['aws ssm start-session --target i-1\nuptime', 'read', 'aws ssm start-session', 'uptime'],
  ['mosh host\nrm -rf /cache', 'destroy', 'mosh', 'rm -rf /cache'],
  ['mosh --ssh="ssh -p 2" host\nuptime', 'read', 'mosh', 'uptime'],
  ['et host\nuptime', 'read', 'et', 'uptime'],
  ['autossh -M 0 host\nuptime', 'read', 'autossh', 'uptime'],
  ['sshpass -p x ssh host\nuptime', 'read', 'ssh', 'uptime'],
  ['tsh ssh root@host\nuptime', 'read', 'tsh ssh', 'uptime'],
  ['gcloud compute ssh vm --zone z\nuptime', 'read', 'gcloud compute ssh', 'uptime'],
  ['az ssh vm -n x -g y\nuptime', 'read', 'az ssh', 'uptime'],
  ['vagrant ssh\nuptime', 'read', 'vagrant ssh', 'uptime'],
  ['doctl compute ssh box\nuptime', 'read', 'doctl compute ssh', 'uptime'],
  ['cf ssh app\nuptime', 'read', 'cf ssh', 'uptime'],
  ['fly ssh console\nuptime', 'read', 'fly ssh console', 'uptime'],
  ['machinectl shell root@box\nuptime', 'read', 'machinectl shell', 'uptime'],
  ['virsh console vm\nuptime', 'read', 'virsh', 'uptime'],
  ['lxc exec box -- bash\nuptime', 'read', 'lxc exec', 'uptime'],
  ['nsenter -t 1 -m\nuptime', 'read', 'nsenter', 'uptime'],
  ['chroot /mnt\nuptime', 'read', 'chroot', 'uptime'],
  ['runuser -l postgres\nuptime', 'read', 'runuser', 'uptime'],
  ['su -\nuptime', 'read', 'su', 'uptime'],
  ['sudo -s\nuptime', 'read', 'sudo', 'uptime'],
  ['sudo -iu postgres\nuptime', 'read', 'sudo', 'uptime'],
  ['doas -s\nuptime', 'read', 'doas', 'uptime'],
  ['redis-cli -h cache\nINFO memory\nDBSIZE', 'read', 'redis-cli', 'INFO memory'],
  ['kubectl exec -it cache -- redis-cli\nFLUSHALL', 'destroy', 'kubectl exec', 'FLUSHALL'],
  ['psql "$URL"\nSELECT count(*) FROM users;', 'read', 'psql', 'SELECT count(*) FROM users;'],
  ["psql app\nDROP TABLE users; -- it's old", 'destroy', 'psql', 'DROP TABLE users;'],
  ['mysql -u root -p\nSHOW PROCESSLIST;', 'read', 'mysql', 'SHOW PROCESSLIST;'],
  ['mysql -u root -p\nSTOP SLAVE;', 'destroy', 'mysql', 'STOP SLAVE;'],
  ['mongosh\nrs.status()', 'read', 'mongosh', 'rs.status()'],
  ['python3\nprint(1)', 'unknown', 'python3', 'print(1)'],
  ['rails console\nUser.where(old: true).delete_all', 'destroy', 'rails console', 'User.where'],
  ['telnet mail 25\nHELO x', 'unknown', 'telnet', 'HELO x'],
  ['psql app\ndropdb app', 'destroy', 'psql', 'dropdb app'],
])('the lines after it belong to what it opens: %s', (script, effect, name, first) => {
  const {inner, interactive, ...found} = read(script)
  expect({effect: found.effect, inner}).toEqual({effect, inner: {start: script.indexOf(first), name}})
  expect(interactive).toBeDefined()
})

test.each([
  'ssh web1',
  'ssh web1\n\n# then wait\n',
  'ssh web1 uptime\nls',
  'ssh web1 <<EOF\nuptime\nEOF\nls',
  'psql -c "SELECT 1"\nls',
  'psql < x.sql\nls',
  'kubectl exec web -- ls\nls',
  'docker run -d nginx\nls',
  'vim x\nls',
  'kubectl port-forward svc/a 80\nls',
  'mosh host uptime\nls',
  'tsh ssh host uptime\nls',
  'az ssh vm -n x -g y -- uptime\nls',
  "doctl compute ssh box --ssh-command 'rm -rf /x'\nls",
  'sudo -iu postgres ls\nls',
  'echo ls | bash\nls',
  'bash x.sh\nls',
])('nothing is typed into: %s', script => {
  expect(read(script).inner).toBeUndefined()
})

test('after the session is left, lines are commands of the script again', () => {
  const {commands, effect, inner, syntaxError} = read(
    'kubectl get pods\nssh web1\nsudo -i\npsql\nSELECT (1);\n\\q\nexit\nexit\nls',
  )
  expect(commands.map(({text, name, effect}) => [text, name, effect])).toEqual([
    ['kubectl get pods', 'kubectl get', 'read'],
    ['ssh web1', 'ssh', 'read'],
    ['sudo -i', 'sudo', 'read'],
    ['psql', 'psql', 'read'],
    ['SELECT (1);', 'psql', 'read'],
    ['exit', 'exit', 'read'],
    ['exit', 'exit', 'read'],
    ['ls', 'ls', 'read'],
  ])
  expect({effect, inner, syntaxError}).toEqual({
    effect: 'read',
    inner: {start: 26, name: 'ssh'},
    syntaxError: undefined,
  })
})

test('what is set or defined in a session stays there', () => {
  const {variables, assigns, definitions} = read('A=1\nssh web1\nB=$C\nf() { ls; }\nexit\necho "$B"')
  expect({variables, assigns, definitions}).toEqual({variables: ['B'], assigns: ['A'], definitions: []})
})

test('aliases and functions of the script are not known in the session', () => {
  expect(read('alias ll="ls -l"\nssh web1\nll').effect).toBe('unknown')
})

test('what is local in a session elsewhere is shared there', () => {
  expect(read('docker exec -it web bash\ntouch /tmp/x').effect).toBe('change')
  expect(read('bash\ntouch /tmp/x').effect).toBe('local')
})

test('many sessions are read in bounded time, and not for harmless', () => {
  expect(read('ssh a\nls\n'.repeat(5000)).effect).toBe('unknown')
  expect(read(`${'ssh a\nls\n'.repeat(50)}rm -rf x`).effect).toBe('destroy')
})
