import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {cli} from '../../support/cli.ts'
import {temporaryDirectory} from '../../support/temporary.ts'

/** A shop whose state is a file: it is up, or whatever a fault has made of it. */
export const runbook = `---
runbook: {severity: P1, secrets: [SHOP_WORD]}
---

# Shop down

## Diagnosis

\`\`\`bash {id=look expect-exit=any}
cat state
\`\`\`

## Resolution

\`\`\`bash {id=mend effect=destroy timeout=20s}
grep -q crashed state && echo up > state
\`\`\`

- [ ] Tell the team

## Verification

\`\`\`bash {id=healthy expect="up"}
cat state
\`\`\`

## Rollback

\`\`\`bash {id=back effect=change}
echo "up, as it was" > state
\`\`\`
`

/** A scenario file for it; the team is told in all of them. */
export const scenarios = (list: string, environment = shop) =>
  `${environment}answers:
  tell-the-team-aa70: {do: not-applicable, reason: a drill}
scenarios:
${list.replaceAll(/^/gm, '  ')}
`

const shop = `environment:
  start: |
    mkdir "$TMPDIR/shop"
    echo up > "$TMPDIR/shop/state"
    echo "SHOP=$TMPDIR/shop" >> "$RUNBOOK_ENV"
    echo "SHOP_WORD=open-sesame-please" >> "$RUNBOOK_ENV"
    ln -s "$TMPDIR/shop/state" state
  stop: rm -f state
  break: echo "$FAULT" > "$SHOP/state"
  directory: place
`

/** A call of \`runbook test\` on the shop. */
export function practise(file: string, ...options: string[]) {
  const dir = temporaryDirectory()
  return cli('test', 'shop.md', ...options)
    .dir(dir)
    .env({TMPDIR: join(dir, 'tmp')})
    .file('shop.md', runbook)
    .file('shop.test.yaml', file)
    .file('place/.keep', '')
    .file('tmp/.keep', '')
}

/** The text of a file below a directory. */
export const textOf = (dir: string, ...path: string[]) => readFileSync(join(dir, ...path), 'utf8')
