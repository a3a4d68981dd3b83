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
    {
      text: '# Look\n\n```bash\nmysql -uroot -pTr0mb0ne -e "SHOW PROCESSLIST"\nPGPASSWORD=Tr0mb0ne psql\ncurl -u ops:Tr0mb0ne http://db:9200/\nredis-cli --password=Tr0mb0ne ping\n```\n',
      says: [
        '4:14 Unexpected value of `-p`, expected a variable',
        '5:12 Unexpected value of `PGPASSWORD`, expected a variable',
        '6:9 Unexpected value of `-u`, expected a variable',
        '7:11 Unexpected value of `password`, expected a variable',
      ],
    },
    {
      text: '# Look\n\n```bash\nmysql -uroot -p"$PASS" -e "SHOW PROCESSLIST"\nmysql -pPASSWORD -P3306\nPGPASSWORD=<password> psql\ncurl -u user:pass http://db:9200/\ncurl -u "$LOGIN" http://db:9200/\n```\n',
      says: [],
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
  const secret = [...set, ...given].filter(
    ({name, value, word}) =>
      !word.dynamic &&
      ((isSecretName(name) && looksSecret(value)) || (passwordName.test(name) && isPassword(value, ''))),
  )
  return [...secret, ...passwords(words)]
}

const passwordName = /(?:^|[_-])(?:(?:PG)?PASSWORD|PASSWD|SSHPASS|MYSQL_PWD|REDISCLI_AUTH)$/i

/** Programs that take a password by one letter: in the same word, in the word behind it, or behind a user's name. */
const byLetter: {program: RegExp; attached?: RegExp; before?: RegExp; user?: true}[] = [
  {program: /^(?:mysql|mariadb)[a-z-]*$/, attached: /^-p(.+)$/s},
  {program: /^sshpass$/, attached: /^-p(.+)$/s, before: /^-p$/},
  {program: /^redis-cli$/, before: /^(?:-a|--pass)$/},
  {program: /^mongo(?:sh|dump|restore|export|import)?$/, before: /^-p$/},
  {program: /^curl$/, attached: /^(?:-u|--user=)(.+)$/s, before: /^(?:-u|--user)$/, user: true},
]

function passwords(words: readonly ShellWord[]): {name: string; word: ShellWord}[] {
  const taking = byLetter.find(({program}) => program.test(words[0]?.value ?? ''))
  if (!taking) return []
  const {attached, before, user} = taking
  return words.flatMap((word, index) => {
    const option = words[index - 1]?.value ?? ''
    const value = attached?.exec(word.value)?.[1] ?? (before?.test(option) ? word.value : undefined)
    if (value === undefined || word.dynamic) return []
    const colon = user ? value.indexOf(':') : -1
    if (user && colon === -1) return []
    const name = before?.test(option) ? option : (/^(?:-\w|--\w+)/.exec(word.value)?.[0] ?? '')
    return isPassword(value.slice(colon + 1), user ? value.slice(0, colon) : '') ? [{name, word}] : []
  })
}

/** Whether a word where a password belongs would be one in an address: no example, and no stand-in in capitals. */
function isPassword(value: string, user: string): boolean {
  return (
    looksSecret(value) ||
    (!/^[A-Z_-]+$|^\d+$/.test(value) && secretsIn(`login://${user}:${value}@server`).length > 0)
  )
}
