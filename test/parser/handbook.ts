/** An ordinary handbook of about so many characters: what runbooks hold, nothing twice. */
export function handbook(characters: number): string {
  const parts = ['---\ntitle: Handbook\nrunbook:\n  severity: P1\n---\n\n# Handbook\n']
  for (let i = 1, length = 0; length < characters; i++) {
    const part = section(i)
    parts.push(part)
    length += part.length
  }
  return parts.join('\n')
}

function section(i: number): string {
  return `## Service ${i} is down

When the *backend* ${i} does not answer, see its [dashboard](https://example.com/d/${i}) and \`status\`.

### Diagnosis

1. Look at the state of the pods
2. Read the logs

\`\`\`bash
kubectl get pods -n service-${i}
kubectl logs deploy/backend-${i} --tail=100 | grep -i error
\`\`\`

| Sign | Cause |
|---|---|
| 502 | backend ${i} |

### Resolution

- [ ] Tell the **team** about <service-${i}>

\`\`\`bash
kubectl rollout restart deploy/backend-${i}
\`\`\`

\`\`\`sql
SELECT count(*) FROM pg_stat_activity WHERE application_name = 'service-${i}';
\`\`\`
`
}
