import type {Edit} from '../../model/lint-message.ts'
import {knownAttributes} from '../attributes.ts'
import {readFence} from '../fence.ts'
import {suggest} from '../suggest.ts'
import {isShellFence} from './fence-line.ts'
import type {ParserRule} from './rule.ts'

const settings =
  'title last_reviewed_on review_in runbook severity owner environment inputs databases secrets requires lint prompt choices pattern default secret url'.split(
    ' ',
  )

/** What the parser itself complains about, by the ids that it gives. */
export const parserRules: readonly ParserRule[] = [
  {
    id: 'annotation',
    severity: 'error',
    elsewhere: 'error',
    summary: 'an annotation stands before nothing',
    why: 'What `<!-- runbook: … -->` says would be lost, and a guard with it. It belongs right before what it is for.',
    examples: [
      {text: '# Look\n\n<!-- runbook: id=load -->\n\n```bash\nuptime\n```\n', says: []},
      {
        text: '# Look\n\n```bash\nuptime\n```\n\n<!-- runbook: skip -->\n',
        says: ['7:1 Unexpected annotation, expected a fenced block, a heading or a list right after it'],
      },
    ],
  },
  {
    id: 'block-attributes',
    severity: 'error',
    elsewhere: 'error',
    summary: 'an attribute cannot be read',
    why: 'A misspelt attribute that is passed over is a check that never runs. A missing blank before `{` is a warning where no attribute of ours is behind it.',
    rewrites: true,
    examples: [
      {text: '# Look\n\n```bash {timeout=10s}\nuptime\n```\n', says: []},
      {
        text: '# Look\n\n```bash {timout=10s}\nuptime\n```\n',
        says: ['3:10 Unexpected attribute `timout`, expected a known one; did you mean `timeout`?'],
        fixed: '# Look\n\n```bash {timeout=10s}\nuptime\n```\n',
      },
      {
        text: '# Look\n\n```bash{timeout=10s}\nuptime\n```\n',
        says: ['3:1 Unexpected `bash{timeout=10s}`, expected a space before `{`'],
        fixed: '# Look\n\n```bash {timeout=10s}\nuptime\n```\n',
      },
      {
        text: '# Look\n\n```bash {timeout=soon}\nuptime\n```\n',
        says: ['3:10 Unexpected value for `timeout`, expected a duration such as `30s` or `5m`'],
      },
    ],
    fix(document, place) {
      const text = document.at(place)
      const language = readFence(text)?.language ?? ''
      const brace = language.indexOf('{')
      if (brace > 0) {
        const at = place.start.offset + text.indexOf(language) + brace
        return [{start: at, end: at, insert: ' '}]
      }
      return renamed(text.split('=')[0]!, place.start.offset, knownAttributes)
    },
  },
  {
    id: 'block-effect',
    severity: 'error',
    elsewhere: 'error',
    summary: 'an effect is lowered without a reason',
    why: 'A block that was found to destroy is asked about as such. Who says that it does less must say why; the operator sees it.',
    examples: [
      {
        text: '# Clean\n\n```bash {effect=local reason="a cache of this machine"}\nrm -r /var/cache/shop\n```\n',
        says: [],
      },
      {
        text: '# Clean\n\n```bash {effect=local}\nrm -r /var/cache/shop\n```\n',
        says: [
          '3:1 Unexpected `effect=local` on a block found to be `destroy`, expected `reason="…"` beside it',
        ],
      },
    ],
  },
  {
    id: 'duplicate-id',
    severity: 'error',
    elsewhere: 'error',
    summary: 'two steps have one id',
    why: 'A record, a condition or `--allow` that names the step would mean either.',
    examples: [
      {
        text: '# Look\n\n```bash {id=load}\nuptime\n```\n\n```bash {id=load}\nw\n```\n',
        says: ['7:1 Unexpected second `id=load`, expected each id once'],
      },
    ],
  },
  {
    id: 'encoding',
    severity: 'warning',
    elsewhere: 'warning',
    summary: 'a block holds bytes that are no UTF-8, or U+FFFD, which stands for them',
    why: 'What the author wrote cannot be told, and something else would run. The block is shown and not run: save the file as UTF-8.',
    examples: [],
  },
  {
    id: 'fence',
    severity: 'warning',
    elsewhere: 'warning',
    summary: 'a fence is never closed',
    why: 'The rest of the document belongs to the block, headings and later steps included. It is shown and not run, since where it ends is a guess.',
    rewrites: true,
    examples: [
      {
        text: '# Look\n\n```bash\nuptime\n',
        says: ['3:1 Unexpected end inside a fence, expected a closing fence'],
        fixed: '# Look\n\n```bash\nuptime\n```\n',
      },
      {
        text: '# Look\n\n```bash\nuptime\n\nThen tell the team.\n',
        says: ['3:1 Unexpected end inside a fence, expected a closing fence'],
      },
    ],
    fix(document, place) {
      const text = document.at(place)
      const lines = text.split(/\r\n|[\n\r]/)
      const body = lines.slice(1)
      while (body.at(-1)?.trim() === '') body.pop()
      // after a blank line it may be prose that the fence was meant to leave out
      if (
        body.length === 0 ||
        body.some(line => line.trim() === '' || /^\s*(?:#|[-*+]\s|\d+\.\s|>|`{3}|~{3})/.test(line))
      )
        return undefined
      if (document.text.slice(place.end.offset).trim() !== '') return undefined
      const marks = /^(?:`+|~+)/.exec(text)![0]
      const {text: first, start} = document.line(place.start.line)
      const indent = first.slice(0, place.start.offset - start)
      if (indent.trim() !== '') return undefined
      const newline = /\r\n|[\n\r]/.exec(document.text)?.[0] ?? '\n'
      const end = document.text.length
      const ended = /[\r\n]$/.test(document.text)
      return [{start: end, end, insert: `${ended ? '' : newline}${indent}${marks}${newline}`}]
    },
  },
  {
    id: 'indented-fence',
    severity: 'warning',
    elsewhere: 'info',
    summary: 'a fence is indented so far that markdown takes it for text',
    why: 'GitHub shows its marks as text. The tool reads it as the fence that it was meant to be.',
    examples: [
      {
        text: '1. Look at it.\n\n       ```bash\n       uptime\n       ```\n',
        says: [
          '3:8 Unexpected fence in an indented block, expected it not to be indented by four columns more than what it belongs to',
        ],
      },
      {text: '# Look\n\n1. Look at it.\n\n   ```bash\n   uptime\n   ```\n', says: []},
    ],
  },
  {
    id: 'front-matter',
    severity: 'error',
    elsewhere: 'error',
    summary: 'the front matter cannot be read',
    why: 'An unknown key under `runbook:` is a setting that does nothing. Keys of other tools beside it are left alone.',
    reveals: true,
    examples: [
      {text: '---\nlayout: page\nrunbook:\n  owner: web\n---\n\n# Look\n', says: []},
      {
        text: '---\nrunbook:\n  enviroment: production\n---\n\n# Look\n',
        says: [
          /^3:3 Unexpected key `enviroment` in `runbook`, expected one of .*; did you mean `environment`\?$/,
        ],
        fixed: '---\nrunbook:\n  environment: production\n---\n\n# Look\n',
      },
    ],
    fix: (document, place) => renamed(document.at(place), place.start.offset, settings),
  },
  {
    id: 'lint-settings',
    severity: 'error',
    elsewhere: 'error',
    summary: 'the front matter names a rule that there is not',
    why: 'The rule that was meant stays as it was.',
    examples: [],
  },
  {
    id: 'nul',
    severity: 'warning',
    elsewhere: 'warning',
    summary: 'a block holds a NUL byte',
    why: 'No shell and no database would take the text as it looks. The block is shown and not run.',
    examples: [],
  },
  {
    id: 'step-reference',
    severity: 'error',
    elsewhere: 'error',
    summary: 'an attribute names a step that there is not',
    why: 'The condition would never hold, or a failure would end the run half-way.',
    examples: [
      {
        text: '# Look\n\n```bash {id=load}\nuptime\n```\n\n```bash {if=laod.failed}\nw\n```\n',
        says: ['7:1 Unexpected step `laod` in `if`, expected the id of a step'],
      },
    ],
  },
  {
    id: 'syntax',
    severity: 'warning',
    elsewhere: 'warning',
    summary: 'bash or PostgreSQL cannot read a block',
    why: 'Bash runs the lines before a syntax error before it finds it. The block is refused. In a document without a `runbook:` key this is only information about SQL, which may be meant for another database unless the document names PostgreSQL and no other, and about blocks without a shell’s tag.',
    mild: (text, fence, document) =>
      text.includes('PostgreSQL') ? !isForPostgres(document.text) : !fence || !isShellFence(fence),
    examples: [
      {text: "# Look\n\n```sql\nSELECT 'it''s';\n```\n", says: []},
      {
        text: '# Look\n\n```bash\nuptime\nif [ -f lock ]; then\n```\n',
        says: [/^\d+:\d+ Unexpected text, expected whole shell commands: bash cannot read it: /],
      },
      {
        text: '# Look\n\n```sql\nSELECT * FORM jobs;\n```\n',
        says: [/^4:10 Unexpected text, expected whole SQL statements: PostgreSQL cannot read it: /],
      },
    ],
  },
  {
    id: 'unread',
    severity: 'warning',
    elsewhere: 'warning',
    summary: 'a block is too long to be read, or stands behind too many others',
    why: 'A block of more than 32 KiB is data or a program, and nobody can look at it before it runs; a document whose fences hold more than 70,000 lines and operators is no runbook. What is not read is shown and not run: make a script of it, or more documents.',
    examples: [],
  },
  {
    id: 'unreadable',
    severity: 'error',
    elsewhere: 'error',
    summary: 'a file cannot be read, or is no text',
    why: 'Nothing can be said about it; the other files are looked at all the same.',
    examples: [],
  },
]

/** Whether a document speaks of PostgreSQL, and of no database beside it. */
function isForPostgres(text: string): boolean {
  return (
    /\b(?:postgres\w*|psql|pg_\w+)\b/i.test(text) &&
    !/\b(?:mysql\w*|mariadb\w*|innodb|sql ?server|mssql|t-sql|oracle|rman|sqlite\w*|clickhouse|cassandra|cql|bigquery|snowflake|redshift|db2|duckdb|spark|athena|presto|trino|dbcc|cockroach\w*)\b/i.test(
      text,
    )
  )
}

/** A known name for a misspelt one, if only one is near. */
function renamed(name: string, start: number, known: readonly string[]): Edit[] | undefined {
  const meant = known.includes(name) ? undefined : suggest(name, known)
  const other = suggest(
    name,
    known.filter(candidate => candidate !== meant),
  )
  return meant === undefined || other !== undefined
    ? undefined
    : [{start, end: start + name.length, insert: meant}]
}
