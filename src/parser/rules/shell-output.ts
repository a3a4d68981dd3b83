import {isShellFence, openingOf, retagged} from '../lint/fence-line.ts'
import {lineIn} from '../lint/narrow.ts'
import type {Rule} from '../lint/rule.ts'

const names = {output: 'output', prose: 'prose', session: 'session of another program'} as const

export const shellOutput: Rule = {
  id: 'shell-output',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'output or prose stands in a block of shell commands',
  why: 'Who pastes the block runs it. The tool shows what it takes for output; a block of its own leaves nothing to guess.',
  examples: [
    {text: '# Look\n\n```bash\nuptime\n```\n\nIt prints:\n\n```text\n09:12:07 up 3 days\n```\n', says: []},
    {
      text: '# Look\n\n```bash\n{"status": "ok", "checks": []}\n```\n',
      says: [],
    },
    {
      text: '# Look\n\n```bash\n>>> print(1)\n1\n```\n',
      says: ['3:1 Unexpected session of another program in a `bash` block, expected `text` as its language'],
      fixed: '# Look\n\n```text\n>>> print(1)\n1\n```\n',
    },
  ],
  check(document, say) {
    for (const fence of document.fences.filter(isShellFence)) {
      const whole = fence.steps.length === 1 && !fence.steps[0]!.block.fence
      for (const {block, place} of fence.steps) {
        const name = names[block.shows as keyof typeof names]
        if (block.kind !== 'show' || !name) continue
        const expected = whole ? '`text` as its language' : 'a block of its own, tagged `text`'
        say(
          `Unexpected ${name} in a \`${block.language}\` block, expected ${expected}`,
          whole ? openingOf(fence, document) : lineIn(document, place, line => !line.startsWith('#')),
          {fix: whole ? retagged(fence, document, 'text') : undefined},
        )
      }
    }
  },
}
