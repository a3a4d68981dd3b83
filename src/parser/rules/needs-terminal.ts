import {commandNamed} from '../lint/narrow.ts'
import type {Rule} from '../lint/rule.ts'

export const needsTerminal: Rule = {
  id: 'needs-terminal',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a command needs a person at a terminal, and the block does not say so',
  why: 'Editors, sessions and prompts cannot be recorded or run without a person. `interactive` says that it is meant; often an option makes the command do without.',
  examples: [
    {
      text: '---\nrunbook:\n  owner: web\n---\n\n# Edit\n\n```bash {interactive}\nvim settings.ini\n```\n',
      says: [],
    },
    {
      text: '# Edit\n\n```bash\nvim settings.ini\n```\n',
      says: [
        '4:1 Unexpected command that needs a person at a terminal, expected the attribute `interactive`',
      ],
    },
  ],
  check(document, say) {
    for (const step of document.blocks) {
      const {interactive, attributes} = step.block
      if (!interactive || attributes.interactive) continue
      say(
        'Unexpected command that needs a person at a terminal, expected the attribute `interactive`',
        commandNamed(step, interactive),
        {note: `${interactive[0]!.toUpperCase()}${interactive.slice(1)}.`},
      )
    }
  },
}
