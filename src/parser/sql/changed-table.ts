import type {Command} from '../../model/runbook.ts'
import {changesEveryRow} from './every-row.ts'
import type {Node} from './node.ts'
import {analyses, runsInside} from './statement.ts'

/** What is to be known of a statement that changes rows before it runs. */
export type ChangedTable = Pick<Command, 'returns' | 'everyRowOf'>

/** What a statement that changes rows says of them, from its parse tree; nothing for any other. */
export function changedTable(statement: Node): ChangedTable {
  const [type = '', body] = Object.entries(statement)[0] ?? []
  const node = (body ?? {}) as Node
  const tables = [...new Set(wholeTables(type, node))]
  const everyRowOf = tables.length > 0 ? {everyRowOf: tables.join(', ')} : {}
  if (!/^(?:Insert|Update|Delete)Stmt$/.test(type)) return everyRowOf
  return {returns: node.returningList === undefined && node.returningClause === undefined, ...everyRowOf}
}

function wholeTables(type: string, node: Node): string[] {
  if (type === 'TruncateStmt')
    return ((node.relations ?? []) as Node[]).map(({RangeVar}) => nameOf(RangeVar as Node))
  if (type === 'PrepareStmt' || (type === 'ExplainStmt' && analyses(node))) {
    const [inner = '', query] = Object.entries(node.query as Node)[0] ?? []
    return wholeTables(inner, query as Node)
  }
  const found: string[] = []
  if (runsInside.test(type)) gather(type, node, found)
  return found
}

/** In a CTE too, or wherever else a statement stands in another. */
function gather(key: string, value: unknown, found: string[]) {
  if (typeof value !== 'object' || value === null) return
  const node = value as Node
  if (changesEveryRow(key, node)) found.push(nameOf(node.relation as Node))
  for (const inner of Object.keys(node)) gather(inner, node[inner], found)
}

function nameOf(relation: Node): string {
  return [relation.schemaname, relation.relname].filter(Boolean).join('.')
}
