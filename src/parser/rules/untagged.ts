import {openingOf, retagged} from '../lint/fence-line.ts'
import type {Rule} from '../lint/rule.ts'

const tags = {shell: 'bash', console: 'console', sql: 'sql'} as const

export const untagged: Rule = {
  id: 'untagged',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a block of commands has no language',
  why: 'What has no language is taken for commands only by a guess, on which a run without a person does not act; and nothing highlights it.',
  examples: [
    {text: '# Look\n\n```bash\nuptime\n```\n', says: []},
    {
      text: '# Look\n\n```\nuptime\n```\n',
      says: ['3:1 Unexpected shell commands without a language, expected `bash` behind the fence'],
      fixed: '# Look\n\n```bash\nuptime\n```\n',
    },
    {
      text: '# Look\n\n```\n$ uptime\n 09:12:07 up 3 days\n```\n',
      says: ['3:1 Unexpected console transcript without a language, expected `console` behind the fence'],
      fixed: '# Look\n\n```console\n$ uptime\n 09:12:07 up 3 days\n```\n',
    },
    {
      text: '# Look\n\n```\ncurl localhost | jq . (to get all of it)\n```\n',
      says: ['3:1 Unexpected shell commands without a language, expected `bash` behind the fence'],
    },
    {text: '# Look\n\nIt prints this:\n\n```\nall is well\n```\n', says: []},
  ],
  check(document, say) {
    for (const fence of document.fences) {
      if (fence.line?.language !== '' || fence.line.meta !== '') continue
      const kinds = new Set(fence.steps.map(({block}) => block.kind))
      const kind = (['shell', 'console', 'sql'] as const).find(kind => kinds.has(kind))
      if (!kind) continue
      const broken = fence.steps.some(({block}) => block.syntaxError)
      const what = {shell: 'shell commands', console: 'console transcript', sql: 'SQL'}[kind]
      say(
        `Unexpected ${what} without a language, expected \`${tags[kind]}\` behind the fence`,
        openingOf(fence, document),
        {
          fix:
            fence.line.closed && kinds.size === 1 && !broken
              ? retagged(fence, document, tags[kind])
              : undefined,
        },
      )
    }
  },
}
