import type {Edit} from '../../model/lint-message.ts'
import type {BlockStep} from '../../model/runbook.ts'
import type {LintDocument} from '../lint/document.ts'
import type {Rule} from '../lint/rule.ts'
import {analyseShell} from '../shell/analyse.ts'

const quotes = /[“”„‟‘’‚‛]/g
/** Hyphens and minus signs are so anywhere; longer dashes may be meant but at the head of an option. */
const dash = /[\u2010\u2011\u2212]|(?<=^|\s)[–—](?=[A-Za-z-])/g
const long = /[–—]/
/** Enough to see by; the next round of mending finds more. */
const most = 200
/** Turn the direction of what is seen: where they stand in a command, somebody must look. */
const turns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const blank = /[\u00a0\u2007\u202f\u200b\u2060\ufeff]/g

export const typographic: Rule = {
  id: 'typographic',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a command holds typographic quotes, dashes or blanks, or characters that are not seen',
  why: 'A word processor put them there. To a shell they are letters: nothing is quoted, and the option is a file name. The block is refused, since what runs would not be what is read.',
  rewrites: true,
  examples: [
    {text: '# Look\n\n```bash\ngrep "no space – left" app.log # “quoted”\n```\n', says: []},
    {
      text: '# Look\n\n```bash\ngrep “no space left” app.log\n```\n',
      says: ['4:6 Unexpected typographic quotes in a command, expected `"`'],
      fixed: '# Look\n\n```bash\ngrep "no space left" app.log\n```\n',
    },
    {
      text: '# Look\n\n```bash\ntail –f app.log —retry\n```\n',
      says: [
        '4:6 Unexpected typographic dash in a command, expected `-`',
        '4:17 Unexpected typographic dash in a command, expected `-` or `--`',
      ],
      fixed: '# Look\n\n```bash\ntail -f app.log —retry\n```\n',
    },
    {
      text: '# Look\n\n```bash\nkubectl \u2010n kube\u2011system top pod \u2212\u2212sum\n```\n',
      says: [
        '4:9 Unexpected typographic dash in a command, expected `-`',
        '4:16 Unexpected typographic dash in a command, expected `-`',
        '4:32 Unexpected typographic dash in a command, expected `-`',
        '4:33 Unexpected typographic dash in a command, expected `-`',
      ],
      fixed: '# Look\n\n```bash\nkubectl -n kube-system top pod --sum\n```\n',
    },
    {
      text: '# Look\n\n```bash\necho "a\u202eb"\n```\n',
      says: ['4:8 Unexpected character that turns the direction of the text, expected none'],
    },
  ],
  check(document, say) {
    for (const step of document.blocks) {
      const {block} = step
      if (
        block.kind === 'show' ||
        !/[–—\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2010\u2011\u2212“”„‟‘’‚‛\u00a0\u2007\u202f\u200b\u2060\ufeff]/.test(
          block.script,
        )
      )
        continue
      for (const {index} of matches(block.script, turns))
        say(
          'Unexpected character that turns the direction of the text, expected none',
          placeOf(document, step, index) ?? step.place,
        )
      const plain = plainAt(step)
      for (const command of block.commands) {
        const found = matches(command.text, quotes).filter(({index}) => plain(command.start + index))
        if (found.length > 0) {
          const [first] = found
          say(
            `Unexpected typographic quotes in a command, expected \`${straight(first![0])}\``,
            placeOf(document, step, command.start + first!.index),
            {
              fix: paired(found.map(([mark]) => mark))
                ? editsOf(document, step, command.start, found)
                : undefined,
            },
          )
        }
        for (const {index} of matches(command.text, dash)) {
          if (block.kind === 'sql' || !plain(command.start + index)) continue
          const word = /^.\w+/.exec(command.text.slice(index, index + 50))?.[0] ?? ''
          const one = !long.test(command.text[index]!) || word.length <= 2 // `–la` may have been `-la` or `--la`
          const place = placeOf(document, step, command.start + index)
          const expected = one ? '`-`' : '`-` or `--`'
          say(`Unexpected typographic dash in a command, expected ${expected}`, place, {
            fix: one ? place && [{start: place.start.offset, end: place.end.offset, insert: '-'}] : undefined,
          })
        }
        for (const {index} of matches(command.text, blank)) {
          if (!plain(command.start + index)) continue
          const place = placeOf(document, step, command.start + index)
          const insert = /[\u200b\u2060\ufeff]/.test(command.text[index]!) ? '' : ' '
          say(`Unexpected invisible character in a command, expected ${insert ? 'a blank' : 'none'}`, place, {
            fix: place && [{start: place.start.offset, end: place.end.offset, insert}],
          })
        }
      }
    }
  },
}

/** Whether an offset of the script stands in plain code: not in quotes, a comment or a here-document. */
function plainAt({block}: BlockStep): (offset: number) => boolean {
  if (block.kind !== 'sql') {
    const {contextAt, syntaxError} = analyseShell(block.script)
    return offset => !syntaxError && contextAt(offset) === 'word'
  }
  // PostgreSQL has already taken the block: what is in it stands in strings, names or comments
  return () => false
}

function matches(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = []
  for (const match of text.matchAll(pattern)) if (found.push(match) === most) break
  return found
}

const straight = (mark: string): string => (/[“”„‟]/.test(mark) ? '"' : "'")

/** Whether each kind of quote comes in pairs; a lone `’` is an apostrophe. */
function paired(marks: readonly string[]): boolean {
  const double = marks.filter(mark => straight(mark) === '"').length
  return double % 2 === 0 && (marks.length - double) % 2 === 0
}

function placeOf(document: LintDocument, step: BlockStep, at: number) {
  return document.placeIn(step, at, at + 1)
}

function editsOf(
  document: LintDocument,
  step: BlockStep,
  base: number,
  found: readonly RegExpExecArray[],
): Edit[] | undefined {
  const edits = found.flatMap(match => {
    const place = placeOf(document, step, base + match.index)
    return place ? [{start: place.start.offset, end: place.end.offset, insert: straight(match[0])}] : []
  })
  return edits.length === found.length ? edits : undefined
}
