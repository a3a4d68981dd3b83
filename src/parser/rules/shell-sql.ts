import {isShellFence, openingOf, retagged} from '../lint/fence-line.ts'
import {lineIn} from '../lint/narrow.ts'
import type {Rule} from '../lint/rule.ts'
import {beginsLikeSql} from '../sql/keyword.ts'

/** Whether SQL or a meta-command begins on a line. */
const isSql = (line: string): boolean => /^\\[a-z?!]/i.test(line) || beginsLikeSql(`${line}\n`)

export const shellSql: Rule = {
  id: 'shell-sql',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'SQL stands in a block of shell commands',
  why: 'A shell cannot run it: who pastes the block gets errors, or commands of the same name. In a block of its own it runs in a guarded transaction.',
  examples: [
    {text: '# Look\n\n```sql\nSELECT count(*) FROM jobs;\n```\n', says: []},
    {text: "# Look\n\n```bash\npsql -c 'SELECT count(*) FROM jobs'\n```\n", says: []},
    {
      text: '# Look\n\n```bash\nSELECT count(*) FROM jobs;\n```\n',
      says: ['3:1 Unexpected SQL in a `bash` block, expected `sql` as its language'],
      fixed: '# Look\n\n```sql\nSELECT count(*) FROM jobs;\n```\n',
    },
  ],
  check(document, say) {
    for (const fence of document.fences.filter(isShellFence)) {
      const whole = fence.steps.length === 1 && !fence.steps[0]!.block.fence
      for (const {block, place} of fence.steps) {
        if (block.kind !== 'sql' && block.client === undefined) continue
        const plain = block.script === block.text && block.client === undefined
        const expected = whole && plain ? '`sql` as its language' : 'a block of its own, tagged `sql`'
        say(
          `Unexpected SQL in a \`${block.language}\` block, expected ${expected}`,
          whole ? openingOf(fence, document) : lineIn(document, place, line => isSql(line)),
          {fix: whole && plain ? retagged(fence, document, 'sql') : undefined},
        )
      }
    }
  },
}
