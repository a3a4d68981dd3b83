import {expect, test} from 'vitest'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'

const texts = (script: string) =>
  analyseShell(script).commands.map(({text, name, effect}) => ({text, name, effect}))

test('every top-level statement is a command with its program and subcommand as its name', () => {
  expect(
    texts(
      '# look\nrailway logs --lines 5\nkubectl -n x delete pod y | cat\nfor i in 1 2; do sudo systemctl restart a$i; done\nX=1',
    ),
  ).toEqual([
    {text: 'railway logs --lines 5', name: 'railway logs', effect: 'read'},
    {text: 'kubectl -n x delete pod y | cat', name: 'kubectl delete', effect: 'destroy'},
    {text: 'for i in 1 2; do sudo systemctl restart a$i; done', name: 'systemctl restart', effect: 'destroy'},
    {text: 'X=1', name: 'X=', effect: 'local'},
  ])
})

test('a here-document belongs to its command, and what shares its line cannot be told apart', () => {
  expect(texts('cat <<EOF > x\na\nEOF\nls').map(({text}) => text)).toEqual(['cat <<EOF > x\na\nEOF', 'ls'])
  expect(texts('cat <<EOF; ls\na\nEOF\npwd').map(({text}) => text)).toEqual(['cat <<EOF; ls\na\nEOF', 'pwd'])
})

test('reasons name what was seen and what it does, each once', () => {
  expect(analyseShell('railway restart\nrailway restart\nls').reasons).toEqual([
    {effect: 'destroy', text: '`railway restart` restarts the service'},
  ])
  expect(analyseShell('aws rds restore-db-instance-from-db-snapshot').reasons).toEqual([
    {
      effect: 'change',
      text: '`aws rds restore-db-instance-from-db-snapshot` creates a new database from a backup',
    },
  ])
  expect(analyseShell('foo').reasons).toEqual([{effect: 'unknown', text: '`foo` is not known only to read'}])
  expect(analyseShell('ls | wc -l').reasons).toEqual([{effect: 'read', text: '`ls`, `wc` only read'}])
  expect(analyseShell('# nothing').reasons).toEqual([{effect: 'read', text: 'nothing runs'}])
})

test.each([
  ['psql "$URL"', '`psql` opens a session of its own'],
  ['railway run psql "$URL"', '`psql` opens a session of its own'],
  ['ssh web1', '`ssh` opens a session of its own'],
  ['sudo -i', '`sudo` opens a session of its own'],
  ['sudo su', '`su` opens a session of its own'],
  ['bash', '`bash` opens a session of its own'],
  ['python3', '`python3` opens a session of its own'],
  ['ipython', '`ipython` opens a session of its own'],
  ['gdb -p 1', '`gdb` opens a session of its own'],
  ['py-spy top --pid 1', '`py-spy` takes over the terminal'],
  ['redis-cli -h r', '`redis-cli` opens a session of its own'],
  ['vim x', '`vim` takes over the terminal'],
  ['journalctl | less', '`less` takes over the terminal'],
  ['htop', '`htop` takes over the terminal'],
  ['kubectl edit deploy x', '`kubectl edit` takes over the terminal'],
  ['kubectl exec -it pod -- bash', '`bash` opens a session of its own'],
  ['kubectl exec -it pod -- rails c', '`rails c` opens a session of its own'],
  ['kubectl exec -it pod -- app console', '`kubectl exec -it` opens a session of its own'],
  ['docker exec -it web ls', '`docker exec -t` needs a terminal'],
  ['railway shell', '`railway shell` opens a session of its own'],
  ['railway connect', '`railway connect` opens a session of its own'],
  ['passwd bob', '`passwd` asks a person at a terminal'],
  ['read -p "sure? " X', '`read` asks a person at a terminal'],
  ['vercel env add NAME production', '`vercel env add` asks a person at a terminal'],
  ['erl -sname a', '`erl` opens a session of its own'],
  ['mysqlsh root@db1 --js', '`mysqlsh` opens a session of its own'],
  ['redis-cli --cluster reshard db1:6379', '`redis-cli --cluster reshard` asks a person at a terminal'],
  ['mysqldump -u root -p app > app.sql', '`mysqldump` asks for a password'],
  ['mysql -uroot -p < app.sql', '`mysql` asks for a password'],
  ['salt-key -d old', '`salt-key` asks a person at a terminal'],
  ['$EDITOR .env', '`$EDITOR` takes over the terminal'],
  ['aws configure', '`aws configure` asks a person at a terminal'],
  ['gcloud auth login', '`gcloud auth login` asks a person at a terminal'],
  ['git commit', '`git commit` asks a person at a terminal'],
  ['git rebase -i main', '`git rebase` asks a person at a terminal'],
  ['crontab -e', '`crontab` takes over the terminal'],
  ['terraform apply', '`terraform apply` asks a person at a terminal'],
  ['select x in a b; do echo $x; done', '`select` asks a person at a terminal'],
])('%s needs a person', (script, text) => {
  expect(analyseShell(script).interactive).toBe(text)
})

test.each([
  'psql -c "SELECT 1"',
  'psql < x.sql',
  'erl -noshell -eval x',
  'redis-cli --cluster reshard db1:6379 --cluster-from a --cluster-to b --cluster-slots 5 --cluster-yes',
  'echo "SELECT 1" | psql',
  'psql <<EOF\nSELECT 1;\nEOF',
  'ssh web1 uptime',
  'echo ls | bash',
  'python x.py',
  'echo v | vercel env add NAME production',
  'git commit -m x',
  'git rebase main',
  'crontab -l',
  'terraform apply -auto-approve',
  'kubectl exec -it pod -- ls',
  'kubectl exec pod -- nginx -t',
  'while read -r line; do echo "$line"; done < file',
  'docker login --password-stdin < secret',
  'vim x &',
  'gdb -batch -ex bt -p 1',
  'perf report --stdio',
])('%s needs nobody', script => {
  expect(analyseShell(script).interactive).toBeUndefined()
})

test.each([
  ['railway logs --follow', '`railway logs`', true],
  ['railway logs --follow\nrailway status', '`railway logs`', false],
  ['railway logs -f | grep ERROR', '`railway logs`', true],
  ['railway logs --environment production | sort', '`railway logs`', true],
  ['tail -f x && echo done', '`tail -f`', false],
  ['tail -n 5 -f x', '`tail -f`', true],
  ['kubectl logs -f deploy/x', '`kubectl logs -f`', true],
  ['kubectl get pods -w', '`kubectl get -w`', true],
  ['kubectl port-forward svc/x 80', '`kubectl port-forward`', true],
  ['journalctl -fu nginx', '`journalctl -f`', true],
  ['docker compose logs -f api', '`docker compose logs -f`', true],
  ['docker stats', '`docker stats`', true],
  ['watch -n 1 ls', '`watch`', true],
  ['top', '`top`', true],
  ['ping host', '`ping`', true],
  ['while true; do curl -s x; sleep 1; done', '`while true`', true],
  ['for p in a b; do kubectl logs -f $p; done', '`kubectl logs -f`', false],
  ['python3 -m http.server', '`python3 -m http.server`', true],
  ['sleep infinity', '`sleep infinity`', true],
  ['ssh -N -L 1:x:2 host', '`ssh -N`', true],
  ['ssh host tail -f x', '`tail -f`', true],
  ['vmstat 5', '`vmstat 5`', true],
  ['f() { tail -f x; }; f; ls', '`tail -f`', false],
  ['strace -f -p 1', '`strace -p`', true],
  ['perf top', '`perf`', true],
  ['vault server -dev', '`vault server`', true],
  ["nginx -g 'daemon off;'", '`nginx -g`', true],
  ['flask --app x run', '`flask run`', true],
])('%s does not end by itself', (script, text, last) => {
  expect(analyseShell(script).endless).toEqual({text, last})
})

test.each([
  'railway logs --lines 100',
  'railway logs --since 1h | grep ERROR',
  'timeout 10 tail -f x',
  'tail -f x | head -5',
  'tail -f x | grep -m1 ready',
  'kubectl port-forward svc/x 80 &',
  'ping -c 3 host',
  'while true; do ls && break; done',
  'until curl -s x; do sleep 1; done',
  'top -b -n 1',
  'vmstat 1 3',
  'docker compose up -d',
  'strace -c ls',
  'nginx -s reload',
])('%s ends by itself', script => {
  expect(analyseShell(script).endless).toBeUndefined()
})

test('a syntax error has a place, and makes a script at least unknown', () => {
  const found = analyseShell('ls\necho "abc')
  expect(found.syntaxError).toEqual({message: 'unterminated double quote', offset: 8})
  expect(found.effect).toBe('unknown')
  expect(analyseShell('rm x\necho "abc').effect).toBe('destroy')
  expect(analyseShell('echo $(ls').syntaxError).toBeDefined()
})

test('functions and aliases of scripts before are known', () => {
  const {definitions} = analyseShell('on() { ssh host "$1"; }\nalias dk="docker compose"\nls')
  expect(definitions).toEqual(['on() { ssh host "$1"; }', 'alias dk="docker compose"'])
  expect(analyseShell("on 'systemctl restart x'", {definitions}).effect).toBe('destroy')
  expect(analyseShell('dk ps', {definitions}).effect).toBe('read')
  expect(analyseShell('dk down', {definitions}).reasons).toEqual([
    {effect: 'destroy', text: '`docker compose down` stops and removes containers'},
  ])
  expect(analyseShell('dk ps').effect).toBe('unknown')
})

test('functions that call themselves or one another without end are read all the same', () => {
  expect(analyseShell('f() { f; }; f').effect).toBe('read')
  const doubling = Array.from({length: 30}, (_, i) => `f${i}() { f${i + 1}; f${i + 1}; }`).join('\n')
  expect(analyseShell(`${doubling}\nf30() { ls; }\nf0`).effect).not.toBe('read')
})

test('psql is unknown where nobody reads its SQL', () => {
  expect(analyseShell("psql -c 'SELECT 1'").effect).toBe('unknown')
})

test.each([
  ['NS=app\nkubectl get pods -n $NS', 'read'],
  ['cd /var/log && tail syslog', 'read'],
  ['set -e\npod=$(kubectl get pods -o name | head -1)\nkubectl logs $pod', 'read'],
  ['NS=app', 'local'],
  ['pod=$(kubectl get pods -o name)', 'local'],
  ['export POD=$(kubectl get pods -o name)', 'local'],
  ['NS=app; echo "$NS"', 'local'],
  ['export LOADER=./x\nls', 'local'],
  ['set -a\nX=1\nls', 'local'],
  ['cd /srv && touch x', 'local'],
  ['X=1 && rm x', 'destroy'],
])(
  'setting variables and changing the directory do not count beside commands that look: %s → %s',
  (script, effect) => {
    expect(analyseShell(script).effect).toBe(effect)
  },
)

test.each(["ssh web1 'cd /srv && ls'", "bash -c 'X=1; ls'", '(cd /srv && ls)', 'ls $(cd /srv; pwd)'])(
  'the state of a shell that ends is nobody’s: %s',
  script => {
    expect(analyseShell(script).effect).toBe('read')
  },
)

test.each([
  ['echo "A=1" >> "$RUNBOOK_OUTPUT"', 'read'],
  ['hostname > ${RUNBOOK_OUTPUT}', 'read'],
  ['echo x > "$RUNBOOK_OUTPUT.old"', 'local'],
  ['rm x >> "$RUNBOOK_OUTPUT"', 'destroy'],
])('%s keeps a value for the run: %s', (script, effect) => {
  expect(analyseShell(script).effect).toBe(effect)
})
