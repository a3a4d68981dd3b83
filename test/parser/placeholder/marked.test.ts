import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const gaps = (text: string) => findGaps(text).map(gap => gap.choices ?? gap.name)

test.each<[string, (string | string[])[]]>([
  ['railway rollback <deployment-id>', ['deployment-id']],
  ['vim <timestamp>_<description>.sql', ['timestamp', 'description']],
  ['set JWT_SECRET=<nouveau_secret>', ['nouveau_secret']],
  ['kubectl logs <pod name> -n <your namespace>', ['pod name', 'your namespace']],
  ['x --mode <fast|slow>', [['fast', 'slow']]],
  ['curl https://<host>/a', ['host']],
  ['echo <clé>', ['clé']],
  ['run <...>', ['what is left out']],
  ['ssh root@<ip, e.g. of the standby>', ['ip, e.g. of the standby']],
  ['psql -f </srv/dumps/file>', ['/srv/dumps/file']],
  ['kubectl delete pod < pod-name >', ['pod-name']],
  ['say {{name}} {{ other_name }}', ['name', 'other_name']],
  ['restore ${your-snapshot}', ['your-snapshot']],
  ['deploy __REGION__', ['REGION']],
  ['open [path of the report]', ['path of the report']],
  ['kubectl logs <<pod-name>> -c web', ['pod-name']],
  ['grep { first part of its id} list', ['first part of its id']],
  ['ls /srv/{app name}/log', ['app name']],
  ['make <dir/>', ['dir/']],
  ['qm unlock (VMID)', ['VMID']],
  ['/etc/init.d/web {start|stop}', [['start', 'stop']]],
  ['acmectl nodes (on|off) web1', [['on', 'off']]],
  ['rabbitmqctl change_cluster_node_type disc|ram', [['disc', 'ram']]],
  ['systemctl list-units|grep web', []],
  ['rm ${文件名}.tar', ['文件名']],
  ['kubectl logs 「pod名字」 -n ＜namespace＞', ['pod名字', 'namespace']],
  ['acmectl zap {group name/volume name}', ['group name/volume name']],
  ['hdfs dfsadmin -safemode [enter/leave]', [['enter', 'leave']]],
  ['kafka --group ${group.id} --list', ['group-id']],
  [`sed 's/<host>/<new host>/' a`, ['host', 'new host']],
  ['tool [--dry-run] [-n N] <env> [<file> ...]', ['options', 'env', 'file']],
])('%s has gaps', (text, expected) => {
  expect(gaps(text)).toEqual(expected)
})

test.each([
  "docker ps --format '{{.Names}}'",
  'echo 完成「备份」 「结束」',
  "grep '「错误」' app.log",
  "docker inspect -f '{{json .}}'",
  "docker inspect -f '{{range .Mounts}}{{.Source}}{{end}}' web",
  'cat <<EOF',
  'case $x in (on|off) true;; esac',
  '  (on|off) true;;',
  'grep -E "(on|off)" a',
  'ls {a,b} @(on|off)',
  '{ ls|sort;}',
  'echo ${NAME} ${é:-x}',
  'cat <<-EOF >out',
  'cat <<EOF>>out',
  'cat <<text>>out\na\ntext',
  'diff <(ls a) <(ls b)',
  'sort <in >out',
  'psql < dump.sql > log',
  '[[ a < b ]]',
  "grep '</div>' f",
  "echo '<p>ok</p>' > index.html",
  'exec 3<&1',
  'echo 2>&1',
  'echo $<',
  'sort </dev/null>out',
  "curl -d '<refresh/>' localhost",
  "curl -d '<set id=3><flush/></set>' localhost",
  "psql -c 'SELECT 1 FROM t WHERE a <5 and b> 6'",
  "awk '/x/ {print total}' f; f() { echo done }",
  'docker images | grep "<none>"',
  "grep -P '(?<name>a)' f",
  "grep '\\<word\\>' f",
  'git commit --author "Ann <ann@bakery.org>"',
  '[ -f x ] && [ -n "$Y" ]',
  "tr -d '[:space:]' | grep '[0-9a-z]'",
])('%s has none', text => {
  expect(gaps(text)).toEqual([])
})

test('a synopsis that goes on over lines is one optional gap', () => {
  const text = 'tool <env> run [--first A]\n         [--second B]'
  expect(findGaps(text).map(gap => [gap.text, gap.optional])).toEqual([
    ['<env>', false],
    ['[--first A]\n         [--second B]', true],
  ])
})

test('in SQL brackets are names, not what may be left out', () => {
  const text = 'SELECT 1 FROM [<db>].t; <<outer>> LOOP'
  expect(findGaps(text, {language: 'sql'}).map(gap => gap.text)).toEqual(['<db>'])
})

test.each([
  `sed 's/<.option>//' list`,
  `sed -i 's/<version>/1.2/' values.yaml`,
  'cleanup() { ls; }',
  `mvn help:evaluate -Dexpression='${'$'}{project.version}'`,
  `envsubst '${'$'}{a.name}' < a`,
  'ls [abc]*',
  'ls [enter/leave].txt',
])('%s has none', text => expect(gaps(text)).toEqual([]))
