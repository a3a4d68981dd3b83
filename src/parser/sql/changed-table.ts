import type {Command} from '../../model/runbook.ts'
import type {Node} from './statement.ts'

/** What is to be known of a statement that changes rows before it runs. */
export type ChangedTable = Pick<Command, 'returns' | 'everyRowOf'>

/** What a statement that changes rows says of them, from its parse tree; nothing for any other. */
export function changedTable(statement: Node): ChangedTable {
  const [type = '', body] = Object.entries(statement)[0] ?? []
  const node = (body ?? {}) as Node
  if (type === 'TruncateStmt') {
    const tables = ((node.relations ?? []) as Node[]).map(({RangeVar}) => nameOf(RangeVar as Node))
    return {everyRowOf: tables.join(', ')}
  }
  if (!/^(?:Insert|Update|Delete)Stmt$/.test(type)) return {}
  const returns = node.returningList === undefined && node.returningClause === undefined
  const everyRow = type !== 'InsertStmt' && holdsForAll(node.whereClause as Node | undefined)
  return {returns, ...(everyRow ? {everyRowOf: nameOf(node.relation as Node)} : {})}
}

function nameOf(relation: Node): string {
  return [relation.schemaname, relation.relname].filter(Boolean).join('.')
}

/** Whether a condition looks at no column: then it holds for every row or for none. */
function holdsForAll(condition: Node | undefined): boolean {
  if (condition === undefined) return true
  const or = condition.BoolExpr as Node | undefined
  if (or?.boolop === 'OR_EXPR') return (or.args as Node[]).some(holdsForAll)
  const [left, right] = sides(condition)
  if (left !== undefined && left === right) return true // `id = id`
  const text = JSON.stringify(condition)
  return !/"(?:ColumnRef|SubLink|ParamRef|FuncCall|CurrentOfExpr)"/.test(text)
}

/** The two sides of `=`, places left out. */
function sides(condition: Node): [string | undefined, string | undefined] {
  const comparison = condition.A_Expr as Node | undefined
  if (comparison?.kind !== 'AEXPR_OP' || !JSON.stringify(comparison.name).includes('"="'))
    return [undefined, undefined]
  const bare = (side: unknown) =>
    JSON.stringify(side, (key, value) => (key === 'location' ? undefined : value))
  return [bare(comparison.lexpr), bare(comparison.rexpr)]
}
