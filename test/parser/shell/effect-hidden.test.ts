import {expect, test} from 'vitest'
import {analyseShell} from '../../../src/parser/shell/analyse.ts'
import {expectEffects} from './expect-effects.ts'

expectEffects('a command inside a command', {
  read: [
    'curl -s http://a/health --next -I http://b/health',
    "sed -n '/begin/,/end/p' file",
    "sed -e 's/[^/]*$//' -e '1~2!d' file",
    "sed 's|a|b|g;$!N;s/\\n/ /' file",
    "sed -E '/^#/d; s/(a)(b)/\\2\\1/gI' file",
    "awk -F'|' '/a|b/ {n++} $1 ~ /x|y/ && n > 3 || !seen[$1]++ {print $1} END {print n}' file",
    "psql -c '\\x' -c 'SELECT 1'",
    '[[ $x =~ ^[0-9]+$ && -n ${a[0]} ]]',
    "test -n 'a[0]'",
    "[[ $(kubectl get pod -o jsonpath='{.items[0].x}' -n ${NS}) == Running ]]",
  ],
  local: [
    'curl -s --etag-save tag http://a/',
    'curl -s --hsts cache http://a/',
    'curl -s --libcurl a.c http://a/',
    'curl -s -c jar http://a/',
    "curl -s -w '%output{f}%{http_code}' http://a/",
    'sed -i s/a/b/ file',
    'git -c color.ui=never log',
  ],
  change: [
    'curl -sI http://a --next -d x http://b',
    'curl -sI http://a -: -d x http://b',
    'docker run --rm -v /data:/d alpine ls /d',
  ],
  destroy: [
    'curl -s http://a --next -X DELETE http://b',
    "git bisect run sh -c 'rm -rf x'",
    "git rebase -x 'rm -rf x' main",
    "git rebase --exec='rm -rf x' main",
    "git submodule foreach 'rm -rf x'",
    "mapfile -C 'rm x' -c 1 a < f",
    "complete -C 'rm x' ls",
    "psql -o '|rm -rf x' -c 'SELECT 1'",
    'docker run -v /data:/d alpine rm -rf /d',
    'docker run --rm -it -e A=1 --entrypoint rm alpine -rf /d',
    'docker compose -f prod.yml run --rm web rm -rf /d',
    'docker-compose run web rails db:drop',
    'kubectl run x --image=alpine -- rm -rf /d',
    'kubectl run x --image=alpine --command rm -rf /d',
    'kubectl debug node/a -it --image=alpine -- rm -rf /host',
  ],
  unknown: [
    'curl telnet://a:25',
    'curl dict://a/x',
    'curl gopher://a:6379/_FLUSHALL',
    'curl ftp.example.org',
    'curl --proto-default telnet a',
    'curl --dat x http://a',
    "psql -c '\\o |sh'",
    "psql -c '\\x \\! rm -rf x'",
    'psql -c "\\copy t to program \'sh\'"',
    "sed $'1e\\\\\\nrm x'",
    "sed '1e rm x' file",
    "sed 's/a/b/e' file",
    "sed 's/a/b/w out' file",
    "sed -n '/a/w out' file",
    "sed --expr='1e rm x' file",
    'sed "$SCRIPT" file',
    'awk \'{print | ("sh")}\' file',
    'gawk \'@load "x"; BEGIN {x()}\'',
    'awk "$PROGRAM" file',
    "test -v 'a[$(rm x)]'",
    "[ -v 'a[`rm x`]' ]",
    "[[ -v 'a[$(rm x)]' ]]",
    "printf -v 'a[$(rm x)]' x",
    "let 'a[$(rm x)]'",
    "test -v 'a[b[0]+$(rm x)]'",
    "(( a['$(rm x)'] ))",
    "x='a[$(rm x)]'; [[ $x -eq 0 ]]",
    'helm template x --post-renderer ./x',
    'make -n',
    'readarray -C ./x a < f',
    'complete -C ./x ls',
    'rsync -n -e ./x a h:b',
    'git -c core.fsmonitor=./x status',
    "git config core.pager './x'",
    'git difftool -y -x ./x',
    'enable -f ./x.so x',
    'hash -p /tmp/x ls',
  ],
})

expectEffects('paths', {
  read: [
    '/bin/ls',
    '/usr/local/bin/psql --version',
    '/opt/homebrew/bin/kubectl get pods',
    '/usr/bin/[ -e x ]',
  ],
  unknown: [
    '/srv/app/bin/test',
    '/tmp/bin/ls',
    './ls',
    '/opt/x/sbin/ip addr',
    '/bin/../tmp/ls',
    '/usr/bin/x/ls',
  ],
})

expectEffects('options that lower', {
  read: ['kubectl apply -f x --dry-run=client', 'kubectl apply -f x --dry-run=none --dry-run=client'],
  change: [
    'kubectl apply -f x --dry-run=client --dry-run=none',
    'git push --dry-run --no-dry-run',
    'git push -n --no-dry',
  ],
  unknown: ['git push --dry-run $OPTS'],
  destroy: ['kubectl delete pod x --dry-run=$MODE', 'rsync -n --no-dry-run --delete a/ b/'],
})

expectEffects('environment', {
  read: [
    'LC_ALL=C sort f',
    'PGPASSWORD=x psql -c "SELECT 1"',
    'KUBECONFIG=x kubectl get pods',
    'AWS_PROFILE=x aws s3 ls',
    'AWS_PAGER="" aws ec2 describe-instances',
    'export AWS_PAGER=\naws ec2 describe-instances',
    'TF_LOG=DEBUG terraform plan',
    'env TZ=UTC date',
    'sudo LC_ALL=C ls',
  ],
  local: [
    'while IFS= read -r x; do echo "$x"; done < f',
    'export APP=1',
    'X=1',
    'IFS=,',
    'printf "PATH=%s" "$PATH" > f',
    'GIT_AUTHOR_NAME=x',
  ],
  unknown: [
    'GIT_PAGER=./x git log',
    'KUBECTL_EXTERNAL_DIFF=./x kubectl diff -f x',
    'PSQLRC=x psql -c "SELECT 1"',
    'NODE_OPTIONS="-r ./x" npm ls',
    'RUBYOPT=-r./x gem list',
    'LESSOPEN="|x" ls',
    'WHATEVER=x ls',
    'env WHATEVER=x ls',
    'sudo GIT_PAGER=./x git log',
    'export PATH="$PATH:/opt/bin"',
    'PATH=.',
    'read PATH',
    'printf -v PATH x',
    "env --split='rm x'",
    "env -vS'./x'",
    'PATH=. ls',
    'declare -x LD_PRELOAD=./x.so',
    'export BASH_ENV=x',
    'PROMPT_COMMAND=x',
    'export GIT_SSH_COMMAND=./x',
  ],
})

expectEffects('definitions', {
  destroy: [
    '{ ls(){ rm -rf x; }; }; ls',
    "eval 'cat(){ rm -rf x; }'; cat f",
    "alias rm='rm -i'; rm -rf x",
    'false && rm(){ :; }; rm -rf x',
    "bash -c 'rm(){ :; }'; rm -rf x",
    'unset -f rm; rm -rf x',
    "command alias ls='rm -rf'; ls x",
  ],
  unknown: ['f(){ $X; }; f'],
})

test.each([
  '{ ls(){ rm -rf x; }; }',
  '[ -x a ] && ls(){ rm -rf x; }',
  'if true; then ls(){ rm -rf x; }; fi',
  "eval 'ls(){ rm -rf x; }'",
  "{ alias ls='rm -rf x'; }",
  'f(){ ls(){ rm -rf x; }; }; f',
])('a later block knows what is defined by: %s', script => {
  const {definitions} = analyseShell(script)
  expect(analyseShell('ls', {definitions}).effect).toBe('destroy')
})

test.each([
  [['wipe() { rm -rf /data; }', 'wipe() { echo would; }'], 'wipe', 'destroy'],
  [['wipe() { echo would; }', 'wipe() { rm -rf /data; }'], 'wipe', 'destroy'],
  [['wipe() { echo a; }', 'wipe() { echo b; }'], 'wipe', 'read'],
  [['wipe() { rm -rf /data; }'], 'wipe() { echo would; }; wipe', 'read'],
  [['wipe() { rm -rf /data; }'], '[ -n "$DRY" ] && wipe() { echo would; }; wipe', 'destroy'],
  [['wipe() { rm -rf /data; }'], 'if true; then wipe() { echo would; }; fi; wipe', 'destroy'],
  [['wipe() { rm -rf /data; }'], '(wipe() { echo would; }); wipe', 'destroy'],
  [['wipe() { rm -rf /data; }'], 'wipe() { echo would; } & wipe', 'destroy'],
  [['wipe() { rm -rf /data; }'], "bash -c 'wipe() { echo would; }'; wipe", 'destroy'],
  [["alias wipe='rm -rf /data'", "alias wipe='echo would'"], 'wipe', 'destroy'],
  [["alias wipe='rm -rf /data'"], "alias wipe='echo would'; wipe", 'destroy'],
  [["alias wipe='rm -rf /data'"], 'wipe() { echo would; }; wipe', 'destroy'],
  [['run() { wipe; }', 'wipe() { rm -rf /data; }', 'wipe() { echo; }'], 'run', 'destroy'],
  [['run() { peek; }'], 'peek() { ./x; }; if [ -e y ]; then peek() { echo; }; fi; run', 'unknown'],
  [['f() { ls; }'], 'unset -f f; f', 'unknown'],
  [["alias f='ls'"], 'unalias f; f', 'unknown'],
  [["alias f='ls'"], 'unalias -a; f', 'unknown'],
  [['f() { ls; }'], 'unset -f f; f() { touch x; }; f', 'local'],
  [[], 'if false; then f() { ls; }; fi; f', 'unknown'],
  [[], 'f() { ./x; }; ! f() { ls; }; f', 'read'],
] as const)('after %j, %s → %s', (definitions, script, effect) => {
  expect(analyseShell(script, {definitions}).effect).toBe(effect)
})

test.each([
  ['peek() { ls; }; unset -f peek', 'unknown'],
  ['if false; then peek() { ls; }; fi', 'unknown'],
  ['alias peek=ls; unalias peek', 'unknown'],
  ['case $x in a) peek() { ls; } ;; esac; peek() { pwd; }', 'read'],
  ['unset -f peek; peek() { ls; }', 'read'],
  ['peek() { ls; }\nif x; then peek() { ls -l; }; fi', 'read'],
  ['peek() { rm -rf /data; }\npeek() { ls; }', 'destroy'],
])('what a later block does that calls `peek` after: %s → %s', (script, effect) => {
  const {definitions} = analyseShell(script)
  expect(analyseShell('peek', {definitions}).effect).toBe(effect)
})

expectEffects('what runs what it is given', {
  read: [
    'kustomize build overlays/prod',
    'rpm -qa',
    'rpm -q --last openssl',
    'echo "${x@Q}"',
    'gh auth status',
  ],
  local: ['gh extension install a/b', 'apt-get -o Acquire::Retries=3 update', 'kustomize build . -o out'],
  change: ['vault unwrap s.x'],
  unknown: [
    'vault ssh -role otp root@web-1',
    'vault ssh -role otp root@web-1 uptime',
    'gh extension exec stack',
    'kustomize build --enable-alpha-plugins --enable-exec .',
    'kustomize build --enable-helm --helm-command ./helm .',
    "rpm -q --eval '%(rm -rf x)'",
    "rpm --define 'x %(rm -rf x)' -qa",
    "apt-get -o 'APT::Update::Pre-Invoke::=rm -rf x' update",
    'x=\'$(rm -rf y)\'; echo "${x@P}"',
    'x=$(cat f); : <<< ${x@P}',
    'x=$(cat f); [[ ${x@P} ]]',
  ],
  destroy: ['zip -d archive.zip a.txt', 'tar --delete -f archive.tar a.txt'],
})

expectEffects('what runs, or is told, what is not seen here', {
  read: ['ceph auth get client.x', 'ls | xargs -I{} find {} -name x'],
  local: ['ceph auth get client.x -o key'],
  unknown: [
    'go generate ./...',
    'aws stepfunctions test-state --definition x --role-arn y',
    'cat dirs | xargs find -name x',
  ],
})
