import type {Rule} from '../lint/rule.ts'

export const missingOwner: Rule = {
  id: 'missing-owner',
  severity: 'warning',
  elsewhere: 'off',
  summary: 'the document says of no one that it is theirs',
  why: 'Whoever finds it wrong at night must know whom to tell, and a review needs somebody to do it.',
  examples: [
    {text: '---\nrunbook:\n  owner: "#web-team"\n  severity: P1\n---\n\n# Look\n', says: []},
    {
      text: '---\nrunbook:\n  severity: P1\n---\n\n# Look\n',
      says: ['2:1 Unexpected runbook without an owner, expected `owner` under `runbook:`'],
    },
  ],
  check(document, say) {
    if (!document.settingsRead || document.runbook.settings.owner !== undefined) return
    say(
      'Unexpected runbook without an owner, expected `owner` under `runbook:`',
      document.keyPlace('runbook'),
    )
  },
}
