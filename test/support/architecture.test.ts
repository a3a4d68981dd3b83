import {expect, test} from 'vitest'
import * as rules from './architecture.ts'
import {type SourceTree, treeOf} from './source-tree.ts'

type Case = [
  rule: (tree: SourceTree) => string[],
  name: string,
  texts: Record<string, string>,
  offences: string[],
]

const cases: Case[] = [
  [
    rules.roomImports,
    'model may not import a room',
    {'src/model/a.ts': "import '../parser/b.ts'", 'src/parser/b.ts': ''},
    ['src/model/a.ts:1 imports src/parser/b.ts'],
  ],
  [
    rules.roomImports,
    'not even as a type or lazily',
    {
      'src/model/a.ts': "import type {B} from '../cli/b.ts'\nexport const c = () => import('../cli/b.ts')",
      'src/cli/b.ts': '',
    },
    ['src/model/a.ts:1 imports src/cli/b.ts', 'src/model/a.ts:2 imports src/cli/b.ts'],
  ],
  [
    rules.roomImports,
    'report may import model and itself',
    {
      'src/report/a.ts': "export * from '../model/b.ts'\nimport {\n  c,\n} from './c.ts'",
      'src/report/c.ts': '',
      'src/model/b.ts': '',
    },
    [],
  ],
  [
    rules.roomImports,
    'report may not import journal',
    {'src/report/a.ts': "\nexport {b} from '../journal/b.ts'", 'src/journal/b.ts': ''},
    ['src/report/a.ts:2 imports src/journal/b.ts'],
  ],
  [
    rules.roomImports,
    'cli may import every room, but no other folder',
    {'src/cli/a.ts': "import '../report/b.ts'\nimport '../../test/c.ts'", 'src/report/b.ts': ''},
    ['src/cli/a.ts:2 imports test/c.ts'],
  ],
  [
    rules.roomImports,
    'a new room must be declared',
    {'src/web/a.ts': '', 'src/b.ts': ''},
    ['src/web/a.ts:1 is in no room', 'src/b.ts:1 is in no room'],
  ],
  [
    rules.onlyReExports,
    're-exports are fine',
    {
      'src/index.ts':
        "// public\nexport type {A} from './a.ts'\nexport * from './b.ts'\nexport {\n  c, // c\n} from './c.ts'\n",
    },
    [],
  ],
  [
    rules.onlyReExports,
    'a declaration is not',
    {'src/index.ts': "export {a} from './a.ts'\nexport const b = 1"},
    ['src/index.ts:2 is no re-export'],
  ],
  [rules.onlyReExports, 'it must exist', {}, ['src/index.ts:1 is missing']],
  [
    rules.circularImports,
    'a cycle of three',
    {
      'src/cli/a.ts': "import './b.ts'",
      'src/cli/b.ts': "import './c.ts'",
      'src/cli/c.ts': "\nimport type {A} from './a.ts'",
    },
    ['src/cli/c.ts:2 closes src/cli/a.ts → src/cli/b.ts → src/cli/c.ts → src/cli/a.ts'],
  ],
  [
    rules.circularImports,
    'two ways to one file are no cycle',
    {
      'src/cli/a.ts': "import './b.ts'\nimport './c.ts'",
      'src/cli/b.ts': "import './c.ts'",
      'src/cli/c.ts': '',
    },
    [],
  ],
  [
    rules.vagueNames,
    'files and folders',
    {'src/cli/utils.ts': '', 'src/model/types.ts': '', 'src/helpers/a.ts': '', 'src/model/type-name.ts': ''},
    [
      'src/cli/utils.ts:1 has a vague name',
      'src/model/types.ts:1 has a vague name',
      'src/helpers/a.ts:1 has a vague name',
    ],
  ],
  [
    rules.longFiles,
    'the 301st line',
    {'src/cli/a.ts': 'a\n'.repeat(301), 'src/cli/b.ts': 'a\n'.repeat(300)},
    ['src/cli/a.ts:301 goes on to line 301'],
  ],
  [
    rules.heavyStart,
    'what is imported statically, through others',
    {
      'src/cli/main.ts': "import './a.ts'\nconst b = () => import('./b.ts')",
      'src/cli/a.ts':
        "import {z} from 'zod'\nimport type {Pool} from 'pg'\nimport {z as m} from 'zod/mini'\nimport '@inquirer/prompts'",
      'src/cli/b.ts': "import 'execa'",
    },
    [
      'src/cli/a.ts:1 imports zod at start-up: src/cli/main.ts → src/cli/a.ts',
      'src/cli/a.ts:4 imports @inquirer/prompts at start-up: src/cli/main.ts → src/cli/a.ts',
    ],
  ],
  [rules.heavyStart, 'the entry must exist', {}, ['src/cli/main.ts:1 is missing']],
]

test.each(cases)('$0.name: $1', (rule, _, texts, offences) => expect(rule(treeOf(texts))).toEqual(offences))
