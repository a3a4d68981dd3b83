import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['kubectl exec -it pod -c container -n ns -- sh', ['pod', 'container', 'ns']],
  ['kubectl rollout undo deployment/name', ['name']],
  ['helm upgrade release chart', ['release', 'chart']],
  ['docker service scale service=3', ['service']],
  ['service name restart', ['name']],
  ['journalctl -u service -f', ['service']],
  ['usermod -aG group user', ['group', 'user']],
  ['sudo chown -R user:group /srv', ['user:group']],
  ['mysql -u user -ppassword database', ['user', 'password', 'database']],
  ['mysql -uroot -pPASSWORD shop', ['PASSWORD']],
  ['redis-cli -h host -p port -a password', ['host', 'port', 'password']],
  ['ldapsearch -x -w password', ['password']],
  ['openssl s_client -connect host:443', ['host']],
  ['zfs rollback pool/dataset@snapshot', ['pool/dataset@snapshot']],
  ['lvextend -L +1G /dev/vg/lv', ['vg/lv']],
  ['mount /dev/sdb1 /mountpoint', ['/mountpoint']],
  ['ceph osd out osd.id', ['id']],
  ['git push origin branch', ['branch']],
  ['kill -9 28311', ['28311']],
  ['etcdctl member remove 6fb6887435ae87d5', ['6fb6887435ae87d5']],
  ['docker logs -f 3f4e1b2c9a7d', ['3f4e1b2c9a7d']],
  ['docker tag 3f4e1b2c9a7d registry7/web:2', ['3f4e1b2c9a7d']],
  [`echo -n 'NEW_VALUE' | gcloud secrets versions add dsn --data-file=-`, ['NEW_VALUE']],
  ['terraform state rm module.name', ['module.name']],
  ['heroku logs -a app', ['app']],
  ['rabbitmqctl add_user ann password', ['password']],
  [
    'rabbitmqctl delete_vhost vhostpath && rabbitmqctl rename_cluster_node oldnode1 newnode1',
    ['vhostpath', 'oldnode1', 'newnode1'],
  ],
  ['mongodump --out directory && tar xf a.tar -C dossier', ['directory', 'dossier']],
  ['psql -h servidor -U usuario base_de_datos', ['servidor', 'usuario', 'base_de_datos']],
])('%s: a bare noun is what is missing', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each([
  'kubectl get pod; kubectl delete deployment web; kubectl top node',
  'docker volume ls; docker container prune; docker compose logs service-a',
  'mysql -uroot -pZ9x-41 shop; mysql mysql',
  'systemctl status docker.service',
  'kill -9 1; kill %1; kill -15 $PID',
  'git branch; git commit; git checkout main; git show HEAD',
  'virsh list; helm list; openstack server list',
  'chown postgres:postgres file; chown root /srv',
  'useradd -m deploy; passwd root',
  'echo USER_NAME | grep NAME; echo "the NAME of it" | mail -s done ops; echo y | apt upgrade',
  'docker stop facade00 && etcdctl member add etcd3 && etcdctl get b5a71f0b96b3191f',
  'apt install git; npm install',
  'zpool status tank; zfs list',
  'echo user; grep host /etc/hosts',
])('%s holds nothing that is missing', script => {
  expect(texts(script)).toEqual([])
})

test.each<[string, string[]]>([
  ['rsync -av source/ destination/', ['source', 'destination']],
  ['cp oldfile newfile', ['oldfile', 'newfile']],
  ['docker cp container:/srv/x .', ['container']],
  ['docker restart name', ['name']],
  ['rabbitmqctl list_queues name messages', []],
  ['nc -zv web1 port', ['port']],
  ['crontab -u user -l', ['user']],
  ['ansible-playbook site.yml --limit hostname', ['hostname']],
  ['qm migrate VMID TARGETNODE', ['VMID', 'TARGETNODE']],
  ['curl http://server:port/metrics', ['server:port']],
  ['kubectl label node web key=value', ['key=value']],
  ['mysql shop < infile', ['infile']],
  ['openssl req -new -key domain.key -out shop.csr', ['domain.key']],
  ['tar czf target.tgz target', []],
])('%s: where a program takes a file, a host or a pair', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})
