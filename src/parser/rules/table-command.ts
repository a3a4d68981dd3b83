import type {Prose} from '../../model/runbook.ts'
import type {LintDocument} from '../lint/document.ts'
import type {Rule} from '../lint/rule.ts'
import {analyseShell} from '../shell/analyse.ts'
import {isKnownProgram} from '../shell/known.ts'

export const tableCommand: Rule = {
  id: 'table-command',
  severity: 'warning',
  elsewhere: 'info',
  summary: 'a table holds commands, of which a run offers none',
  why: 'A table is shown as it stands: its commands are neither steps nor recorded, and nothing asks before they are typed by hand. Blocks are; several of them under a heading such as *Quick commands* are a menu.',
  examples: [
    {
      text: '# Web\n\n| State | Command |\n|---|---|\n| slow | `systemctl status web` |\n| down | `systemctl restart web` |\n',
      says: ['5:10 Unexpected commands in a table, expected blocks of their own, which a run offers'],
    },
    {
      text: '# Web\n\n| State | Meaning |\n|---|---|\n| `active` | it runs |\n| `failed` | see `systemctl status web` |\n',
      says: [],
    },
    {text: '# Web\n\n| Job | Time |\n|---|---|\n| `backup` | `at 02:00` |\n| `report` | daily |\n', says: []},
  ],
  check(document, say) {
    for (const prose of document.prose)
      for (const cell of firstCommands(prose, document))
        say(
          'Unexpected commands in a table, expected blocks of their own, which a run offers',
          document.place(cell.start, cell.end),
        )
  },
}

interface Cell {
  text: string
  start: number
  end: number
}

/** The first command of each table that has a column in which half of the cells or more are commands, at least two. */
function firstCommands({place}: Prose, document: LintDocument): Cell[] {
  const found: Cell[] = []
  for (let number = place.start.line; number < place.end.line; number++) {
    const head = document.line(number).text
    if (!head.includes('|') || !/^[\s>|:-]*-[\s>|:-]*$/.test(document.line(number + 1).text)) continue
    const rows: Cell[][] = []
    for (number += 2; number <= place.end.line && document.line(number).text.includes('|'); number++)
      rows.push(cellsOf(document.line(number)))
    const columns = (rows[0] ?? []).map((_, index) => rows.flatMap(row => row[index] ?? []))
    const first = columns
      .map(cells => ({all: cells.filter(({text}) => text !== ''), commands: cells.filter(isCommand)}))
      .find(({all, commands}) => commands.length > 1 && commands.length * 2 >= all.length)?.commands[0]
    if (first) found.push(first)
  }
  return found
}

function cellsOf({text, start}: {text: string; start: number}): Cell[] {
  const cells: Cell[] = []
  const inner = text.replace(/\|\s*$/, '')
  let from = /^[\s>]*\|?/.exec(inner)![0].length
  for (const piece of inner.slice(from).split(/(?<!\\)\|/)) {
    const at = from + piece.length - piece.trimStart().length
    cells.push({text: piece.trim(), start: start + at, end: start + at + piece.trim().length})
    from += piece.length + 1
  }
  return cells
}

/** Whether a cell is nothing but a command: a known program with something to do, of which one knows what that is. */
function isCommand({text}: Cell): boolean {
  const code = /^(`{1,2})([^`]{3,400})\1$/
    .exec(text)?.[2]
    ?.replaceAll('\\|', '|')
    .replace(/^\s*\$ /, '')
    .trim()
  const head = code?.replace(/^sudo /, '').split(' ', 1)[0]
  if (!code || !head || !/\s/.test(code) || !isKnownProgram(head)) return false
  const {effect, syntaxError} = analyseShell(code)
  return syntaxError === undefined && effect !== 'unknown'
}
