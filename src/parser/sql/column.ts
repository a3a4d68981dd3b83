import type {Node} from './node.ts'

/** The table that a statement changes: its own name, and the one its columns are called by. */
export interface Target {
  table: string
  called: string
}

/** The table that an UPDATE, DELETE or MERGE changes. */
export function targetOf(statement: Node): Target {
  const relation = statement.relation as Node
  return {table: String(relation.relname), called: calledBy(relation)}
}

function calledBy(relation: Node): string {
  return String((relation.alias as Node | undefined)?.aliasname ?? relation.relname)
}

/** Whether an expression may look at a column of the row at hand: else it is the same for all rows. */
export function touchesRow(expression: unknown, target: Target): boolean {
  return search(expression, target, true)
}

/** `bare`: whether a name without its table may be a column of the target. */
function search(expression: unknown, target: Target, bare: boolean): boolean {
  if (Array.isArray(expression)) return expression.some(part => search(part, target, bare))
  if (typeof expression !== 'object' || expression === null) return false
  return Object.entries(expression as Node).some(([key, value]) => {
    if (key === 'CurrentOfExpr') return true
    if (key === 'ColumnRef') {
      const fields = (value as Node).fields as Node[]
      return fields.length === 1 ? bare : nameOf(fields.at(-2)) === target.called
    }
    if (key === 'subselect') return reachesOut(value as Node, target, bare)
    return search(value, target, bare)
  })
}

/** Whether a subquery may look at the row around it. A name that it has itself hides the one outside. */
function reachesOut(subquery: Node, target: Target, bare: boolean): boolean {
  const select = subquery.SelectStmt as Node | undefined
  const from = relationsOf(select?.fromClause)
  const hidden = from.some(relation => calledBy(relation) === target.called)
  const own = from.some(({relname}) => relname === target.table)
  return search(select, {...target, called: hidden ? '' : target.called}, bare && !own)
}

/** The tables of a FROM, without those of subqueries. */
function relationsOf(from: unknown): Node[] {
  if (Array.isArray(from)) return from.flatMap(relationsOf)
  if (typeof from !== 'object' || from === null) return []
  const {RangeVar, JoinExpr} = from as {RangeVar?: Node; JoinExpr?: Node}
  if (RangeVar) return [RangeVar]
  return JoinExpr ? [...relationsOf(JoinExpr.larg), ...relationsOf(JoinExpr.rarg)] : []
}

/** An expression as text to compare, in which `t.id` and `id` are one. */
export function withoutPlaces(expression: unknown, {called}: Target): string {
  return JSON.stringify(expression ?? null, (key, value) => {
    if (key === 'location' || key.startsWith('rexpr_list_')) return undefined
    if (key === 'fields' && Array.isArray(value) && nameOf(value.at(-2)) === called) return value.slice(-1)
    return value
  })
}

function nameOf(field: Node | undefined): string | undefined {
  return (field?.String as Node | undefined)?.sval as string | undefined
}
