import {expect, test} from 'vitest'
import {groupsOf} from '../../src/parser/groups.ts'
import {outline, partOf, shell} from './groups-outline.ts'

test.each<[string, string, string[]]>([
  [
    'cases next to each other are one choice',
    '# If it crashed:\nrestart\n\n# If memory ran out:\n# Console → Memory → more\n\n# Si la base est pleine :\nvacuum',
    [
      'choice',
      '  If it crashed:',
      '    0-3 If it crashed',
      '  If memory ran out:',
      '    3-6 If memory ran out — Console → Memory → more !',
      '  Si la base est pleine:',
      '    6-8 Si la base est pleine',
    ],
  ],
  [
    'what comes before and after a case always runs',
    '# Look\nuptime\n\n# If down, restart\nrestart\n\n# Look again\nuptime',
    ['0-3 Look', 'choice', '  If down, restart:', '    3-6 If down, restart', '6-8 Look again'],
  ],
  [
    'or stands against the group before it',
    '# Look\nuptime\n\n# Restart it\ncd /srv\nrestart\n\n# Or go back\nrollback\n\n# Look again\nuptime',
    [
      '0-3 Look',
      'choice',
      '  Restart it:',
      '    3-7 Restart it',
      '  Or go back:',
      '    7-10 Or go back',
      '10-12 Look again',
    ],
  ],
  [
    'a bare or between two commands',
    'restart\n# or\nreload',
    ['choice', '  restart:', '    0-1 (no title)', '  reload:', '    1-3 reload'],
  ],
  [
    'otherwise goes with its if, with what is between',
    '# If it is up\nreload\n\n# Wait\nsleep 1\n\n# Otherwise\nrestart',
    ['choice', '  If it is up:', '    0-3 If it is up', '    3-6 Wait', '  Otherwise:', '    6-8 Otherwise'],
  ],
  [
    'an or after a closed case stands against the group before it',
    '# If it is up\nreload\n\n# Ship\nship a\n\n# Or\nship b',
    [
      'choice',
      '  If it is up:',
      '    0-3 If it is up',
      'choice',
      '  Ship:',
      '    3-6 Ship',
      '  ship b:',
      '    6-8 ship b',
    ],
  ],
  [
    'what stands between two options is of the first',
    '# Option A: by hand\nstop\n\n# Then\nstart\n\n# Option B: at once\nrestart\n',
    [
      'choice',
      '  Option A: by hand:',
      '    0-3 Option A: by hand',
      '    3-6 Then',
      '  Option B: at once:',
      '    6-9 Option B: at once',
    ],
  ],
  [
    'a head names the option, its steps have their own titles',
    '# Option A: by hand\n\n# 1. Stop\nstop\n\n# 2. Start\nstart\n\n# Option B: at once\n\n# 1. Restart\nrestart\n\n# 2. Look\nuptime',
    [
      'choice',
      '  Option A: by hand:',
      '    0-5 Stop',
      '    5-8 Start',
      '  Option B: at once:',
      '    8-13 Restart',
      '    13-15 Look',
    ],
  ],
  [
    'numbers of its own go on in a case',
    '# If the build failed:\n# 1. Read the log\n# 2. Build\nmake\n\n# 3. Ship\nship\n\n# OR go back:\nrollback',
    [
      'choice',
      '  If the build failed:',
      '    0-2 Read the log !',
      '    2-5 Build',
      '    5-8 Ship',
      '  OR go back:',
      '    8-10 OR go back',
    ],
  ],
  [
    'a numbered case is a case alone, and the next number is none',
    '# 1. Connect\nping db\n\n# 2. If it fails, look at the console\n# Console → Service\n\n# 3. Count\ncount',
    [
      '0-3 Connect',
      'choice',
      '  If it fails, look at the console:',
      '    3-6 If it fails, look at the console — Console → Service !',
      '6-8 Count',
    ],
  ],
  [
    'an optional group is a choice alone',
    '# Stop\nstop\n\n# Clear the cache (optional)\nclear\n\n# Start if needed\nstart',
    [
      '0-3 Stop',
      'choice',
      '  Clear the cache (optional):',
      '    3-6 Clear the cache (optional)',
      'choice',
      '  Start if needed:',
      '    6-8 Start if needed',
    ],
  ],
  [
    'cases that no blank line tells apart',
    '# if it is systemd\nsystemctl restart a\n# if it is docker\ndocker restart a\ndocker ps',
    [
      'choice',
      '  if it is systemd:',
      '    0-2 if it is systemd',
      '  if it is docker:',
      '    2-5 if it is docker',
    ],
  ],
  [
    'options of a script',
    'set -e\n\n# Option A\nrestart\n\n# Option B\nrollback',
    ['0-2 (no title)', 'choice', '  Option A:', '    2-5 Option A', '  Option B:', '    5-7 Option B'],
  ],
  [
    'a condition in the last line above a command',
    '# Keys go by themselves\n# If they stay, flush\nflush',
    ['choice', '  Keys go by themselves — If they stay, flush:', '    0-3 Keys go by themselves'],
  ],
])('%s', (_, text, expected) => {
  expect(shell(text)).toEqual(expected)
})

test.each<[string, string, string[]]>([
  ['a remark below a command', '# Count\ncount\n# If above 100: probably a leak', ['0-3 Count']],
  ['a remark apart', '# Count\ncount\n\n# If nothing comes, the index is gone', ['0-4 Count']],
  ['an explanation', '# When this prints 0, all is well\ncount', ['0-2 When this prints 0, all is well']],
  [
    'a command that looks itself',
    '# If the file exists\nif [ -f a ]; then rm a; fi',
    ['0-2 If the file exists'],
  ],
  ['a script', 'set -e\n\n# If the name is not given, use ours\nname=a\n\n# Go\ngo', ['0-7 (no title)']],
])('%s is no alternative', (_, text, expected) => {
  expect(shell(text)).toEqual(expected)
})

test('a branch may hold groups of several kinds', () => {
  const text = '# If the base is slow:\nconnect\nSELECT 1;\n\n# Otherwise\nrestart'
  const parts = [
    partOf(text, 'shell', {to: 2}),
    partOf(text, 'sql', {from: 2, to: 4}),
    partOf(text, 'shell', {from: 4}),
  ]
  expect(outline(groupsOf(parts, text, {headings: []}))).toEqual([
    'choice',
    '  If the base is slow:',
    '    0-2 If the base is slow',
    '    2-4 (no title)',
    '  Otherwise:',
    '    4-6 Otherwise',
  ])
})

const five = ['Load', 'Disk', 'Memory', 'Users', 'Ports'].map(title => `# ${title}\nshow ${title}`)

test.each([
  ['Quick commands'],
  ['Commandes Rapides'],
  ['📋 Useful commands'],
  ['7. Common database commands'],
  ['Cheat sheet'],
  ['Cheatsheet'],
  ['Commandes utiles'],
  ['A. Docker — Aide-mémoire'],
  ['Quick Reference Commands'],
  ['Commands'],
  ['Useful queries'],
])('five groups under “%s” are a menu', heading => {
  const pieces = groupsOf([partOf(five.join('\n\n'), 'shell')], five.join('\n\n'), {
    headings: ['Service', heading],
  })
  expect(pieces).toMatchObject([
    {type: 'alternatives', menu: true, branches: [{title: 'Load'}, {}, {}, {}, {title: 'Ports'}]},
  ])
})

test.each([
  ['four groups', five.slice(1).join('\n\n'), 'Quick commands'],
  [
    'numbered steps',
    five.map((group, index) => group.replace('#', `# ${index + 1}.`)).join('\n'),
    'Quick reference',
  ],
  ['a procedure', five.join('\n\n'), 'Common operations'],
  ['a heading that speaks of a command', five.join('\n\n'), 'The command does not answer'],
])('%s: no menu', (_, text, heading) => {
  expect(shell(text, [heading]).filter(line => line === 'menu')).toEqual([])
})

test('what prepares a menu stands before it', () => {
  expect(shell(`NS=a\n\n${five.join('\n\n')}`, ['Quick commands']).slice(0, 3)).toEqual([
    '0-2 (no title)',
    'menu',
    '  Load:',
  ])
})

test.each([
  ['otherwise, below a guard', '[ -f a ] || exit 1\n\n# Otherwise\nrm x'],
  ['sinon, below a guard', 'test -f a || return\n\n# Sinon, on efface\nrm x'],
])('%s, says what happens anyway', (_, text) => {
  expect(shell(text)).toEqual(['0-4 (no title)'])
})

test.each([
  ['exit', '[ -f a ] || exit 1\nls\n\n# Or remove\nrm x', '# Or remove'],
  ['a trap', 'trap clean EXIT\n\n# Option 1\nls\n\n# Option 2\nrm x', '# Option 1'],
  ['set -e', 'set -e\ntest -f a\n# or\nrm x', '# or'],
])('ways of a script that %s guards are not taken apart, and not run', (_, text, comment) => {
  const found = groupsOf([partOf(text, 'shell')], text, {headings: []})
  expect(found).toMatchObject([
    {
      part: {
        kind: 'show',
        shows: 'broken',
        reason: `\`${comment}\` offers another way, but what stands above it guards what stands below, so it is shown, not run`,
      },
    },
  ])
})
