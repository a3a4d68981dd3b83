import {describe, test} from 'vitest'
import {cli} from '../support/cli.ts'

const good = '# Good\n\n```bash\nuptime\n```\n'
const doubtful = '# Doubtful\n\n```bash\nuptime\n\nThen wait.\n'
const bad = '# Bad\n\n```bash {timeout=soon}\nuptime\n```\n'
const untagged = '# Untagged\n\n```\nuptime\n```\n'

const warning = `doubtful.md:3:1  warning  Unexpected end inside a fence, expected a closing fence  fence
  3 | \`\`\`bash
    | ^^^^^^^
`
const error = `bad.md:3:10  error  Unexpected value for \`timeout\`, expected a duration such as \`30s\` or \`5m\`  block-attributes
  3 | \`\`\`bash {timeout=soon}
    |          ^^^^^^^^^^^^
`
const lint = (...args: string[]) =>
  cli('lint', ...args)
    .file('good.md', good)
    .file('doubtful.md', doubtful)
    .file('bad.md', bad)
    .file('untagged.md', untagged)

describe('exit code and text', () => {
  test('nothing is said of what is right', () => lint('good.md').exits(0))

  test('a warning exits with 1', () =>
    lint('good.md', 'doubtful.md').stdout(`${warning}\n1 warning in 2 files\n`).exits(1))

  test('an error exits with 2, whatever comes after it', () =>
    lint('bad.md', 'doubtful.md', 'good.md')
      .stdout(`${error}${warning}\n1 error, 1 warning in 3 files\n`)
      .exits(2))

  test('as many warnings as are allowed exit with 0', () =>
    lint('doubtful.md', '--max-warnings', '1').stdout(`${warning}\n1 warning in 1 file\n`).exits(0))

  test('what could be better is shown on demand and changes no exit code', () =>
    lint('untagged.md', '--severity', 'info')
      .stdout(
        'untagged.md:3:1  info  Unexpected shell commands without a language, expected `bash` behind the fence  untagged\n' +
          '  3 | ```\n    | ^^^\n\n1 of information in 1 file; --fix mends 1\n',
      )
      .exits(0))

  test('without warnings where only errors count', () => lint('doubtful.md', '--severity', 'error').exits(0))

  test('what is hidden is counted beside what is shown', () =>
    lint('untagged.md', 'doubtful.md')
      .stdout(`${warning}\n1 warning in 2 files; --severity info shows 1 more\n`)
      .exits(1))
})

describe('which rules', () => {
  test('only the rules that are named', () =>
    lint('doubtful.md', 'bad.md', '--rule', 'block-attributes')
      .stdout(`${error}\n1 error in 2 files\n`)
      .exits(2))

  test('not those that are skipped', () => lint('doubtful.md', '--skip-rule', 'fence').exits(0))

  test('a rule that there is not is a wrong call', () =>
    lint('good.md', '--rule', 'fense')
      .stderr('runbook: there is no rule `fense`; did you mean `fence`?\n')
      .exits(2))

  test('everything that is wrong with a call is said at once', () =>
    lint('good.md', '--dry-run', '--max-warnings', 'few')
      .stderr('runbook: --max-warnings takes a whole number, not `few`; --dry-run belongs to --fix\n')
      .exits(2))
})

describe('the excerpt', () => {
  const at = (line: string) => `# X\n\n\`\`\`bash\n${line}\n\`\`\`\n`
  const picture = (line: string, shown: string, column: number) =>
    cli('lint', 'x.md', '--rule', 'early-expansion')
      .file('x.md', at(line))
      .stdout(
        `x.md:4:${column}  warning  Unexpected \`$DB\`, which expands before \`railway run\` begins, expected it in single quotes for a shell there  early-expansion\n${shown}\n1 warning in 1 file\n`,
      )
      .exits(1)

  test('marks stand under the place behind tabs and wide characters', () =>
    picture(
      'railway run echo\t日本 $DB',
      '  4 | railway run echo    日本 $DB\n    |                          ^^^\n',
      21,
    ))

  test('of a long line the part around the place is shown', () =>
    picture(
      `railway run echo ${'a'.repeat(200)} $DB ${'b'.repeat(200)}`,
      `  4 | …${'a'.repeat(34)} $DB ${'b'.repeat(32)}…\n    | ${' '.repeat(36)}^^^\n`,
      219,
    ))

  test('what a terminal would not show is spelled out', () =>
    picture(
      'railway run echo \u202e$DB',
      '  4 | railway run echo ‹U+202E›$DB\n    |                          ^^^\n',
      19,
    ))

  test('colours only where they are wanted', () =>
    lint('doubtful.md').env({FORCE_COLOR: '1'}).stdout(['\u001b[33mwarning\u001b[39m']).exits(1))

  test('none with NO_COLOR', () =>
    lint('doubtful.md').env({FORCE_COLOR: '1', NO_COLOR: '1'}).stdout([warning]).exits(1))
})

describe('settings in the front matter', () => {
  const text = (setting: string) =>
    `---\nrunbook:\n  severity: P1\n  owner: web\n  lint: ${setting}\n---\n\n${untagged}`

  test('a rule can be switched off', () => cli('lint', 'x.md').file('x.md', text('{untagged: off}')).exits(0))

  test('or made an error', () =>
    cli('lint', 'x.md').file('x.md', text('{untagged: error}')).stdout(['x.md:10:1  error  ']).exits(2))

  test('a rule that there is not is an error', () =>
    cli('lint', 'x.md', '--rule', 'lint-settings')
      .file('x.md', text('{untaged: off}'))
      .stdout([
        '5:10  error  Unexpected rule `untaged` in `runbook.lint`, expected the id of a rule; did you mean `untagged`?',
      ])
      .exits(2))
})
