import {expect, test} from 'vitest'
import {findBindNames, findGaps} from '../../../src/parser/placeholder.ts'

const shell = (text: string, prose?: string) =>
  findGaps(text, {language: 'shell', prose}).map(gap => gap.text)
const sql = (text: string, prose?: string) => findGaps(text, {language: 'sql', prose}).map(gap => gap.text)

test('a value is a gap where a comment beside it says that it is to be changed', () => {
  expect(shell('REGION=us-east-1 # change to your region\naws s3 ls --region us-east-1')).toEqual([
    'us-east-1',
    'us-east-1',
  ])
  expect(shell('export HOST=db7 # <- replace with the actual host')).toEqual(['db7'])
  expect(sql("DELETE FROM a WHERE day = '2024-01-02'; -- adjust as needed")).toEqual(['2024-01-02'])
})

test.each(['change', 'adjust', 'TODO change', 'e.g.', 'example', '<-- edit'])(
  'a value with the comment %s is a gap',
  comment => expect(shell(`NODE=web3 # ${comment}\nping`)).toEqual(['web3']),
)

test('a comment that tells what a value does makes no gap', () => {
  expect(shell('MODE=maintenance # change to maintenance before the update')).toEqual([])
  expect(shell('DEBUG=true # set this to true')).toEqual([])
  expect(shell('REPLICAS=3 # change replicas')).toEqual([])
})

test('what a text says of dates or addresses holds for all of them', () => {
  const drop = "ALTER TABLE a DROP PARTITION '2024-01-01';"
  expect(sql(`-- Drop old partitions (adjust date as needed)\n${drop}`)).toEqual(['2024-01-01'])
  expect(sql(drop)).toEqual([])
  expect(shell('ping 10.0.0.7; ping 127.0.0.1', 'Replace the IP addresses with yours:')).toEqual(['10.0.0.7'])
  expect(shell('ping 10.0.0.7', 'Change the IP address of the server.')).toEqual([])
})

test('the value of a variable is a gap where the text says that the variable is to be replaced', () => {
  const found = findGaps('export ADDRESS="abc1xyz"\ntx --from="$ADDRESS"', {
    language: 'shell',
    prose: 'Issue it as follows, replacing the `ADDRESS` with the one of your validator,',
  })
  expect(found.map(({name, text}) => [name, text])).toEqual([['ADDRESS', 'abc1xyz']])
})

test('a word of no language is a gap where the text says what it stands for', () => {
  expect(shell('sinfo -n nodeABC', 'Below, `nodeABC` refers to a compute node')).toEqual(['nodeABC'])
  expect(shell('deploy web', 'APP_1 should be replaced')).toEqual([])
  expect(shell('deploy service', 'Here service refers to the web server')).toEqual([])
})

test('what psql is told to put in place of a name is not asked for, where it is told before', () => {
  const names = (text: string) => findBindNames(text, () => true).map(gap => gap.text)
  expect(names('\\set keep 1001\nselect :keep, :drop')).toEqual([':drop'])
  expect(names('select :keep;\n\\set keep 1001')).toEqual([':keep'])
})

test('names that are no names are gaps', () => {
  expect(sql('SELECT pg_cancel_backend(__pid__)')).toEqual(['__pid__'])
  expect(sql('DETACH TABLE database.table')).toEqual(['database.table'])
  expect(sql('SELECT database, table FROM system.parts')).toEqual([])
  expect(shell('vault login hvs.EXAMPLEEXAMPLEEXAMPLE')).toEqual(['hvs.EXAMPLEEXAMPLEEXAMPLE'])
  expect(shell('aws configure set aws_access_key_id AKIAIOSFODNN7EXAMPLE')).toEqual(['AKIAIOSFODNN7EXAMPLE'])
  expect(shell('./join.sh host1:7000 host2:7000')).toEqual(['host1', 'host2'])
  expect(findGaps('redis-cli -h [host1|host2] ping').map(gap => gap.choices)).toEqual([['host1', 'host2']])
})

test('names of a language and of columns are no gaps', () => {
  expect(shell("python3 -c 'print(__name__)'")).toEqual([])
  expect(shell('promtool query instant http://x \'{__name__="up"}\'')).toEqual([])
  expect(shell('openstack server list -c ID -f value')).toEqual([])
  expect(shell('grep "[info|warn]" x.log')).toEqual([])
})
