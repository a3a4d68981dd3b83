import type {Rule} from '../lint/rule.ts'

const most = 5

export const longBlock: Rule = {
  id: 'long-block',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a block holds more than five commands',
  why: 'A block is agreed to, run and judged as one. Smaller ones are read before they run, and a failure says where it was.',
  examples: [
    {text: '# Look\n\n```bash\nuptime\ndf -h\nfree -m\n```\n', says: []},
    {
      text: '# Look\n\n```bash\nuptime\ndf -h\nfree -m\nw\nps aux\ndmesg\n```\n',
      says: ['3:1 Unexpected 6 commands in one block, expected 5 at most'],
    },
  ],
  check(document, say) {
    for (const {block, place} of document.blocks) {
      const count = block.kind === 'show' ? 0 : block.commands.length
      if (count > most) say(`Unexpected ${count} commands in one block, expected ${most} at most`, place)
    }
  },
}
