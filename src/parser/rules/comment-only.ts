import type {Rule} from '../lint/rule.ts'

const opening = /^[\s>]*(?:`{3,}|~{3,})[ \t]*(?:bash|sh|shell|zsh)\b/i
const closing = /^[\s>]*(?:`{3,}|~{3,})\s*$/
const empty = /^[\s>]*(?:#.*)?$/

export const commentOnly: Rule = {
  id: 'comment-only',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a block of shell commands holds only comments',
  why: 'Nothing in it can be run: it is an instruction for a person, who reads it better as a list or a sentence.',
  examples: [
    {text: '# Look\n\n1. Open the dashboard\n', says: []},
    {text: '# Look\n\n```bash\n# Look at the load\nuptime\n```\n', says: []},
    {
      text: '# Look\n\n```bash\n# Open the dashboard\n\n# Look at the load\n```\n',
      says: ['3:1 Unexpected block of nothing but comments, expected a command, or text outside of a block'],
    },
  ],
  check(document, say) {
    const starts = new Set(document.steps.map(({place}) => place.start.line))
    for (let first = 1; first <= document.lines; first++) {
      const {text, start} = document.line(first)
      if (!opening.test(text)) continue
      let last = first + 1
      let comments = 0
      let known = starts.has(first)
      for (; last <= document.lines && empty.test(document.line(last).text); last++) {
        known ||= starts.has(last)
        if (document.line(last).text.includes('#')) comments++
      }
      // an opening line that no step begins at or below stands inside another fence
      if (known && comments > 0 && closing.test(document.line(last).text)) {
        const indent = /^[\s>]*/.exec(text)![0].length
        say(
          'Unexpected block of nothing but comments, expected a command, or text outside of a block',
          document.place(start + indent, start + text.length),
        )
      }
      first = last - 1
    }
  },
}
