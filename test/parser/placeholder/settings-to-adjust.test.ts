import {expect, test} from 'vitest'
import {findGaps} from '../../../src/parser/placeholder.ts'

const shell = (text: string, prose?: string) =>
  findGaps(text, {language: 'shell', prose}).map(gap => gap.text)

const settings = 'site=paris3\nexport OWNER="team7"'

test.each([
  'Adjust these:',
  'First, adjust the following values:',
  'Customise these variables.',
  'Please change these to match your site:',
  'Set the variables below for your environment.',
  'Update the values with your own, as needed:',
  'Adaptez ces valeurs :',
  'Ajustar los siguientes valores:',
  'Diese Werte anpassen:',
  'Passen Sie die folgenden Werte an:',
  'Set the variables to your values:',
  'Define the environment variables for your cluster:',
  'Edit the following variables:',
  'Customise:',
  '(use your own values)',
])('%s: the values of a block that only sets variables are gaps', prose => {
  expect(shell(settings, prose)).toEqual(['paris3', 'team7'])
})

test.each([
  'Set the following variables:',
  'Change these settings:',
  'The script adjusts these.',
  'Adjust the limits of the pool, then restart it; the job is told so:',
  'These variables change the port.',
])('%s: the values are meant as they are', prose => {
  expect(shell(settings, prose)).toEqual([])
})

test('what a comment asks for holds up to the next command', () => {
  const script = '# adjust these\nsite=paris3\ndebug=true\n\nmove --from "$site"\nport=8443\nopen "$port"'
  expect(shell(script)).toEqual(['paris3'])
  expect(shell('site=paris3\nmove "$site"', 'Adjust these:')).toEqual([])
})

test('the values that a block begins with are gaps, and those above which a comment says so', () => {
  expect(shell('site=paris3\nssh "$site" x=y7', 'Adjust these variables:')).toEqual(['paris3'])
  expect(shell('mkdir -p out\n# replace with your site\nsite=paris3')).toEqual(['paris3'])
  expect(shell('mkdir -p out\n# set by the installer\nsite=paris3')).toEqual([])
})
