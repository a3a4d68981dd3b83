import {chmodSync, mkdirSync, readdirSync, symlinkSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'
import {cli} from '../support/cli.ts'
import {temporaryDirectory} from '../support/temporary.ts'
import {dataOf, onlyRun} from './record.ts'

const frontMatter = (lines: string) => `---\nrunbook:\n${lines}\n---\n`
const block = (info: string, text = 'touch ran') => `\`\`\`${info}\n${text}\n\`\`\`\n`
const runnable = `${frontMatter('  severity: P1')}# Try\n\n## Look\n\n${block('bash {id=look}', 'echo hello')}`

interface Refusal {
  files?: Record<string, string | Uint8Array>
  args: string[]
  stderr: string
  exit?: number
}

/** Nothing on standard output, one clear text on standard error, and nothing left behind but what was there. */
async function refuses({files = {}, args, stderr, exit = 2}: Refusal) {
  const call = cli(...args)
  for (const [path, content] of Object.entries(files)) call.file(path, content)
  const {dir} = await call.stderr(`${stderr}\n`).exits(exit)
  const before = Object.keys(files).map(path => path.split('/')[0])
  expect(
    readdirSync(dir)
      .filter(name => !name.startsWith('.'))
      .sort(),
  ).toEqual([...new Set(before)].sort())
}

describe('a file that is no runbook', () => {
  test.each<[string, Refusal]>([
    [
      'a file that is missing is named',
      {args: ['run', 'nope.md', '--yes'], stderr: 'runbook: nope.md: there is no such file'},
    ],
    [
      'a folder is not run; the command that looks into it is named',
      {
        files: {'book/a.md': runnable},
        args: ['run', 'book', '--yes'],
        stderr: 'runbook: book: this is a folder; name a markdown file in it (runbook list book shows them)',
      },
    ],
    [
      'a path through a file is no crash',
      {
        files: {'a.md': runnable},
        args: ['plan', 'a.md/b#c'],
        stderr: 'runbook: a.md/b: it cannot be read (ENOTDIR)',
      },
    ],
    [
      'a binary file is not parsed',
      {
        files: {'a.md': Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2])},
        args: ['plan', 'a.md'],
        stderr: 'runbook: a.md: this is a binary file; a runbook is a markdown text',
      },
    ],
    [
      'UTF-16 is told, and what to do',
      {
        files: {'a.md': Buffer.from('\ufeff# A\n', 'utf16le')},
        args: ['plan', 'a.md'],
        stderr:
          'runbook: a.md: this is text in UTF-16; save it as UTF-8, such as with `iconv -f UTF-16 -t UTF-8`',
      },
    ],
    [
      'a file of 50 MB is turned away before it is parsed',
      {
        files: {'a.md': Buffer.alloc(50 * 1024 * 1024, 'a\n')},
        args: ['run', 'a.md', '--yes'],
        stderr: 'runbook: a.md: 50 MB are too much for a runbook (10 MB at most)',
      },
    ],
    [
      'an empty file that is to run unattended is refused',
      {
        files: {'a.md': ''},
        args: ['run', 'a.md', '--yes'],
        stderr:
          'runbook: a.md was not written to run without a person; run it in a terminal, or add a `runbook:` key to its front matter',
        exit: 4,
      },
    ],
    [
      'an empty file has nothing to run',
      {
        files: {'a.md': ''},
        args: ['run', 'a.md', '--dry-run'],
        stderr: 'runbook: a.md: nothing to run was found: no fenced block, checklist or instruction',
      },
    ],
    [
      'a document without steps has nothing to run',
      {
        files: {'a.md': `${frontMatter('  severity: P1')}# Only\n\nWords.\n`},
        args: ['run', 'a.md', '--yes'],
        stderr: 'runbook: a.md: nothing to run was found: no fenced block, checklist or instruction',
      },
    ],
  ])('%s', (_, refusal) => refuses(refusal))

  test.skipIf(process.getuid?.() === 0)('an unreadable file is named', async () => {
    const dir = temporaryDirectory()
    await cli.command('/bin/sh', '-c', ': > a.md').dir(dir).exits(0)
    chmodSync(join(dir, 'a.md'), 0)
    await cli('plan', 'a.md').dir(dir).stderr('runbook: a.md: you may not read it\n').exits(2)
  })
})

describe('a runbook with a mistake', () => {
  test.each<[string, Refusal]>([
    [
      'front matter that is not YAML has a place',
      {
        files: {'a.md': `---\nrunbook:\n  owner: [\n---\n# X\n${block('bash')}`},
        args: ['run', 'a.md', '--yes'],
        stderr:
          'a.md:3:11: error: Unexpected YAML, expected valid front matter: Flow sequence in block collection must be sufficiently indented and end with a ] (front-matter)',
      },
    ],
    [
      'an unknown key of the front matter has a place and a suggestion',
      {
        files: {'a.md': `${frontMatter('  sverity: P1')}# X\n${block('bash')}`},
        args: ['run', 'a.md', '--yes'],
        stderr:
          'a.md:3:3: error: Unexpected key `sverity` in `runbook`, expected one of `severity`, `owner`, `environment`, `inputs`, `ask-inputs`, `databases`, `target`, `secrets`, `requires`, `output-limit`, `lint`; did you mean `severity`? (front-matter)',
      },
    ],
    [
      'a database address with a password in the document is an error',
      {
        files: {
          'a.md': `${frontMatter('  databases: {main: {url: "postgres://a:b@c/d"}}')}# X\n${block('bash')}`,
        },
        args: ['run', 'a.md', '--yes'],
        stderr:
          'a.md:3:27: error: Unexpected value for `runbook.databases.main.url`, expected an environment variable such as `$DATABASE_URL`, never an address with a password (front-matter)',
      },
    ],
    [
      'an unknown attribute has a place and a suggestion',
      {
        files: {'a.md': `# X\n${block('bash {id=a timout=3s}')}`},
        args: ['run', 'a.md', '--yes'],
        stderr:
          'a.md:2:15: error: Unexpected attribute `timout`, expected a known one; did you mean `timeout`? (block-attributes)',
      },
    ],
    [
      'bad values of attributes are all told at once, each at its place',
      {
        files: {
          'a.md': `# X\n${block('bash {timeout=fast retry=0}')}\n${block('bash {effect=mild expect-exit=256 if=x.maybe}')}`,
        },
        args: ['run', 'a.md', '--yes'],
        stderr: `\
a.md:2:10: error: Unexpected value for \`timeout\`, expected a duration such as \`30s\` or \`5m\` (block-attributes)
a.md:2:23: error: Unexpected value for \`retry\`, expected a whole number, 1 or more (block-attributes)
a.md:6:10: error: Unexpected value for \`effect\`, expected \`read\`, \`local\`, \`change\` or \`destroy\` (block-attributes)
a.md:6:22: error: Unexpected value for \`expect-exit\`, expected \`any\` or exit codes such as \`0|1\` (block-attributes)
a.md:6:38: error: Unexpected value for \`if\`, expected a step and its verdict such as \`status.met\` (block-attributes)`,
      },
    ],
    [
      'an id that is given twice has the place of the second',
      {
        files: {'a.md': `# X\n${block('bash {id=a}')}\n${block('bash {id=a}')}`},
        args: ['run', 'a.md', '--yes'],
        stderr: 'a.md:6:1: error: Unexpected second `id=a`, expected each id once (duplicate-id)',
      },
    ],
    [
      'an effect that is made smaller without a reason is an error',
      {
        files: {'a.md': `# X\n${block('bash {effect=read}', 'rm -rf /srv/data')}`},
        args: ['run', 'a.md', '--yes'],
        stderr:
          'a.md:2:1: error: Unexpected `effect=read` on a block found to be `destroy`, expected `reason="…"` beside it (block-effect)',
      },
    ],
    [
      'a fence that never closes, and so swallows what follows, does not run unattended',
      {
        files: {
          'a.md': `${frontMatter('  severity: P1')}# X\n\n${block('bash')}\n\`\`\`bash\ntouch swallowed\n`,
        },
        args: ['run', 'a.md', '--yes'],
        stderr: 'a.md:11:1: error: Unexpected end inside a fence, expected a closing fence (fence)',
      },
    ],
  ])('%s', (_, refusal) => refuses(refusal))
})

const handbook = `${frontMatter('  severity: P1')}# Book

## Restart the backend (P0)

### Resolution

${block('bash')}
## Restore the database (P1)

### Resolution

${block('bash')}`

const withInputs = `${frontMatter(`  inputs:
    colour: {choices: [red, blue]}
    size: {pattern: "\\\\d+"}
    who: {default: you}`)}# In

${block('bash', 'echo <colour> <size> <who> <name>')}`

describe('a call with a mistake', () => {
  test.each<[string, Refusal]>([
    [
      'a section that is not there is answered with the nearest',
      {
        files: {'a.md': runnable},
        args: ['run', 'a.md#loook', '--yes'],
        stderr: 'runbook: a.md: there is no section `loook`; did you mean `look`?; procedures: try',
      },
    ],
    [
      'a handbook without a section asks for one, by name',
      {
        files: {'a.md': handbook},
        args: ['run', 'a.md', '--yes'],
        stderr:
          'runbook: a.md holds 2 procedures; name one: a.md#restart-the-backend-p0, #restore-the-database-p1',
      },
    ],
    [
      'without a terminal nobody can be asked',
      {
        files: {'a.md': runnable},
        args: ['run', 'a.md'],
        stderr: 'runbook: there is no terminal to ask at; run it in one, or without a person with --yes',
        exit: 3,
      },
    ],
    [
      'a document that did not opt in is not run without a person',
      {
        files: {'a.md': `# X\n${block('bash')}`},
        args: ['run', 'a.md', '--yes', '--allow', 'change'],
        stderr:
          'runbook: a.md was not written to run without a person; run it in a terminal, or add a `runbook:` key to its front matter',
        exit: 4,
      },
    ],
    [
      'an unknown command is answered with the nearest',
      {
        args: ['rn', 'a.md'],
        stderr: "runbook: unknown command 'rn'\n(Did you mean run?)\nUsage: runbook [options] [command]",
      },
    ],
    [
      'an unknown option is answered with the nearest',
      {
        args: ['run', 'a.md', '--yse'],
        stderr:
          "runbook: unknown option '--yse'\n(Did you mean --yes?)\nUsage: runbook run [options] <file[#section]>",
      },
    ],
    [
      'a call without a file says what is missing',
      {
        args: ['run'],
        stderr:
          "runbook: missing required argument 'file[#section]'\nUsage: runbook run [options] <file[#section]>",
      },
    ],
    [
      'bad inputs are all told at once',
      {
        files: {'a.md': withInputs},
        args: [
          'run',
          'a.md',
          '--yes',
          ...['colour=green', 'size=x', 'nme=3', 'bare', '=x', 'name='].flatMap(value => ['--input', value]),
        ],
        stderr: `\
runbook: --input colour: colour must be one of red, blue
runbook: --input size: size must match \\d+
runbook: --input nme: the runbook needs no input \`nme\`; did you mean \`name\`?
runbook: --input bare: expected name=value
runbook: --input =x: expected name=value
runbook: --input name: name needs a value`,
      },
    ],
    [
      'missing inputs are all told at once, those with a default not',
      {
        files: {'a.md': withInputs},
        args: ['run', 'a.md', '--yes'],
        stderr:
          'runbook: these inputs have no value: colour, size, name; give each with --input name=value, or all with --input-file FILE',
      },
    ],
    [
      'a permission for what is not there is refused',
      {
        files: {'a.md': runnable},
        args: ['run', 'a.md', '--yes', '--allow', 'destory'],
        stderr:
          'runbook: --allow destory: expected change, unknown, destroy or the id of a step (runbook plan shows them)',
      },
    ],
    [
      'a program that the runbook requires is missed before anything runs',
      {
        files: {'a.md': `${frontMatter('  requires: [no-such-a, sh, no-such-b]')}# X\n${block('bash')}`},
        args: ['run', 'a.md', '--yes'],
        stderr: 'runbook: the runbook requires no-such-a, no-such-b, not found on PATH; install them first',
        exit: 70,
      },
    ],
    [
      'a file in the place of the log directory is told before anything runs',
      {
        files: {'a.md': runnable, taken: ''},
        args: ['run', 'a.md', '--yes', '--log-dir', 'taken'],
        stderr:
          'runbook: taken: the run directory cannot be made there: a part of it is no folder; choose another with --log-dir',
      },
    ],
    [
      'the log of a folder that is no run is not written',
      {
        files: {'runs/a.md': ''},
        args: ['log', 'runs'],
        stderr: 'runbook: runs: no run was recorded here (journal.jsonl is missing); name a run directory',
      },
    ],
    [
      'the timeline of a file is no crash',
      {
        files: {'a.md': ''},
        args: ['timeline', 'a.md'],
        stderr: 'runbook: a.md: no run was recorded here (journal.jsonl is missing); name a run directory',
      },
    ],
    [
      'an empty journal does not verify',
      {
        files: {'run/journal.jsonl': ''},
        args: ['log', '--verify', 'run'],
        stderr: 'runbook: run/journal.jsonl: it holds no record of a run',
        exit: 1,
      },
    ],
    [
      '--head without --verify is refused',
      {args: ['log', '--head', 'abc', 'run'], stderr: 'runbook: --head goes with --verify'},
    ],
    [
      'the folder to list must be there',
      {args: ['list', 'nowhere'], stderr: 'runbook: nowhere: there is no such folder'},
    ],
  ])('%s', (_, refusal) => refuses(refusal))
})

describe('answers that cannot be used', () => {
  test.each([
    [
      'that are not YAML have a place',
      'steps: [',
      'an.yaml:1:9: this is not YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    ],
    [
      'that are no mapping say what is expected',
      'yes please',
      'an.yaml: unexpected value for the answers, expected `inputs:` with NAME: VALUE lines and `steps:` with STEP: ANSWER lines',
    ],
    [
      'with an unknown key get a suggestion',
      'stops: {}',
      'an.yaml: unexpected `stops`, expected `inputs`, `steps`; did you mean `steps`?',
    ],
    [
      'to a step that is not in the plan get a suggestion',
      'steps: {lock: done}',
      'an.yaml: the plan has no step `lock`; did you mean `look`?',
    ],
    [
      'in other words than ours say which are',
      'steps: {look: maybe}',
      'an.yaml: unexpected value for `steps.look`, expected done, not-applicable, failed, skip or run, or one of them as `{do: skip, reason: …}`',
    ],
    [
      'that set an input nobody needs name it',
      'inputs: {nope: 1}',
      'answers: `inputs.nope`: the runbook needs no input `nope`',
    ],
  ])('%s', (_, answers, complaint) =>
    refuses({
      files: {'a.md': runnable, 'an.yaml': answers},
      args: ['run', 'a.md', '--yes', '--answers', 'an.yaml'],
      stderr: `runbook: ${complaint}`,
    }),
  )

  test('that are not there are missed before anything runs', () =>
    refuses({
      files: {'a.md': runnable},
      args: ['run', 'a.md', '--yes', '--answers', 'nope.yaml'],
      stderr: 'runbook: nope.yaml: there is no such file',
    }))
})

describe('a world that lacks something', () => {
  const sql = `${frontMatter('  databases: {main: {url: $DATABASE_URL}}')}# Db\n${block('sql {id=ask}', 'SELECT 1;')}`
  const unattended = (text: string) => cli('run', 'a.md', '--yes').file('a.md', text)
  const ending = (detail: string) => [
    `✗ 1/1 Db: could not run: ${detail}`,
    '✗ Run: failed: ask did not succeed',
  ]

  test.each([
    ['no address', undefined, 'database `main` has no address: set DATABASE_URL in the environment'],
    [
      'what is no address',
      'garbage',
      'database `main` has no address: what DATABASE_URL holds: it is no address (postgres://USER@HOST/NAME)',
    ],
    [
      'an address where nobody answers',
      'postgres://me:very-secret@127.0.0.1:1/db',
      'database `main` does not answer: connect ECONNREFUSED 127.0.0.1:1; check that the server runs and can be reached from here, then retry',
    ],
  ])('a database with %s fails the step, and the record says why', async (_, url, detail) => {
    const {dir} = await unattended(sql).env({DATABASE_URL: url}).stdout(ending(detail)).exits(1)
    const run = await onlyRun(dir)
    expect(dataOf(run, 'step.finished')).toMatchObject([{outcome: {kind: 'error', detail}}])
    expect(dataOf(run, 'run.finished')).toMatchObject([{result: 'failure', reason: 'ask did not succeed'}])
    expect(run.read('journal.jsonl')).not.toContain('very-secret')
  })

  test('SQL of a document that declares no database needs a person when the environment names none', async () => {
    const reason =
      'ask needs a person (no database is known: set DATABASE_URL in the environment, or declare `databases:` in the front matter): answer it with --answers FILE (runbook plan --answers begins one)'
    const {dir} = await unattended(sql.replace(/ {2}databases.*/, '  severity: P1'))
      .stdout([`■ 1/1 Db: guard needs-person: ${reason}`])
      .exits(3)
    expect((await onlyRun(dir)).types).toEqual([
      'run.started',
      'prompt.answered',
      'guard.triggered',
      'run.finished',
    ])
  })

  test('without bash on PATH no step is said to have run', async () => {
    const dir = temporaryDirectory()
    mkdirSync(join(dir, '.bin'))
    symlinkSync(process.execPath, join(dir, '.bin', 'node'))
    const detail = 'bash could not be started (ENOENT); install bash or put it on PATH'
    await unattended(runnable)
      .dir(dir)
      .env({PATH: join(dir, '.bin')})
      .stdout([`✗ 1/1 Look: could not run: ${detail}`])
      .exits(1)
    const run = await onlyRun(dir)
    expect(dataOf(run, 'step.finished')).toMatchObject([
      {outcome: {kind: 'error', code: 'bash-missing', detail}},
    ])
  })
})
