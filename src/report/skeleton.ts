/** What is known of a new runbook before anything is written. */
export interface NewRunbook {
  title: string
  severity: string
  owner: string
  environment: string
  /** `2026-11-22` */
  reviewedOn: string
}

/** A runbook to begin with: it is complete, runs as it stands, and changes nothing until its author writes what does. */
export function skeleton({title, severity, owner, environment, reviewedOn}: NewRunbook): string {
  return `---
title: ${JSON.stringify(title)}
last_reviewed_on: ${reviewedOn}
review_in: 3 months
runbook:
  severity: ${JSON.stringify(severity)}
  owner: ${JSON.stringify(owner)}
  environment: ${JSON.stringify(environment)}
---

# ${title.replaceAll(/([\\`*_[\]<>#])/g, '\\$1')} (${severity})

One sentence: what is broken for whom.

## Symptoms

- What the alert says.
- What users see.

## Communication

<!-- runbook: id=announce -->

- [ ] Tell the team: "${title}, investigating"

## Diagnosis

Each block says what it looks for; one that only reads runs on Enter.

\`\`\`bash {id=look title="Is this machine well?" timeout=30s}
uptime
df -h .
\`\`\`

## Resolution

Put the change here, marked with what it does: \`effect=change\`, or \`effect=destroy\` for what cannot be undone.

\`\`\`bash {id=mend title="Mend it" timeout=1m}
echo "nothing is changed yet"
\`\`\`

## Verification

\`\`\`bash {id=verify title="Is it mended?" every=2s until=1m expect="well"}
echo "all is well"
\`\`\`

<!-- runbook: id=close -->

- [ ] Tell the team: "${title}, resolved"

## Rollback

What takes the change back, offered when a step fails.

\`\`\`bash {id=take-back title="Take the change back" timeout=1m}
echo "nothing to take back yet"
\`\`\`

## Escalation

- After 15 minutes without a cause: ${owner}
`
}
