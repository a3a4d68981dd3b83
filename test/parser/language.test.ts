import {expect, test} from 'vitest'
import {readFence} from '../../src/parser/fence.ts'
import {kindOf} from '../../src/parser/language.ts'
import {decide} from './parts-picture.ts'

test.each(['bash', 'sh', 'shell', 'zsh', 'shell-script', 'shellscript'])('`%s` is a shell', language => {
  expect(kindOf(language)).toEqual({kind: 'shell', reason: undefined, open: false})
})

test.each(['sql', 'postgres', 'postgresql', 'pgsql', 'psql'])('`%s` is SQL', language => {
  expect(kindOf(language)).toEqual({kind: 'sql', reason: undefined, open: false})
})

test.each(['mysql', 'tsql', 'plsql', 'hql'])('`%s` is SQL of another database', language => {
  expect(kindOf(language)).toMatchObject({kind: 'sql', elsewhere: true})
})

test.each(['console', 'shell-session', 'shellsession', 'terminal', 'bash-session', 'sh-session'])(
  '`%s` is a transcript',
  language => {
    expect(kindOf(language)).toEqual({kind: 'console', reason: undefined, open: false})
  },
)

test.each([
  '',
  'text',
  'txt',
  'plaintext',
  'plain',
  'none',
  'code',
  'no-highlight',
  'nohighlight',
  'linux',
  'command-line',
])('`%s` says nothing', language => {
  expect(kindOf(language)).toMatchObject({kind: 'show', open: true})
})

test.each(['bahs', 'basj', 'shel', 'consol'])('`%s` is a slip, and says nothing', language => {
  expect(kindOf(language)).toMatchObject({kind: 'show', open: true})
})

test.each(['yaml', 'dash', 'hash', 'constructor', '__proto__', 'powershell'])('`%s` is shown', language => {
  expect(kindOf(language)).toEqual({kind: 'show', reason: `\`${language}\` is shown, not run`, open: false})
})

test.each([
  ['{.bash data-prompt="$"}', 'bash'],
  ['{: .language-bash}', 'bash'],
  ['{.no-copy .sql}', 'sql'],
  ['{#setup .bash}', 'bash'],
  ['{bash, eval=FALSE}', 'bash'],
  ['{.bash id=x}', 'bash'],
  ['{note}', '{note}'],
  ['{1,3}', '{1,3}'],
  ['{id=x}', '{id=x}'],
])('of `%s` the language is `%s`', (info, language) => {
  const line = readFence(`\`\`\`${info}\nls\n\`\`\``)
  expect(line).toMatchObject({language, closed: true})
})

test.each([
  ['ruby', '> Sidekiq::Stats.new\n=> #<Sidekiq::Stats>'],
  ['ruby', 'rs = Sidekiq::RetrySet.new\n=> #<Sidekiq::RetrySet>\n\n> rs.each { |job| job.retry }'],
  ['ruby', 'irb(main):001:0> User.count'],
  ['python', '>>> import os'],
  ['elixir', 'iex(1)> Node.list()'],
  ['js', 'rs0:PRIMARY> rs.status()'],
])('a fence of %s that was typed in its console is a session: %j', (language, text) => {
  expect(decide(language, text)).toMatchObject([{kind: 'show', shows: 'session'}])
})

test.each([
  ['ruby', 'User.count # => 3'],
  ['python', 'def f():\n    """\n    >>> f()\n    """'],
  ['js', 'const f = x =>\n  x > 2'],
])('a program in %s is none: %j', (language, text) => {
  expect(decide(language, text)).toMatchObject([{kind: 'show', shows: 'language'}])
})
