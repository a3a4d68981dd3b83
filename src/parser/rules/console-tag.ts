import {isShellFence, openingOf, retagged} from '../lint/fence-line.ts'
import type {Rule} from '../lint/rule.ts'

export const consoleTag: Rule = {
  id: 'console-tag',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a transcript with prompts is tagged as a script',
  why: 'Who pastes it runs the prompts as commands. `console` says that only what stands behind a prompt is a command.',
  examples: [
    {text: '# Look\n\n```console\n$ uptime\n 09:12:07 up 3 days\n```\n', says: []},
    {
      text: '# Look\n\n```bash\n$ uptime\n 09:12:07 up 3 days\n```\n',
      says: ['3:1 Unexpected prompt in a `bash` block, expected `console` as its language'],
      fixed: '# Look\n\n```console\n$ uptime\n 09:12:07 up 3 days\n```\n',
    },
  ],
  check(document, say) {
    for (const fence of document.fences.filter(isShellFence)) {
      const [step] = fence.steps
      if (!fence.steps.some(({block}) => block.kind === 'console')) continue
      const all = fence.steps.every(({block}) => block.kind === 'console')
      say(
        `Unexpected prompt in a \`${step!.block.language}\` block, expected \`console\` as its language`,
        openingOf(fence, document),
        {fix: all ? retagged(fence, document, 'console') : undefined},
      )
    }
  },
}
