import {test} from 'vitest'
import {cli} from '../support/cli.ts'

const good = '# Good\n\n```bash\nls\n```\n'
const doubtful = '# Doubtful\n\n```bash\nls\n'
const bad = '# Bad\n\n```bash {timout=1s}\nls\n```\n'
const warning = 'doubtful.md:3:1: warning: Unexpected end inside a fence, expected a closing fence (fence)\n'
const error =
  'bad.md:3:10: error: Unexpected attribute `timout`, expected a known one; did you mean `timeout`? (block-attributes)\n'
const lint = (...files: string[]) =>
  cli('lint', ...files)
    .file('good.md', good)
    .file('doubtful.md', doubtful)
    .file('bad.md', bad)

test('nothing is said of what is right', () => lint('good.md').exits(0))

test('a warning exits with 1', () => lint('good.md', 'doubtful.md').stderr(warning).exits(1))

test('an error exits with 2, whatever comes after it', () =>
  lint('bad.md', 'doubtful.md', 'good.md')
    .stderr(error + warning)
    .exits(2))

test('a file that is not there does not hide what is wrong in the others', () =>
  lint('nope.md', 'doubtful.md').stderr(`runbook: nope.md: there is no such file\n${warning}`).exits(2))
