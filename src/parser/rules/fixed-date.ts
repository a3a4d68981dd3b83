import type {Rule} from '../lint/rule.ts'

const date = /(?<!\d)(?:20\d\d)([-_.]?)(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])(?!\d)/
const file =
  /\.(?:sql|gz|tgz|bz2|xz|zst|zip|tar|dump|bak|backup|bck|log|csv|json|txt|rdb|db|sqlite|snapshot|archive)$/i
/** Files that have their date for good. */
const forGood = /migrat|version|changelog|release|schema|db\/changes|post-?mortem|incident|adr/i

export const fixedDate: Rule = {
  id: 'fixed-date',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'the name of a file holds the day on which the document was written',
  why: 'On any other day the file is an old one, or is not there. A restore of the wrong backup succeeds.',
  examples: [
    {text: '# Back up\n\n```bash\npg_dump shop > "shop_$(date +%Y%m%d).sql"\n```\n', says: []},
    {text: '# Look\n\n```bash\njournalctl --since 2026-02-16\n```\n', says: []},
    {
      text: '# Restore\n\n```bash\npsql shop < shop_20260216.sql\n```\n',
      says: [
        '4:13 Unexpected fixed date in `shop_20260216.sql`, expected `<date>`, or `$(date +%Y%m%d)` where it is made',
      ],
    },
  ],
  check(document, say) {
    const {path, title} = document.runbook
    if (date.test(path) || date.test(title)) return // it is about that day
    for (const step of document.blocks) {
      for (const {words, files} of document.commands(step)) {
        for (const word of [...words.slice(1), ...files]) {
          const name = word.value.slice(-300).split('/').at(-1)!
          if (!date.test(name) || !file.test(name)) continue
          if (forGood.test(word.value) || /\s/.test(word.value)) continue
          say(
            `Unexpected fixed date in \`${word.text}\`, expected \`<date>\`, or \`$(date +%Y%m%d)\` where it is made`,
            document.placeIn(step, word.start, word.end),
          )
        }
      }
    }
  },
}
