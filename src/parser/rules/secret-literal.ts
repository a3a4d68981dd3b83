import {isSecretName} from '../../model/secret.ts'
import type {Rule} from '../lint/rule.ts'
import {looksSecret, secretsIn} from '../lint/secret-shape.ts'
import type {ShellCommand, ShellWord} from '../lint/shell-command.ts'

export const secretLiteral: Rule = {
  id: 'secret-literal',
  severity: 'warning',
  elsewhere: 'warning',
  summary: 'a secret stands in the document',
  why: 'Everyone who can read the document has it, and so does the history of its repository. Change it at its source; in the document write a variable.',
  examples: [
    {text: '# Look\n\n```bash\npsql "$DATABASE_URL"\n```\n', says: []},
    {text: '# Look\n\n```bash\npsql postgres://app:password@localhost/shop\n```\n', says: []},
    {
      text: '# Look\n\n```bash\npsql postgres://app:Tr0mb0ne-41@db.internal/shop\n```\n',
      says: ['4:21 Unexpected password in an address, expected a variable such as `$DATABASE_URL`'],
    },
    {
      text: '# Look\n\n```bash\nexport API_TOKEN="$(pass show ci/token)" SSH_KEY=~/.ssh/id_ed25519\n```\n',
      says: [],
    },
    {
      text: '# Look\n\n```bash\nexport API_TOKEN=q7Zr41LmX09pBv\n```\n',
      says: ['4:18 Unexpected value of `API_TOKEN`, expected a variable'],
    },
  ],
  check(document, say) {
    const found = secretsIn(document.text)
    for (const {name, start, end} of found) {
      const inAddress = name.endsWith('address')
      say(
        `Unexpected ${name}, expected a variable${inAddress ? ' such as `$DATABASE_URL`' : ''}`,
        document.place(start, end),
      )
    }
    for (const step of document.blocks) {
      for (const command of document.commands(step)) {
        for (const {name, word} of namedValues(command)) {
          const place = document.placeIn(step, word.start, word.end)
          const known =
            place && found.some(({start, end}) => start < place.end.offset && end > place.start.offset)
          if (!known) say(`Unexpected value of \`${name}\`, expected a variable`, place)
        }
      }
    }
  },
}

/** Values of what is secret by its name: `API_KEY=…` as an assignment or a word, `--password=…`, `--token …`. */
function namedValues({words, assignments}: ShellCommand): {name: string; word: ShellWord}[] {
  const set = assignments.map(word => ({name: word.name, value: word.value, word}))
  const given = words.flatMap((word, index) => {
    const [, name, value] = /^(?:--?)?([A-Za-z][\w-]{1,60})=(.+)$/s.exec(word.value) ?? []
    const before = /^--([a-z][a-z-]{1,40})$/.exec(words[index - 1]?.value ?? '')?.[1]
    return name !== undefined
      ? [{name, value: value!, word}]
      : before
        ? [{name: before, value: word.value, word}]
        : []
  })
  return [...set, ...given].filter(
    ({name, value, word}) => !word.dynamic && isSecretName(name) && looksSecret(value),
  )
}
