import {expect, test} from 'vitest'
import {groupsOf} from '../../src/parser/groups.ts'
import {outline, partOf, shell, sql} from './groups-outline.ts'

test.each<[string, string, string[]]>([
  ['one command is one group', 'uptime', ['0-1 (no title)']],
  [
    'a comment above commands is their title',
    '# Look at the load :\nuptime\nfree -m',
    ['0-3 Look at the load'],
  ],
  ['a comment behind a command is no title', 'uptime  # the load', ['0-1 (no title)']],
  [
    'groups apart from each other',
    '# Load\nuptime\n\n# Memory\nfree -m\nvmstat\n',
    ['0-3 Load', '3-7 Memory'],
  ],
  [
    'numbers need no blank line, and are not in the title',
    '# 1. Load\nuptime\nw\n# 2) Memory\nfree -m\n# Step 3: Disk\ndf',
    ['0-3 Load', '3-5 Memory', '5-7 Disk'],
  ],
  [
    'each statement with a comment of its own',
    '# Load\nuptime\n# Memory\nfree -m',
    ['0-2 Load', '2-4 Memory'],
  ],
  [
    'what prepares stands alone before statements that each have a comment',
    'cd /srv\n# Build\nmake\n# Ship\nmake ship',
    ['0-1 (no title)', '1-3 Build', '3-5 Ship'],
  ],
  [
    'comments below their commands are no titles',
    'make\n# builds it\nmake ship\n# ships it',
    ['0-4 (no title)'],
  ],
  [
    'a comment amid groups that blank lines tell apart is a remark',
    '# Build\nmake\nmake lint\n# slow the first time\nmake test\n\n# Ship\nmake ship',
    ['0-6 Build', '6-8 Ship'],
  ],
  ['a remark below a command', '# Load\nuptime\n# below 4 is fine\n\n# Disk\ndf', ['0-4 Load', '4-6 Disk']],
  [
    'a remark apart from its command',
    '# Load\nuptime\n\n# Expected: below 4\n\n# Disk\ndf',
    ['0-5 Load', '5-7 Disk'],
  ],
  ['a head remark', '# On the primary only\n\n# Load\nuptime\n\n# Disk\ndf', ['0-5 Load', '5-7 Disk']],
  [
    'a head drawn with rules goes with what follows',
    '# Load\nuptime\n\n# =====\n# Storage\n# =====\n\n# Disk\ndf',
    ['0-3 Load', '3-9 Disk'],
  ],
  [
    'a title over two lines',
    '# Find the sessions that have been waiting\n# longer than the rest\nw',
    ['0-3 Find the sessions that have been waiting longer than the rest'],
  ],
  ['a title with a blank line below it', '# Load\n\nuptime', ['0-3 Load']],
  ['statements without a comment stay with those before', '# Load\nuptime\n\nw', ['0-4 Load']],
  ['the first statements have no title', 'uptime\n\n# Disk\ndf', ['0-2 (no title)', '2-4 Disk']],
  ['CRLF is no matter of titles', '# Load\nuptime\n\n#Disk\ndf', ['0-3 Load', '3-5 Disk']],
])('%s', (_, text, expected) => {
  expect(shell(text)).toEqual(expected)
})

test.each([
  ['a compound command', 'for h in a b; do\n\n# 1. Load\nssh $h uptime\n\n# 2. Disk\nssh $h df\ndone'],
  ['a here-document', 'cat <<END\n\n# 1. Load\n\n# 2. Disk\nEND'],
  ['a string', "psql -c '\n\n# 1. Load\n\n# 2. Disk\n'"],
  ['a list that goes on', 'uptime &&\n\n# 1. Disk\ndf &&\n\n# 2. Load\nw'],
  ['what bash cannot read', 'echo "open\n\n# 1. Load\nuptime\n\n# 2. Disk\ndf'],
])('nothing is cut inside %s', (_, text) => {
  expect(shell(text)).toEqual([`0-${text.split('\n').length} (no title)`])
})

test.each([
  ['a shebang', '#!/bin/bash\n# Load\nuptime\n\n# Disk\ndf'],
  ['set -e', 'set -euo pipefail\n\n# Load\nuptime\n\n# Disk\ndf'],
  ['a function', 'f() {\n  uptime\n}\n\n# Load\nf\n\n# Disk\ndf'],
  ['a trap', 'trap "rm -f x" EXIT\n\n# Load\nuptime\n\n# Disk\ndf'],
])('a script with %s stays whole', (_, text) => {
  expect(shell(text)).toHaveLength(1)
})

test('the first comment of a script is its title', () => {
  expect(shell('#!/bin/sh\n# Back it up\n\n# Where to\ndir=/srv\n\n# Go\ndump')).toEqual(['0-8 Back it up'])
})

test.each<[string, string, string[]]>([
  [
    'a numbered comment alone',
    '# 1. Load\nuptime\n\n# 2. Look at the graphs\n# Dashboard → Load',
    ['0-3 Load', '3-5 Look at the graphs — Dashboard → Load !'],
  ],
  [
    'an instruction apart from commands',
    '# Load\nuptime\n\n# Open the dashboard\n\n# Disk\ndf',
    ['0-3 Load', '3-5 Open the dashboard !', '5-7 Disk'],
  ],
  [
    'steps of one comment whose numbers go on below',
    '# 1. Read the logs\n# 2. Mend the code\n# 3. Build\nmake\n\n# 4. Ship\nmake ship',
    ['0-1 Read the logs !', '1-2 Mend the code !', '2-5 Build', '5-7 Ship'],
  ],
])('for a person: %s', (_, text, expected) => {
  expect(shell(text)).toEqual(expected)
})

test('a comment that lists what a script does is one title', () => {
  expect(shell('# This does:\n# 1. stop\n# 2. migrate\n./migrate.sh')).toEqual(['0-4 This does'])
})

test('an instruction has nothing that could run', () => {
  const text = '# 1. Load\nuptime\n# 2. Open the dashboard'
  const [, instruction] = groupsOf([partOf(text, 'shell')], text, {headings: []})
  expect(instruction).toMatchObject({
    instruction: true,
    part: {lines: {from: 2, to: 3}, kind: 'show', shows: 'comment', script: '', origin: []},
  })
})

test.each<[string, string, string[]]>([
  ['its comments', '-- Load\nSELECT 1;\n\n-- Size\nSELECT 2;\nSELECT 3;', ['0-3 Load', '3-6 Size']],
  ['comments of the other kind', '/* Load */\nSELECT 1;\n\n/* Size */\nSELECT 2;', ['0-3 Load', '3-5 Size']],
  [
    'comments over several lines',
    '/*\n * Load\n */\nSELECT 1;\n\n/*\nSize\n*/\nSELECT 2;',
    ['0-5 Load', '5-9 Size'],
  ],
  ['comments of a shell', "# L'état\nSELECT 1;\n\n# Taille\nSELECT 2;", ["0-3 L'état", '3-5 Taille']],
  ['meta-commands', '-- Tables\n\\dt\n\n-- Roles\n\\du', ['0-3 Tables', '3-5 Roles']],
  ['no statement', 'SELECT 1\n\n-- the first\nFROM a;', ['0-4 (no title)']],
  ['no string', "SELECT '\n\n-- Load\n';", ['0-4 (no title)']],
  [
    'no transaction',
    '-- Move\nBEGIN;\nUPDATE a SET b = 1;\n\n-- Look\nSELECT 1;\n\nCOMMIT;\n\n-- Check\nSELECT 2;',
    ['0-9 Move', '9-11 Check'],
  ],
  [
    'no body',
    '-- Make\nCREATE PROCEDURE p()\nBEGIN\n  SELECT 1;\n\n  -- Then\n  SELECT 2;\nEND;\n\n-- Call\nCALL p();',
    ['0-9 Make', '9-11 Call'],
  ],
])('SQL is cut by %s', (_, text, expected) => {
  expect(sql(text)).toEqual(expected)
})

test('each group of a transcript keeps its script, where it is from, and what was seen', () => {
  const text = '# Load\n$ uptime\nload 1\n\n# Disk\n$ df \\\n> -h\nfull\n# HELP of a metric\nmetric 1'
  const part = partOf(text, 'console', {
    prompt: /^[$>] /,
    seen: [
      {from: 2, to: 5},
      {from: 7, to: 10},
    ],
  })
  const pieces = groupsOf([part], text, {headings: []})
  expect(pieces).toMatchObject([
    {
      title: 'Load',
      from: 0,
      to: 4,
      part: {script: 'uptime', origin: [{line: 1, column: 2}], seen: [{from: 2, to: 4}]},
    },
    {
      title: 'Disk',
      from: 4,
      to: 10,
      part: {
        script: 'df \\\n-h',
        origin: [
          {line: 5, column: 2},
          {line: 6, column: 2},
        ],
        seen: [{from: 7, to: 10}],
      },
    },
  ])
})

test('what is shown is a group of its own, never cut, and parts do not merge', () => {
  const text = '# 1. Load\nuptime\nload 1\n# a\n\n# b\nload 2\n# 2. Disk\ndf'
  const parts = [
    partOf(text, 'shell', {to: 2}),
    partOf(text, 'show', {from: 2, to: 7, shows: 'output'}),
    partOf(text, 'shell', {from: 7}),
  ]
  const pieces = groupsOf(parts, text, {headings: []})
  expect(outline(pieces)).toEqual(['0-2 Load', '2-7 (no title)', '7-9 Disk'])
  expect(pieces[1]).toMatchObject({part: parts[1]})
})

test('a fence that is only a comment is an instruction', () => {
  const text = '-- There is no way back\n-- Restore the backup'
  const part = partOf(text, 'show', {shows: 'comment'})
  expect(outline(groupsOf([part], text, {headings: []}))).toEqual([
    '0-2 There is no way back — Restore the backup !',
  ])
})

test('SQL for a client: the client goes with its first statement, and every group keeps it', () => {
  const text = '# Slow queries\npsql $DB\n# The worst\nSELECT 1;\n\n# Then their plans\nSELECT 2;'
  const part = partOf(text, 'sql', {aside: [0, 1, 2, 5], client: 'psql $DB'})
  const pieces = groupsOf([part], text, {headings: []})
  expect(outline(pieces)).toEqual(['0-5 Slow queries', '5-7 Then their plans'])
  expect(pieces).toMatchObject([
    {part: {script: 'SELECT 1;\n', client: 'psql $DB'}},
    {part: {script: 'SELECT 2;', client: 'psql $DB'}},
  ])
})

test('opening a client is a step of its own where it is numbered', () => {
  const text = '# 1. Connect\npsql $DB\n\n# 2. Look\nSELECT 1;'
  const part = partOf(text, 'sql', {aside: [0, 1, 2, 3], client: 'psql $DB'})
  expect(groupsOf([part], text, {headings: []})).toMatchObject([
    {title: 'Connect', part: {kind: 'shell', script: '# 1. Connect\npsql $DB\n', client: undefined}},
    {title: 'Look', part: {kind: 'sql', script: 'SELECT 1;', client: 'psql $DB'}},
  ])
})
