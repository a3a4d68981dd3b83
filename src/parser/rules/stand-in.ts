import type {Rule} from '../lint/rule.ts'

/** `<name>`, `{{name}}`, `[name]`: what cannot be taken for a value. */
export const isMarked = (text: string): boolean => /^[<{[«%$@:]|[>}\]»]$/.test(text)

export const standIn: Rule = {
  id: 'stand-in',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a stand-in is a valid value',
  why: 'Nothing keeps `new_secret` or `my-bucket` from being used as it stands: the command succeeds with the wrong value. `<secret>` is asked for, and refused where it is missing.',
  examples: [
    {text: '# Rotate\n\n```bash\nrailway variables set JWT_SECRET=<new-secret>\n```\n', says: []},
    {
      text: '# Rotate\n\n```bash\nrailway variables set JWT_SECRET=new_secret\n```\n',
      says: ['4:34 Unexpected stand-in `new_secret`, which is a valid value, expected `<new-secret>`'],
    },
    {
      text: '# Copy\n\n```bash\naws s3 cp dump.sql s3://my-bucket/\n```\n',
      says: ['4:25 Unexpected stand-in `my-bucket`, which is a valid value, expected `<my-bucket>`'],
    },
  ],
  check(document, say) {
    const seen = new Set<string>()
    for (const {block} of document.blocks) {
      if (block.kind === 'show') continue
      for (const {text, name, place} of [...block.placeholders, ...block.standIns]) {
        if (isMarked(text) || seen.has(text)) continue
        seen.add(text)
        const better = /^[\p{L}\p{N}_-]+$/u.test(name) ? name.toLowerCase().replaceAll('_', '-') : 'value'
        say(`Unexpected stand-in \`${text}\`, which is a valid value, expected \`<${better}>\``, place)
      }
    }
  },
}
