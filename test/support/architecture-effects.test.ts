import {expect, test} from 'vitest'
import * as rules from './architecture-effects.ts'
import {type SourceTree, treeOf} from './source-tree.ts'

type Case = [
  rule: (tree: SourceTree) => string[],
  name: string,
  texts: Record<string, string>,
  offences: string[],
]

const cases: Case[] = [
  [
    rules.clockAndProcess,
    'globals of the process',
    {'src/model/a.ts': `const a = \`\${process.env.HOME}\`\nconsole.log(a)`},
    ['src/model/a.ts:1 uses process', 'src/model/a.ts:2 uses console'],
  ],
  [
    rules.clockAndProcess,
    'cli may use them',
    {'src/cli/a.ts': 'process.exit(Date.now() * Math.random())'},
    [],
  ],
  [
    rules.clockAndProcess,
    'the names of properties, and words in texts and comments, are not uses',
    {
      'src/model/a.ts':
        "// process\nconst a = {process: {exit: 1}, b: 'console'}\na.process.exit /* Date.now */\nconst c = /Math.random|'/\nconst d = a.b / 2 // Date.now'",
    },
    [],
  ],
  [
    rules.clockAndProcess,
    'the clock',
    {
      'src/journal/a.ts':
        'new Date(1)\nnew Date()\nf(new Date)\nDate.now\nperformance.now()\nclass C { at: Date }',
    },
    [
      'src/journal/a.ts:2 uses new Date()',
      'src/journal/a.ts:3 uses new Date',
      'src/journal/a.ts:4 uses Date.now',
      'src/journal/a.ts:5 uses performance',
    ],
  ],
  [
    rules.clockAndProcess,
    'randomness',
    {'src/journal/a.ts': "import {randomUUID} from 'node:crypto'\nMath.random()\nmonotonicFactory()"},
    [
      'src/journal/a.ts:1 uses randomUUID',
      'src/journal/a.ts:2 uses Math.random',
      'src/journal/a.ts:3 uses monotonicFactory()',
    ],
  ],
  [
    rules.clockAndProcess,
    'timers are for the executor too',
    {
      'src/executor/a.ts': 'setTimeout(f, 1)',
      'src/report/a.ts': "import 'node:timers/promises'\nsetTimeout(f, 1)",
    },
    ['src/report/a.ts:2 uses setTimeout', 'src/report/a.ts:1 imports node:timers/promises'],
  ],
  [
    rules.outsideWorld,
    'processes',
    {
      'src/cli/a.ts': "import {spawn} from 'node:child_process'",
      'src/executor/run.ts': "const {execa} = await import('execa')",
      'src/executor/shell-b.ts': "import 'execa'",
      'src/executor/sql/psql.ts': "import {spawn} from 'node:child_process'",
      'src/executor/sql/query.ts': "import {spawn} from 'node:child_process'",
    },
    [
      'src/cli/a.ts:1 imports node:child_process',
      'src/executor/run.ts:1 imports execa',
      'src/executor/sql/query.ts:1 imports node:child_process',
    ],
  ],
  [
    rules.outsideWorld,
    'the network',
    {
      'src/cli/a.ts': "import pg from 'pg'\nimport type {Client} from 'pg'\nfetch('x')",
      'src/executor/sql.ts': "import 'pg'",
      'src/executor/shell.ts': "import 'node:net'\nimport 'node:https'",
    },
    ['src/cli/a.ts:1 imports pg', 'src/cli/a.ts:3 uses fetch(', 'src/executor/shell.ts:2 imports node:https'],
  ],
  [
    rules.outsideWorld,
    'file writes',
    {
      'src/parser/a.ts': "import {readFileSync, writeFileSync as w} from 'node:fs'",
      'src/parser/b.ts': "import * as fs from 'node:fs/promises'\nfs.readFile('x')\nfs.rm('x')",
      'src/parser/c.ts': "const {mkdir} = await import('node:fs')",
      'src/parser/d.ts': "import fs from 'fs'\nfs.promises.unlink('x')",
      'src/journal/a.ts': "import {writeFileSync} from 'node:fs'",
    },
    [
      'src/parser/a.ts:1 imports writeFileSync of node:fs',
      'src/parser/b.ts:3 uses fs.rm',
      'src/parser/c.ts:1 imports mkdir of node:fs',
      'src/parser/d.ts:2 uses fs.promises.unlink',
    ],
  ],
]

test.each(cases)('$0.name: $1', (rule, _, texts, offences) => expect(rule(treeOf(texts))).toEqual(offences))
