import {stretchFrom} from '../sql/lexer.ts'

/** A command of psql itself, from its backslash to the end of its arguments. */
export interface MetaCommand {
  /** Without the backslash: `dt`. */
  name: string
  args: string
  start: number
  end: number
}

export interface PsqlScan {
  /** The script with psql's own commands and the rows for COPY blanked out, at the same offsets: what the server gets. */
  sql: string
  commands: MetaCommand[]
  /** Whether rows were taken out: they are rows only where their COPY is carried out. */
  rows: boolean
}

/** What sends the statement before it, or drops it: either way the next one begins. */
const ending = /^(?:g|gx|gset|gexec|gdesc|crosstabview|watch|r|reset|;)$/
/** What takes the rest of its line as it stands: https://www.postgresql.org/docs/current/app-psql.html */
export const wholeLine = /^(?:!|copy|h|help|ef|ev|sf\+?|sv\+?)$/
/** Of a table and nothing else: what is taken for rows is not read as SQL. */
const takesRows =
  /^(?:\s|--[^\n]*\n|\/\*(?:(?!\/\*)[\s\S])*?\*\/)*COPY\s+(?:(?:"[^"]*"|[\w$\u0080-\uffff]+)\s*\.\s*)?(?:"[^"]*"|[\w$\u0080-\uffff]+)\s*(?:\([^()']*\)\s*)?\bFROM\s+STDIN\b/i

/** Tells psql's own commands from the SQL between them, as psql's scanner does. */
export function scanPsql(script: string): PsqlScan {
  const commands: MetaCommand[] = []
  let sql = ''
  let kept = 0
  let statement = 0
  let conditional = false
  let taken = false
  const blank = (from: number, to: number, sends = false) => {
    const blanks = script.slice(from, to).replaceAll(/[^\n]/g, ' ')
    sql += script.slice(kept, from) + (sends ? `;${blanks.slice(1)}` : blanks)
    kept = to
  }
  let stretch = stretchFrom(script, 0)
  const marks = /[\\;]/g
  for (let mark = marks.exec(script); mark; mark = marks.exec(script)) {
    const at = mark.index
    while (stretch && stretch.end <= at) stretch = stretchFrom(script, stretch.end)
    if (stretch && stretch.start <= at) {
      marks.lastIndex = stretch.end
      continue
    }
    let end = at + 1
    let rows = mark[0] === ';' && takesRows.test(script.slice(statement, at))
    if (mark[0] === '\\') {
      const command = metaAt(script, at)
      ;({end} = command)
      const ends = ending.test(command.name)
      if (!/^[:;]?$/.test(command.name)) commands.push(command)
      conditional ||= command.name === 'if'
      rows =
        (command.name === 'copy' && takesRows.test(`COPY ${command.args}`)) ||
        (ends && takesRows.test(script.slice(statement, at)))
      blank(at, end, ends)
      if (ends) statement = end
    } else statement = end
    // in a branch that psql passes over, nothing takes the rows
    if (rows && !conditional) {
      taken = true
      const close = /^\\\.[ \t]*$/gm
      close.lastIndex = end
      const from = end
      end = close.exec(script) ? close.lastIndex : script.length
      blank(from, end)
      statement = end
    }
    marks.lastIndex = end
    if (stretch && stretch.start < end) stretch = stretchFrom(script, end)
  }
  return {sql: sql + script.slice(kept), commands, rows: taken}
}

function metaAt(script: string, start: number): MetaCommand {
  const name = /[:;\\]|[^\\\s]*/y
  name.lastIndex = start + 1
  const [word] = name.exec(script)!
  const from = start + 1 + word.length
  if (word === '\\' || word === ':' || word === ';')
    return {name: word === '\\' ? '' : word, args: '', start, end: from}
  const args = wholeLine.test(word)
    ? /[^\n]*/y
    : /(?:'(?:[^'\\\n]|\\[^\n])*(?:'|(?=\n|$))|"[^"\n]*(?:"|(?=\n|$))|`[^`\n]*(?:`|(?=\n|$))|[^'"`\\\n])*/y
  args.lastIndex = from
  const [text] = args.exec(script)!
  let end = from + text.length
  if (script.startsWith('\\\\', end)) end += 2 // SQL goes on behind it
  return {name: word, args: text.trim(), start, end}
}
