import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['aws s3 ls --profile profile', ['profile']],
  ['gcloud storage ls --source-bucket bucket', ['bucket']],
  ['eksctl get cluster --region region-code', ['region-code']],
  ['scontrol update NodeName=node State=RESUME', ['node']],
  ['DB_NAME=db_name ./load.sh', ['db_name']],
  ['az vm restart --resource-group resource-group', ['resource-group']],
  ['PGPASSWORD=pg_password psql', ['pg_password']],
  ['export DB_PASSWORD="password"', ['password']],
  ['curl --api-key MySecretToken1 host', ['MySecretToken1']],
  ['sync --token s3cr3t', ['s3cr3t']],
  ['eksctl get cluster --region region-code', ['region-code']],
  ['openstack server rebuild --password 1234 web', ['1234']],
  ['export AWS_SECRET_ACCESS_KEY="secret"', ['secret']],
  ['eks delete-addon --addon-name add-ons-name', ['add-ons-name']],
  ['ldapsearch -x -w "password"', ['password']],
  [
    'logs --start-time 2024-01-15T00:00:00Z --end-time "2024-01-16 10:00"',
    ['2024-01-15T00:00:00Z', '2024-01-16 10:00'],
  ],
  ['journalctl --since=2024-01-15', ['2024-01-15']],
  ['pgbackrest --type=time "--target=2024-01-15 14:30:00+09" restore', ['2024-01-15 14:30:00+09']],
  ['mariabackup --backup --password=***** && mysql -p**** shop', ['*****', '****']],
  ['pgbackrest --type=time --target="2024-01-15 14:30:00" restore', ['2024-01-15 14:30:00']],
  [
    'mysqlbinlog --start-datetime="2024-01-15 14:00:00" --stop-datetime="2024-01-15 14:30:00" x',
    ['2024-01-15 14:00:00', '2024-01-15 14:30:00'],
  ],
])('%s: a value that only says what it is the value of is missing', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each([
  'kubectl get pods --output output',
  'app --config config --format json',
  'docker run --network host nginx',
  'POSTGRES_USER=postgres POSTGRES_DB=app psql',
  'journalctl --since yesterday --until "2 hours ago"',
  'curl --password hunter2-Zk9 host',
  'git log --date=short',
  'make --file 2024-01-15',
  'kubectl create secret generic db --from-file=password=./password.txt',
])('%s says what it means', script => {
  expect(texts(script)).toEqual([])
})
