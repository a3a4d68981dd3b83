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
}

/** What sends the statement before it, or drops it: either way the next one begins. */
const ending = /^(?:g|gx|gset|gexec|gdesc|crosstabview|watch|r|reset|;)$/
/** What takes the rest of its line as it stands: https://www.postgresql.org/docs/current/app-psql.html */
const wholeLine = /^(?:!|copy|h|help|ef|ev|sf\+?|sv\+?)$/
const takesRows = /^\s*COPY\b[\s\S]*\bFROM\s+STDIN\b/i

/** Tells psql's own commands from the SQL between them, as psql's scanner does. */
export function scanPsql(script: string): PsqlScan {
  const commands: MetaCommand[] = []
  let sql = ''
  let kept = 0
  let statement = 0
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
    let rows = mark[0] === ';' && takesRows.test((sql + script.slice(kept, at)).slice(statement))
    if (mark[0] === '\\') {
      const command = metaAt(script, at)
      ;({end} = command)
      const ends = ending.test(command.name)
      if (!/^[:;]?$/.test(command.name)) commands.push(command)
      rows =
        (command.name === 'copy' && /\bfrom\s+stdin\b/i.test(command.args)) ||
        (ends && takesRows.test((sql + script.slice(kept, at)).slice(statement)))
      blank(at, end, ends)
      if (ends) statement = end
    } else statement = end
    if (rows) {
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
  return {sql: sql + script.slice(kept), commands}
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
