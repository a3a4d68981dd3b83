import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['certbot -d example.de -d www.example.co.uk', ['example.de', 'www.example.co.uk']],
  ['ldapsearch -b "ou=users,dc=example,dc=com"', ['dc=example,dc=com']],
  ['ping 2001:db8::1', ['2001:db8::1']],
  ['ip link set eth0 address aa:bb:cc:dd:ee:ff', ['aa:bb:cc:dd:ee:ff']],
  ['az account set -s 00000000-0000-0000-0000-000000000000', ['00000000-0000-0000-0000-000000000000']],
  ['aws ec2 stop-instances --instance-ids i-0abc123def456', ['i-0abc123def456']],
  ['kubectl logs web-7d4b9c6f8-abcde; kubectl logs nginx-xyz', ['web-7d4b9c6f8-abcde', 'nginx-xyz']],
  ['curl https://hostname:8443/ -u user:password', ['hostname', 'user:password']],
  ['curl -u elastic:password -H "Authorization: Bearer token" api', ['password', 'token']],
  ['git config user.name "Your Name"', ['Your Name']],
  ['ssh your.server.name; mail you@company.com', ['your.server.name', 'you@company.com']],
  ['kafka-topics --bootstrap-server host:port', ['host:port']],
  ['swaks --to conta@dominio.com.br; dig mondomaine.fr', ['conta@dominio.com.br', 'mondomaine.fr']],
  ['mdadm --detail /dev/mdZ', ['mdZ']],
  ['ssh shop-{prod|staging}-worker', ['{prod|staging}']],
  [`aws dynamodb get-item --key '{"code": {"S": "CODE_FROM_CUSTOMER"}}'`, ['CODE_FROM_CUSTOMER']],
  [
    'kubeseal <secret-file-path.yaml >encrypted-secret-file-path.yaml',
    ['secret-file-path', 'encrypted-secret-file-path'],
  ],
  ['git clone https://github.com/example/shop.git', ['example']],
  ['BUCKET_NAME=somebucket; ACCESS_KEY=accesskey; SECRET_KEY=secret', ['somebucket', 'accesskey', 'secret']],
  ['kubectl logs api- -f; kubectl exec -it db- -- bash', ['api-', 'db-']],
  ['kubectl label node n1 group-; kubectl taint node n1 key-; kubectl annotate pod x y-', []],
  ['vault read auth/approle/role/shop/role-id', []],
  ['git revert def456; git reset --hard 789ghij', ['def456', '789ghij']],
  ['git show 1a2b3c4; git checkout a1b2c3d', ['1a2b3c4', 'a1b2c3d']],
  ['git show 3f2a91c; git show 456defc0', ['456defc0']],
  ['fly secrets set JWT_SECRET="previous-secret"', ['previous-secret']],
  ['psql "host=[ADDRESS] user=[USERNAME]"', ['[ADDRESS]', '[USERNAME]']],
  ['heroku pg:copy DATABASE HEROKU_POSTGRESQL_PUCE -a shop', []],
  ['createdb mi_base_de_datos; dropdb meinedatenbank', ['mi_base_de_datos', 'meinedatenbank']],
  ['createdb nova_base_de_dados; dropdb meubanco', ['nova_base_de_dados', 'meubanco']],
  ['scp a usuario@servidor_destino:/ruta/destino', ['usuario@servidor_destino', '/ruta/destino']],
  ['rsync /chemin/source /pfad/ziel', ['/chemin/source', '/pfad/ziel']],
  ['tar cf a.tar /ruta/al/directorio', ['/ruta/al/directorio']],
  ['aws ec2 describe-vpcs --vpc-ids vpc-12345', ['vpc-12345']],
  ['pg_dump --username pg_username', ['pg_username']],
  ['wakeonlan XX:XX:XX:XX:XX:XX', ['XX:XX:XX:XX:XX:XX']],
  ['git remote add origin PASTE_HERE_REPO_LINK', ['PASTE_HERE_REPO_LINK']],
  [
    'docker exec pg_container_name true; docker stop container_name_or_id',
    ['pg_container_name', 'container_name_or_id'],
  ],
  ['clone source-instance target-instance', ['source-instance', 'target-instance']],
  ['aws route53 list-resource-record-sets --hosted-zone-id Z1234567890ABC', ['Z1234567890ABC']],
  ['aws ec2 stop-instances --instance-ids i-00000000000000000', ['i-00000000000000000']],
  ['export AWS_ACCESS_KEY_ID="ABCDEFGH"', ['ABCDEFGH']],
  ['scp agent-x.x.x.tgz web7:', ['x.x.x']],
  ['ceph osd out osd.NN; systemctl stop ceph-osd@NN', ['NN', 'NN']],
  ['journalctl -k | grep sdX', ['sdX']],
  ['curl http://admin:password@db7/x', ['password']],
  ['redis-cli -u redis://:password@db7:6379', ['password']],
])('%s is an example', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each([
  'cat example.py example.conf example.yaml',
  'ping 2001:4860:4860::8888; ip link set eth0 address 52:54:00:12:af:3c',
  'poudriere jail -c -j 120x64 -v 12.4-RELEASE',
  'ceph-mon --extract-monmap m --mon-data ./mon-a/data',
  'open https://shop.xyz/ https://abc.xyz',
  'kafka-topics --bootstrap-server broker:9092 kafka:9092',
  'az network public-ip list; aws elbv2 describe-target-groups',
  'kubectl logs nom-api-849c455c4-sg9q2',
  'docker pull redis:7; rsync web:backup .',
  'gcloud compute firewall-rules create web --direction=INGRESS --target-type=INSTANCE',
  'psql postgresql://postgres:postgres@db7/x; git clone git@github.com:acme/XX',
  'tr abcdefghijklmnopqrstuvwxyz X; load abcdefg.sql',
  'terraform output -raw cluster_name; echo $(tofu output -json db_name)',
  'dig condominio.com; curl https://dominio.shop.io; cat dominio.conf',
  'aws ec2 describe-vpcs --filters "Name=vpc-id,Values=*" "Name=tag:x/cluster-name,Values=a"',
])('%s holds no example', script => {
  expect(texts(script)).toEqual([])
})
