const clients =
  /^(?:[\w./~-]{0,60}\/)?(?:psql|pgcli|mysql|mariadb|mycli|sqlite3|cockroach|cqlsh|usql|pg:psql|dbconsole|clickhouse-client|sqlplus|sqlcmd)$/
const carriers =
  /^(?:sudo|exec|run|ssh|env|doas|connect|rsh|gosu|chpst|su|shell|--|-it|-ti|-i|-t|db|sql|pg|heroku|railway|fly|flyctl|kubectl|oc|docker|podman|gds|with-env|dotenv|op|vault|chamber|aws-vault)$/
const own =
  /^(?:heroku pg:psql|fly(?:ctl)? (?:postgres|pg|mpg) connect|railway connect|gcloud sql connect|cockroach sql|neonctl psql|neon psql|supabase db)\b/
const ended =
  /^(?:-c|--command(?:=.*)?|-f|--file(?:=.*)?|-e|--execute(?:=.*)?|-l|--list|-Q|--version|-V|--help|-\w*c|-e["'].*|<<?<?|\||>|.*[<>|].*)$/

/** What any of them is called by: most lines name none. */
const mayOpen = /sql|pgcli|mariadb|mycli|cockroach|dbconsole|clickhouse-client|connect|cqlsh|supabase/

/** The command of a line that opens an SQL client for what is typed next; undefined if it opens none or is given its SQL. */
export function clientOf(statement: string): string | undefined {
  if (!mayOpen.test(statement)) return undefined
  const text = statement.trim()
  if (text.length > 2000 || /\n(?!\s)/.test(text)) return undefined
  const command = text.replace(/\s#\s.*$/, '')
  if (/["'][^"']*\b(?:select|insert|update|delete|show|create)\s[^"']*["']/i.test(command)) return undefined
  if (own.test(command) && !/\s-c\s|[<|]/.test(command.replaceAll(/<[\w -]+>/g, ''))) return command
  const words = command
    .replaceAll(/<[\w -]+>/g, 'x')
    .replaceAll('\\\n', ' ')
    .split(/\s+/)
  const at = words.findIndex(word => clients.test(word.replaceAll(/^["']|["']$/g, '')))
  if (at === -1 || words.slice(0, at).some(word => /^[|<>&;]/.test(word))) return undefined
  if (
    at > 0 &&
    !words.slice(0, at).every(word => /^\w+=/.test(word)) &&
    !words.slice(0, at).some(word => carriers.test(word))
  )
    return undefined
  return words.slice(at + 1).some(word => ended.test(word)) ? undefined : command
}
