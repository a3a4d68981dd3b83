import {type Target, targetOf, touchesRow, withoutPlaces} from './column.ts'
import type {Node} from './node.ts'

/** Whether a statement, by its type and parse tree, may change or delete every row of its table. */
export function changesEveryRow(type: string, node: Node): boolean {
  if (type === 'MergeStmt') return mergesEveryRow(node, targetOf(node))
  if (type !== 'UpdateStmt' && type !== 'DeleteStmt') return false
  return node.whereClause === undefined || always(node.whereClause as Node, targetOf(node))
}

function mergesEveryRow(node: Node, target: Target): boolean {
  const on = node.joinCondition as Node
  return ((node.mergeWhenClauses ?? []) as Node[]).some(({MergeWhenClause}) => {
    const {matchKind, commandType, condition} = MergeWhenClause as Node
    if (commandType !== 'CMD_UPDATE' && commandType !== 'CMD_DELETE') return false
    const meets = matchKind === 'MERGE_WHEN_MATCHED' ? always : never
    return meets(on, target) && (condition === undefined || always(condition as Node, target))
  })
}

/** Whether a condition may hold for all rows, whatever is in them, but for NULL. */
function always(condition: Node, target: Target): boolean {
  const constant = constantOf(condition)
  if (constant !== undefined) return constant
  if (!touchesRow(condition, target)) return true
  const [type = '', body] = Object.entries(condition)[0] ?? []
  const node = body as Node
  switch (type) {
    case 'BoolExpr': {
      const args = node.args as Node[]
      if (node.boolop === 'NOT_EXPR') return never(args[0]!, target)
      if (node.boolop === 'AND_EXPR') return args.every(part => always(part, target))
      return (
        args.some(part => always(part, target)) ||
        args.some((part, at) => args.slice(at + 1).some(other => complete(part, other, target)))
      )
    }
    case 'BooleanTest': {
      const test = String(node.booltesttype)
      const arg = node.arg as Node
      if (test === 'IS_TRUE' || test === 'IS_NOT_FALSE') return always(arg, target)
      if (test === 'IS_FALSE' || test === 'IS_NOT_TRUE') return never(arg, target)
      return test === 'IS_NOT_UNKNOWN' && (always(arg, target) || never(arg, target))
    }
    case 'NullTest':
      return (
        node.nulltesttype === 'IS_NOT_NULL' &&
        (always(node.arg as Node, target) || never(node.arg as Node, target))
      )
    case 'SubLink':
      return node.subLinkType === 'EXISTS_SUBLINK' || node.subLinkType === 'ANY_SUBLINK'
        ? takesAll(node)
        : node.subLinkType === 'EXPR_SUBLINK' && !hasWhere(node)
    case 'A_Expr':
      return compares(node, target, 'always')
    default:
      return false
  }
}

/** Whether a condition may fail for all rows, whatever is in them. */
function never(condition: Node, target: Target): boolean {
  const constant = constantOf(condition)
  if (constant !== undefined) return !constant
  if (!touchesRow(condition, target)) return true
  const [type = '', body] = Object.entries(condition)[0] ?? []
  const node = body as Node
  if (type === 'A_Expr') return compares(node, target, 'never')
  if (type === 'BooleanTest') {
    const test = String(node.booltesttype)
    if (test === 'IS_TRUE' || test === 'IS_NOT_FALSE') return never(node.arg as Node, target)
    return (test === 'IS_FALSE' || test === 'IS_NOT_TRUE') && always(node.arg as Node, target)
  }
  if (type !== 'BoolExpr') return false
  const args = node.args as Node[]
  if (node.boolop === 'NOT_EXPR') return always(args[0]!, target)
  return node.boolop === 'OR_EXPR'
    ? args.every(part => never(part, target))
    : args.some(part => never(part, target))
}

const opposite: Record<string, string> = {'=': '<>', '<>': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>'}

/** Whether a comparison of a thing with itself always holds, or never does. */
function compares(node: Node, target: Target, wanted: 'always' | 'never'): boolean {
  const bare = (side: unknown) => withoutPlaces(side, target)
  const operator = operatorOf(node)
  const left = bare(node.lexpr)
  const same = left === bare(node.rexpr)
  const sides = [node.lexpr, node.rexpr] as Node[]
  const yes = wanted === 'always'
  switch (node.kind) {
    case 'AEXPR_OP': {
      const index = sides.findIndex(side => constantOf(side ?? {}) !== undefined)
      if (index !== -1 && (operator === '=' || operator === '<>')) {
        const holds = (constantOf(sides[index]!) === (operator === '=')) === yes
        return holds ? always(sides[1 - index]!, target) : never(sides[1 - index]!, target)
      }
      return same && (yes ? /^(?:=|>=|<=)$/ : /^(?:<>|<|>)$/).test(operator)
    }
    case 'AEXPR_DISTINCT':
      return !yes && same
    case 'AEXPR_NOT_DISTINCT':
      return yes && same
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
      return yes !== operator.startsWith('!') && (same || /"sval":\{"sval":"%+"\}/.test(bare(node.rexpr)))
    case 'AEXPR_IN':
      return yes === (operator === '=') && listed(node.rexpr).some(item => bare(item) === left)
    case 'AEXPR_OP_ANY':
      return yes && operator === '=' && listed(node.rexpr).some(item => bare(item) === left)
    case 'AEXPR_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
      return yes && listed(node.rexpr).every(item => bare(item) === left)
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_NOT_BETWEEN_SYM':
      return !yes && listed(node.rexpr).every(item => bare(item) === left)
    default:
      return false
  }
}

/** Whether of two conditions one holds wherever the other does not. */
function complete(one: Node, other: Node, target: Target): boolean {
  const bare = (side: unknown) => withoutPlaces(side, target)
  const isNotOf = (a: Node, b: Node) => {
    const negation = a.BoolExpr as Node | undefined
    return negation?.boolop === 'NOT_EXPR' && bare((negation.args as Node[])[0]) === bare(b)
  }
  if (isNotOf(one, other) || isNotOf(other, one)) return true
  for (const test of ['NullTest', 'BooleanTest']) {
    const [a, b] = [one[test], other[test]].map(node => bare(node ?? ''))
    if (a !== b && a!.replace('"IS_NOT_', '"IS_') === b!.replace('"IS_NOT_', '"IS_')) return true
  }
  const [a, b] = [one.A_Expr as Node | undefined, other.A_Expr as Node | undefined]
  if (a?.kind !== 'AEXPR_OP' || b?.kind !== 'AEXPR_OP') return false
  return (
    opposite[operatorOf(a)] === operatorOf(b) &&
    bare(a.lexpr) === bare(b.lexpr) &&
    bare(a.rexpr) === bare(b.rexpr)
  )
}

function hasWhere({subselect}: Node): boolean {
  return JSON.stringify(subselect).includes('"whereClause"')
}

/** A subquery without anything that picks among its rows. */
function takesAll(link: Node): boolean {
  if (hasWhere(link)) return false
  if (link.subLinkType === 'EXISTS_SUBLINK') return true
  return !/"(?:limitCount|limitOffset|havingClause|quals|usingClause)":/.test(JSON.stringify(link.subselect))
}

function operatorOf(node: Node): string {
  const last = ((node.name ?? []) as Node[]).at(-1)?.String as Node | undefined
  return String(last?.sval ?? '')
}

function listed(list: unknown): Node[] {
  const {List, A_ArrayExpr} = (list ?? {}) as {List?: Node; A_ArrayExpr?: Node}
  return (List?.items ?? A_ArrayExpr?.elements ?? []) as Node[]
}

/** `true` or `false`, written as such. */
function constantOf({A_Const}: Node): boolean | undefined {
  const value = (A_Const as Node | undefined)?.boolval as Node | undefined
  return value === undefined ? undefined : value.boolval === true
}
