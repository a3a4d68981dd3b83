import type {Rule} from '../lint/rule.ts'

export const missingSeverity: Rule = {
  id: 'missing-severity',
  severity: 'warning',
  elsewhere: 'off',
  summary: 'the document does not say how severe what it is for is',
  why: 'Severity decides who is woken, and how fast. It is read from `severity`, or from the title or the procedures’ headings (`P0`, `SEV1`).',
  examples: [
    {text: '---\nrunbook:\n  owner: "#web-team"\n---\n\n# Shop is down (P0)\n', says: []},
    {
      text: '---\nrunbook:\n  owner: "#web-team"\n---\n\n# Shop is down\n',
      says: [
        '2:1 Unexpected runbook without a severity, expected `severity` under `runbook:`, or one in the title',
      ],
    },
  ],
  check(document, say) {
    const {severity, procedures} = document.runbook
    if (!document.settingsRead) return
    if (severity !== undefined || procedures.some(procedure => procedure.severity !== undefined)) return
    say(
      'Unexpected runbook without a severity, expected `severity` under `runbook:`, or one in the title',
      document.keyPlace('runbook'),
    )
  },
}
