import {commandNamed} from '../lint/narrow.ts'
import type {Rule} from '../lint/rule.ts'

export const endless: Rule = {
  id: 'endless',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'something stands after a command that does not end',
  why: 'What stands after `tail -f` in a block is never reached. The tool refuses such a block.',
  examples: [
    {text: '# Look\n\n```bash\nuptime\ntail -f app.log\n```\n', says: []},
    {
      text: '# Look\n\n```bash\ntail -f app.log\nuptime\n```\n',
      says: [
        '4:1 Unexpected command after `tail -f`, which does not end by itself, expected it last in its block',
      ],
    },
  ],
  check(document, say) {
    for (const step of document.blocks) {
      const {endless, attributes} = step.block
      if (!endless || endless.last || attributes.background) continue
      say(
        `Unexpected command after ${endless.text}, which does not end by itself, expected it last in its block`,
        commandNamed(step, endless.text),
      )
    }
  },
}
