import {isKnownProgram} from '../shell/known.ts'
import {programOf} from './command.ts'

/** Words that begin statements, or what a client is told, and name programs too. */
const statement =
  /^(?:select|insert|update|delete|with|create|alter|drop|explain|vacuum|grant|revoke|truncate|reindex|analy[sz]e|copy|show|begin|commit|set|call|do|merge|lock|cluster|comment|declare|refresh|kill|use|describe|values|notify|listen|exec|execute|source|start|stop|reset|end|exit|quit|help|system|host|if|case|for|while|return|print|go)$/i
/** What no statement of SQL has behind its first word: an option, or a file that is read or written. */
const given = /\s--?[A-Za-z][\w-]*(?:[=\s]|$)|\s[<>|]\s?["']?[\w./~-]+["']?\s*$|\s\|\s*[a-z]/
/** Clients that open a session where nothing says what they are to do. */
const client = /^(?:psql|mysql|mariadb|sqlplus|sqlite3|mongo|mongosh|sqlcmd|cqlsh)$/
const told = /\s(?:-[cfef]|--(?:file|command|execute)|-\w*[cf])(?:[=\s]|$)|[<|]/

/** Whether all lines below the tag of SQL are calls of programs: a shell's script under the wrong tag. */
export function isOfCommands(text: string): boolean {
  if (text.length > 10_000 || text.includes(';')) return false
  const lines = text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter(line => !/^\s*(?:#|$)/.test(line))
  if (lines.length === 0) return false
  const programs = lines.map(line => programOf(line.trim()) ?? '')
  return (
    lines.every((line, at) => {
      const program = programs[at]!
      if (statement.test(program) || !/^[a-z][\w.-]*$/.test(program) || !isKnownProgram(program)) return false
      return given.test(line)
    }) && lines.some((line, at) => !client.test(programs[at]!) || told.test(line))
  )
}
