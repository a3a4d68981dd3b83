import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const texts = (text: string) => findGaps(text, {language: 'shell'}).map(gap => gap.text)

test.each<[string, string[]]>([
  ['sacctmgr modify user bob set MaxJobs=2', ['bob']],
  ['./create-user.sh alice', ['alice']],
  ['squeue -u bob', ['bob']],
  ['ssh john.doe@web1', ['john.doe']],
  ['mail -s test recipient@gmail.com', ['recipient@gmail.com']],
  ['mail -s test ops.shop@gmail.com', []],
  ['cat /home/bob/.bashrc', []],
  ['systemctl restart alice.service', []],
])('%s: people who stand for any', (script, expected) => {
  expect(texts(script)).toEqual(expected)
})
