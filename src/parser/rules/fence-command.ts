import {kindOf} from '../language.ts'
import {openingOf} from '../lint/fence-line.ts'
import type {Rule} from '../lint/rule.ts'
import {isKnownProgram} from '../shell/known.ts'

export const fenceCommand: Rule = {
  id: 'fence-command',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a command stands on the line of the fence',
  why: 'What stands behind the language is not part of the block: nobody sees it on a rendered page, and nothing runs it.',
  examples: [
    {text: '# Look\n\n```bash\nls -la\n```\n', says: []},
    {text: '# Look\n\n```bash title="ls"\nls -la\n```\n', says: []},
    {
      text: '# Look\n\n```bash ls -la\ndf -h\n```\n',
      says: ['3:9 Unexpected command `ls -la` behind the language, expected it on the next line'],
    },
    {
      text: '# Look\n\n```bash ls -la```\n',
      says: ['3:1 Unexpected fence on one line, expected the command on a line between two fences'],
    },
  ],
  check(document, say) {
    for (const fence of document.fences) {
      const {language = '', meta = ''} = fence.line ?? {}
      const command = meta.replace(/^[$%]\s+/, '')
      if (kindOf(language.toLowerCase()).kind !== 'shell' || !isCommand(command)) continue
      const {end} = openingOf(fence, document)
      const start = fence.place.start.offset + fence.line!.metaOffset
      say(
        `Unexpected command \`${meta}\` behind the language, expected it on the next line`,
        document.place(start, end.offset),
      )
    }
    for (const {text, place} of document.prose) {
      for (const {index, 0: found} of text.matchAll(
        /^`{3}(?:bash|sh|shell|zsh|console|sql)[ \t]+[^`\n]+`{3}[ \t]*$/gm,
      )) {
        const start = place.start.offset + index
        say(
          'Unexpected fence on one line, expected the command on a line between two fences',
          document.place(start, start + found.length),
        )
      }
    }
  },
}

/** Words that editors and generators of pages put there, though programs are called so too. */
const marks =
  /^(?:script|session|copy|run|test|exec|wrap|file|output|env|watch|set|source|time|more|less|true|false|commands?|example|interactive)$/i

function isCommand(text: string): boolean {
  const words = text.split(/\s+/)
  return isKnownProgram(words[0]!) && !words.every(word => marks.test(word))
}
