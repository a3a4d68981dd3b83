import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['nomad alloc logs alloc-id', ['alloc-id']],
  ['pgbackrest --stanza=stanza-name restore', ['stanza-name']],
  ['hdfs diskbalancer -plan data-node-name', ['data-node-name']],
  ["salt 'minion-id' state.apply", ['minion-id']],
  ['git checkout -b hotfix/ticket-number', ['ticket-number']],
  ['kubectl exec web -- rake name_of_task', ['name_of_task']],
  ['gitlab-backup restore BACKUP=timestamp_of_backup', ['timestamp_of_backup']],
  ['kubectl describe pod name-of-pod', ['name-of-pod']],
  ['kubectl get pods -n the-namespace', ['the-namespace']],
  ['scancel jobid', ['jobid']],
  ['virsh snapshot-create-as vmname snapname', ['vmname', 'snapname']],
  ['ip addr add ipaddress/24 dev eth0', ['ipaddress']],
])('%s: says as a whole what it is', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})

test.each([
  'rails g migration add_user_name',
  'python manage.py update_index_name',
  'php artisan fix:order-number',
  'nccli osd-maintenance remove_osd_by_id',
  'aws configure get aws_access_key_id',
  'redis-cli get next_order_number',
  'dmidecode -s system-serial-number',
  'sacct --format jobid,state',
  'ansible all -m setup -a filter=ansible_machine_id',
  'cat /etc/host-name',
  'hostnamectl hostname',
])('%s: what is done, and the key of what is read, are no names', script => {
  expect(texts(script)).toEqual([])
})
